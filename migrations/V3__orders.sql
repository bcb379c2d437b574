-- The contract: orders and their signed, append-only details.
--
-- An order is made as a draft and leaves that state inside the same transaction. The sums are checked where it leaves.

PRAGMA user_version = 3;

-- No row ever stands here, so the deferred reference of a draft makes a committed draft impossible.
CREATE TABLE no_drafts (
    id INTEGER NOT NULL PRIMARY KEY,
    CONSTRAINT no_drafts_ever CHECK (id IS NULL)
) STRICT, WITHOUT ROWID;

-- One row, whose mirror follows its number only where foreign keys are enforced, which is how a trigger finds out.
CREATE TABLE key_probe (
    n      INTEGER NOT NULL PRIMARY KEY,
    mirror INTEGER NOT NULL REFERENCES key_probe (n) ON UPDATE CASCADE,
    CONSTRAINT key_probe_n CHECK (n IN (0, 1)),
    CONSTRAINT key_probe_mirror CHECK (mirror IN (0, 1))
) STRICT, WITHOUT ROWID;

INSERT INTO key_probe (n, mirror) VALUES (0, 0);

CREATE TRIGGER key_probe_is_one BEFORE INSERT ON key_probe
BEGIN SELECT RAISE(ABORT, 'refused: there is one probe'); END;

CREATE TRIGGER key_probe_never_deleted BEFORE DELETE ON key_probe
BEGIN SELECT RAISE(ABORT, 'refused: the probe is never deleted'); END;

CREATE TABLE orders (
    id             INTEGER NOT NULL PRIMARY KEY,
    code           TEXT    NOT NULL CONSTRAINT order_code_taken UNIQUE,
    user_id        INTEGER NOT NULL REFERENCES users (id),
    status         TEXT    NOT NULL,
    total          INTEGER NOT NULL,
    channel        TEXT    NOT NULL,
    operator_id    INTEGER NOT NULL REFERENCES operators (id),
    shift_id       INTEGER,
    receipt_number INTEGER,
    note           TEXT,
    expires_at     TEXT,
    created_at     TEXT    NOT NULL,
    changed_at     TEXT    NOT NULL,
    paid_at        TEXT,
    expired_at     TEXT,
    cancelled_at   TEXT,
    draft          INTEGER GENERATED ALWAYS AS (CASE status WHEN 'draft' THEN id END) STORED
        REFERENCES no_drafts (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT orders_id CHECK (id > 0),
    CONSTRAINT orders_code CHECK (length(code) BETWEEN 4 AND 24),
    CONSTRAINT orders_status CHECK (status IN ('draft', 'pending', 'paid', 'expired', 'cancelled')),
    CONSTRAINT orders_total CHECK (total BETWEEN 0 AND 1000000000000000),
    CONSTRAINT orders_channel CHECK (channel IN ('counter', 'phone', 'web', 'door', 'import', 'terminal', 'consignment')),
    CONSTRAINT orders_receipt_number CHECK (receipt_number > 0),
    CONSTRAINT orders_times CHECK (created_at GLOB '????-??-??T??:??:??Z' AND changed_at GLOB '????-??-??T??:??:??Z'
        AND coalesce(expires_at, created_at) GLOB '????-??-??T??:??:??Z' AND coalesce(paid_at, created_at) GLOB '????-??-??T??:??:??Z'
        AND coalesce(expired_at, created_at) GLOB '????-??-??T??:??:??Z' AND coalesce(cancelled_at, created_at) GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT orders_lengths CHECK (length(note) <= 1000),
    CONSTRAINT orders_text CHECK (code || coalesce(note, '') NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(code || coalesce(note, ''), char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX orders_user ON orders (user_id);
CREATE INDEX orders_overdue ON orders (expires_at) WHERE status = 'pending';
CREATE UNIQUE INDEX orders_receipt_number ON orders (receipt_number, (id / 10000000000)) WHERE receipt_number IS NOT NULL;

CREATE VIEW next_orders AS
SELECT coalesce((SELECT max(id) FROM orders WHERE id BETWEEN before_first AND last), before_first) + 1 AS id FROM own_ids;

CREATE TRIGGER orders_never_replaced BEFORE INSERT ON orders
WHEN EXISTS (SELECT 1 FROM orders WHERE id = NEW.id OR code = NEW.code)
    OR NEW.receipt_number IS NOT NULL AND EXISTS (SELECT 1 FROM orders
        WHERE receipt_number = NEW.receipt_number AND id / 10000000000 = NEW.id / 10000000000)
BEGIN SELECT RAISE(ABORT, 'refused: an order is never replaced'); END;

CREATE TRIGGER orders_begin_as_drafts BEFORE INSERT ON orders
WHEN NEW.status <> 'draft' OR NEW.total <> 0 OR NOT EXISTS (SELECT 1 FROM users WHERE id = NEW.user_id)
BEGIN SELECT RAISE(ABORT, 'refused: an order begins as an empty draft of a known user'); END;

CREATE TRIGGER orders_never_deleted BEFORE DELETE ON orders
BEGIN SELECT RAISE(ABORT, 'refused: an order is never deleted'); END;

CREATE TRIGGER orders_keys_never_change BEFORE UPDATE OF id, code, created_at ON orders
WHEN NEW.id <> OLD.id OR NEW.code <> OLD.code OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'refused: the id and the code of an order never change'); END;

CREATE TRIGGER orders_receipt_numbers_stay BEFORE UPDATE OF receipt_number ON orders
WHEN OLD.receipt_number IS NOT NULL AND NEW.receipt_number IS NOT OLD.receipt_number
    OR EXISTS (SELECT 1 FROM orders WHERE id <> NEW.id AND receipt_number = NEW.receipt_number
        AND id / 10000000000 = NEW.id / 10000000000)
BEGIN SELECT RAISE(ABORT, 'refused: a receipt number never changes'); END;

CREATE TRIGGER orders_users_exist BEFORE UPDATE OF user_id ON orders
WHEN NOT EXISTS (SELECT 1 FROM users WHERE id = NEW.user_id)
BEGIN SELECT RAISE(ABORT, 'refused: an order belongs to a known user'); END;

CREATE TRIGGER users_with_orders_never_deleted BEFORE DELETE ON users
WHEN OLD.id = 1 OR EXISTS (SELECT 1 FROM orders WHERE user_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'refused: a user with orders is erased, never deleted'); END;

CREATE TRIGGER orders_states_follow BEFORE UPDATE OF status ON orders
WHEN NEW.status <> OLD.status AND NOT (
    OLD.status = 'draft' AND NEW.status IN ('pending', 'paid', 'cancelled')
    OR OLD.status = 'pending' AND NEW.status IN ('paid', 'expired', 'cancelled')
    OR OLD.status IN ('paid', 'expired') AND NEW.status = 'draft')
BEGIN SELECT RAISE(ABORT, 'refused: an order in this state cannot go to that one'); END;

CREATE TRIGGER orders_leave_draft_balanced BEFORE UPDATE OF status ON orders
WHEN OLD.status = 'draft' AND NEW.status <> 'draft' AND (
    NOT EXISTS (SELECT 1 FROM order_details WHERE order_id = NEW.id)
    OR NEW.total <> (SELECT sum(amount) FROM order_details WHERE order_id = NEW.id)
    OR NEW.total IS NOT (SELECT amount FROM payments WHERE order_id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'refused: the total, the details and the payment of the order differ'); END;

CREATE TRIGGER orders_leave_pending_clean BEFORE UPDATE OF status ON orders
WHEN NEW.status IN ('pending', 'expired', 'cancelled') AND NEW.status <> OLD.status
    AND EXISTS (SELECT 1 FROM tickets WHERE order_id = NEW.id AND status = 'valid')
BEGIN SELECT RAISE(ABORT, 'refused: an order with valid tickets is paid'); END;

CREATE TRIGGER orders_cancelled_give_all_back BEFORE UPDATE OF status ON orders
WHEN OLD.status = 'draft' AND NEW.status = 'cancelled' AND EXISTS (
    SELECT 1 FROM order_details WHERE order_id = NEW.id AND kind IN ('ticket', 'return')
    GROUP BY ticket_type_id HAVING sum(quantity) <> 0)
BEGIN SELECT RAISE(ABORT, 'refused: the order still has tickets to give back'); END;

CREATE TRIGGER orders_expire_when_overdue BEFORE UPDATE OF status ON orders
WHEN NEW.status = 'expired' AND OLD.status <> 'expired' AND (
    NEW.expires_at IS NULL OR NEW.expired_at IS NULL OR NEW.expires_at > NEW.expired_at
    OR EXISTS (SELECT 1 FROM payments WHERE order_id = NEW.id AND received > 0))
BEGIN SELECT RAISE(ABORT, 'refused: only an overdue order without a receipt expires'); END;

CREATE TRIGGER orders_paid_are_covered BEFORE UPDATE OF status ON orders
WHEN NEW.status = 'paid' AND OLD.status <> 'paid' AND (
    NOT EXISTS (SELECT 1 FROM payments WHERE order_id = NEW.id AND amount = NEW.total AND received - refunded >= NEW.total)
    OR NOT EXISTS (SELECT 1 FROM tickets WHERE order_id = NEW.id AND status = 'valid')
    OR EXISTS (SELECT 1 FROM order_details AS d WHERE d.order_id = NEW.id AND d.kind IN ('ticket', 'return')
        GROUP BY d.ticket_type_id HAVING sum(d.quantity) <> (SELECT count(*) FROM tickets AS t
            WHERE t.order_id = NEW.id AND t.ticket_type_id = d.ticket_type_id AND t.status = 'valid')))
BEGIN SELECT RAISE(ABORT, 'refused: a paid order is covered and has its tickets'); END;

CREATE TRIGGER orders_begin_with_keys AFTER INSERT ON orders
BEGIN
    UPDATE key_probe SET n = 1 - mirror;
    SELECT RAISE(ABORT, 'refused: an order is made only where foreign keys are enforced')
    WHERE NOT EXISTS (SELECT 1 FROM key_probe WHERE n = mirror);
END;

CREATE TRIGGER orders_open_again_with_keys AFTER UPDATE OF status ON orders
WHEN NEW.status = 'draft' AND OLD.status <> 'draft'
BEGIN
    UPDATE key_probe SET n = 1 - mirror;
    SELECT RAISE(ABORT, 'refused: an order is changed only where foreign keys are enforced')
    WHERE NOT EXISTS (SELECT 1 FROM key_probe WHERE n = mirror);
END;

CREATE TRIGGER orders_totals_are_sums BEFORE UPDATE OF total ON orders
WHEN NEW.total <> (SELECT coalesce(sum(amount), 0) FROM order_details WHERE order_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'refused: the total of an order is the sum of its details'); END;

CREATE TABLE order_details (
    id             INTEGER NOT NULL PRIMARY KEY,
    order_id       INTEGER NOT NULL REFERENCES orders (id),
    kind           TEXT    NOT NULL,
    ticket_type_id INTEGER REFERENCES ticket_types (id),
    refers_to_id   INTEGER REFERENCES order_details (id),
    quantity       INTEGER NOT NULL,
    unit_price     INTEGER NOT NULL,
    amount         INTEGER NOT NULL,
    tax_rate       INTEGER,
    tax_amount     INTEGER,
    comp_reason    TEXT,
    approver_id    INTEGER REFERENCES operators (id),
    reason         TEXT,
    created_at     TEXT    NOT NULL,
    CONSTRAINT order_details_id CHECK (id > 0),
    CONSTRAINT order_details_kind CHECK (kind IN ('ticket', 'return', 'discount', 'fee', 'tax', 'goodwill', 'rounding')),
    CONSTRAINT order_details_ticket CHECK (kind <> 'ticket' OR ticket_type_id IS NOT NULL AND refers_to_id IS NULL
        AND quantity BETWEEN 1 AND 100000 AND unit_price BETWEEN 0 AND 1000000000000 AND amount = quantity * unit_price),
    CONSTRAINT order_details_return CHECK (kind <> 'return' OR ticket_type_id IS NOT NULL AND refers_to_id IS NOT NULL
        AND quantity BETWEEN -100000 AND -1 AND amount <= 0),
    CONSTRAINT order_details_other CHECK (kind IN ('ticket', 'return') OR quantity = 1 AND amount = unit_price),
    CONSTRAINT order_details_reduction CHECK (kind NOT IN ('discount', 'goodwill') OR amount <= 0),
    CONSTRAINT order_details_addition CHECK (kind NOT IN ('fee', 'tax') OR amount >= 0),
    CONSTRAINT order_details_comp CHECK (comp_reason IS NULL OR kind = 'ticket' AND unit_price = 0),
    CONSTRAINT order_details_amount CHECK (amount BETWEEN -1000000000000000 AND 1000000000000000),
    CONSTRAINT order_details_times CHECK (created_at GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT order_details_lengths CHECK (length(comp_reason) <= 1000 AND length(reason) <= 1000),
    CONSTRAINT order_details_text CHECK (coalesce(comp_reason, '') || coalesce(reason, '') NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(coalesce(comp_reason, '') || coalesce(reason, ''), char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX order_details_order ON order_details (order_id);
CREATE INDEX order_details_ticket_type ON order_details (ticket_type_id);

CREATE VIEW next_order_details AS
SELECT coalesce((SELECT max(id) FROM order_details WHERE id BETWEEN before_first AND last), before_first) + 1 AS id FROM own_ids;

CREATE TRIGGER order_details_never_replaced BEFORE INSERT ON order_details
WHEN EXISTS (SELECT 1 FROM order_details WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'refused: an order detail is never replaced'); END;

CREATE TRIGGER order_details_only_in_drafts BEFORE INSERT ON order_details
WHEN (SELECT status FROM orders WHERE id = NEW.order_id) IS NOT 'draft'
BEGIN SELECT RAISE(ABORT, 'refused: details are added only to a draft'); END;

CREATE TRIGGER order_details_name_a_type BEFORE INSERT ON order_details
WHEN NEW.ticket_type_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ticket_types WHERE id = NEW.ticket_type_id)
BEGIN SELECT RAISE(ABORT, 'refused: an order detail names a known ticket type'); END;

CREATE TRIGGER order_details_refer_to_their_order BEFORE INSERT ON order_details
WHEN NEW.refers_to_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM order_details AS d WHERE d.id = NEW.refers_to_id
    AND d.order_id = NEW.order_id AND d.kind = 'ticket' AND d.ticket_type_id IS coalesce(NEW.ticket_type_id, d.ticket_type_id))
BEGIN SELECT RAISE(ABORT, 'refused: an order detail refers to a ticket line of its own order'); END;

CREATE TRIGGER order_details_return_what_was_sold BEFORE INSERT ON order_details
WHEN NEW.kind = 'return' AND (
    (SELECT quantity FROM order_details WHERE id = NEW.refers_to_id) + NEW.quantity
        + coalesce((SELECT sum(quantity) FROM order_details WHERE order_id = NEW.order_id
            AND refers_to_id = NEW.refers_to_id AND kind = 'return'), 0) < 0
    OR (SELECT sum(amount) FROM order_details WHERE order_id = NEW.order_id
        AND (id = NEW.refers_to_id OR refers_to_id = NEW.refers_to_id)) + NEW.amount < 0)
BEGIN SELECT RAISE(ABORT, 'refused: more would be returned than was sold'); END;

CREATE TRIGGER order_details_never_change BEFORE UPDATE ON order_details
WHEN NEW.id <> OLD.id OR NEW.order_id <> OLD.order_id OR NEW.kind <> OLD.kind
    OR NEW.ticket_type_id IS NOT OLD.ticket_type_id OR NEW.refers_to_id IS NOT OLD.refers_to_id
    OR NEW.quantity <> OLD.quantity OR NEW.unit_price <> OLD.unit_price OR NEW.amount <> OLD.amount
    OR NEW.tax_rate IS NOT OLD.tax_rate OR NEW.tax_amount IS NOT OLD.tax_amount OR NEW.approver_id IS NOT OLD.approver_id
    OR NEW.created_at <> OLD.created_at OR NEW.comp_reason IS NOT OLD.comp_reason AND NEW.comp_reason IS NOT NULL
    OR NEW.reason IS NOT OLD.reason AND NEW.reason IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'refused: an order detail never changes'); END;

CREATE TRIGGER order_details_never_deleted BEFORE DELETE ON order_details
BEGIN SELECT RAISE(ABORT, 'refused: an order detail is never deleted'); END;

CREATE TRIGGER order_details_move_the_total AFTER INSERT ON order_details
BEGIN
    UPDATE orders SET total = total + NEW.amount WHERE id = NEW.order_id;
    SELECT RAISE(ABORT, 'refused: the total of the order cannot be that')
    WHERE (SELECT total FROM orders WHERE id = NEW.order_id)
        IS NOT (SELECT sum(amount) FROM order_details WHERE order_id = NEW.order_id);
END;
