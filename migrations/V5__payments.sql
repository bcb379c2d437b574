-- Money: every order has one payment, the account of what is due; its entries are the money movements.

PRAGMA user_version = 5;

CREATE TABLE payments (
    id         INTEGER NOT NULL PRIMARY KEY,
    order_id   INTEGER NOT NULL CONSTRAINT one_payment_per_order UNIQUE REFERENCES orders (id),
    amount     INTEGER NOT NULL,
    live       INTEGER NOT NULL,
    received   INTEGER NOT NULL DEFAULT 0,
    refunded   INTEGER NOT NULL DEFAULT 0,
    created_at TEXT    NOT NULL,
    worth      INTEGER GENERATED ALWAYS AS (amount * live) VIRTUAL,
    held       INTEGER GENERATED ALWAYS AS (received - refunded) VIRTUAL,
    status     TEXT    GENERATED ALWAYS AS (CASE
        WHEN received - refunded < amount * live THEN 'pending'
        WHEN refunded > 0 AND refunded = received THEN 'refunded'
        WHEN refunded > 0 THEN 'partly_refunded'
        WHEN live = 0 AND received = 0 THEN 'void'
        ELSE 'paid' END) VIRTUAL,
    CONSTRAINT payments_id CHECK (id > 0),
    CONSTRAINT payments_amount CHECK (amount BETWEEN 0 AND 1000000000000000),
    CONSTRAINT payments_live CHECK (live IN (0, 1)),
    CONSTRAINT payments_held CHECK (0 <= refunded AND refunded <= received AND received <= 1000000000000000),
    CONSTRAINT payments_times CHECK (created_at GLOB '????-??-??T??:??:??Z')
) STRICT, WITHOUT ROWID;

CREATE VIEW next_payments AS
SELECT coalesce((SELECT max(id) FROM payments WHERE id BETWEEN before_first AND last), before_first) + 1 AS id FROM own_ids;

CREATE TRIGGER payments_never_replaced BEFORE INSERT ON payments
WHEN EXISTS (SELECT 1 FROM payments WHERE id = NEW.id OR order_id = NEW.order_id)
BEGIN SELECT RAISE(ABORT, 'refused: an order has exactly one payment'); END;

CREATE TRIGGER payments_begin_with_their_order BEFORE INSERT ON payments
WHEN NEW.received IS NOT 0 OR NEW.refunded IS NOT 0 OR NEW.live IS NOT 1
    OR NOT EXISTS (SELECT 1 FROM orders WHERE id = NEW.order_id AND status = 'draft' AND total = NEW.amount)
BEGIN SELECT RAISE(ABORT, 'refused: a payment begins with its draft, at its total'); END;

CREATE TRIGGER payments_keys_never_change BEFORE UPDATE OF id, order_id, created_at ON payments
WHEN NEW.id <> OLD.id OR NEW.order_id <> OLD.order_id OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'refused: the order of a payment never changes'); END;

CREATE TRIGGER payments_follow_their_order BEFORE UPDATE OF amount, live ON payments
WHEN NOT EXISTS (SELECT 1 FROM orders WHERE id = NEW.order_id AND total = NEW.amount
    AND (status IN ('draft', 'pending', 'paid')) = NEW.live)
BEGIN SELECT RAISE(ABORT, 'refused: what is due is the total of the order'); END;

CREATE TRIGGER payments_count_entries BEFORE UPDATE OF received, refunded ON payments
WHEN NEW.received IS NOT (SELECT coalesce(sum(amount), 0) FROM payment_entries WHERE payment_id = NEW.id AND kind <> 'refund')
    OR NEW.refunded IS NOT (SELECT coalesce(sum(amount), 0) FROM payment_entries WHERE payment_id = NEW.id AND kind = 'refund')
BEGIN SELECT RAISE(ABORT, 'refused: what a payment holds is the sum of its entries'); END;

CREATE TRIGGER payments_never_deleted BEFORE DELETE ON payments
BEGIN SELECT RAISE(ABORT, 'refused: a payment is never deleted'); END;

CREATE TRIGGER orders_move_what_is_due AFTER UPDATE OF total ON orders
WHEN NEW.total <> OLD.total
BEGIN
    UPDATE payments SET amount = NEW.total WHERE order_id = NEW.id;
    SELECT RAISE(ABORT, 'refused: what is due cannot be that')
    WHERE (SELECT amount FROM payments WHERE order_id = NEW.id) <> NEW.total;
END;

CREATE TRIGGER orders_move_what_is_live AFTER UPDATE OF status ON orders
WHEN (NEW.status IN ('draft', 'pending', 'paid')) <> (OLD.status IN ('draft', 'pending', 'paid'))
BEGIN UPDATE payments SET live = NEW.status IN ('draft', 'pending', 'paid') WHERE order_id = NEW.id; END;

CREATE TABLE payment_entries (
    id          INTEGER NOT NULL PRIMARY KEY,
    payment_id  INTEGER NOT NULL REFERENCES payments (id),
    kind        TEXT    NOT NULL,
    amount      INTEGER NOT NULL,
    method      TEXT    NOT NULL,
    refunds_id  INTEGER REFERENCES payment_entries (id),
    reference   TEXT,
    tendered    INTEGER,
    change      INTEGER,
    reason      TEXT,
    operator_id INTEGER NOT NULL REFERENCES operators (id),
    shift_id    INTEGER,
    at          TEXT    NOT NULL,
    received_at TEXT    NOT NULL,
    CONSTRAINT payment_entries_id CHECK (id > 0),
    CONSTRAINT payment_entries_kind CHECK (kind IN ('receipt', 'refund', 'credit')),
    CONSTRAINT payment_entries_amount CHECK (amount BETWEEN 1 AND 1000000000000000),
    CONSTRAINT payment_entries_method CHECK (method IN ('cash', 'card', 'transfer', 'qris', 'voucher', 'invoice')),
    CONSTRAINT payment_entries_refunds CHECK (refunds_id IS NULL OR kind = 'refund'),
    CONSTRAINT payment_entries_tendered CHECK ((tendered IS NULL) = (change IS NULL)
        AND (tendered IS NULL OR method = 'cash' AND kind = 'receipt' AND change >= 0 AND tendered = amount + change)),
    CONSTRAINT payment_entries_times CHECK (at GLOB '????-??-??T??:??:??Z' AND received_at GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT payment_entries_lengths CHECK (length(reference) <= 1000 AND length(reason) <= 1000),
    CONSTRAINT payment_entries_text CHECK (coalesce(reference, '') || coalesce(reason, '') NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(coalesce(reference, '') || coalesce(reason, ''), char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX payment_entries_payment ON payment_entries (payment_id);

CREATE VIEW next_payment_entries AS
SELECT coalesce((SELECT max(id) FROM payment_entries WHERE id BETWEEN before_first AND last), before_first) + 1 AS id FROM own_ids;

CREATE TRIGGER payment_entries_never_replaced BEFORE INSERT ON payment_entries
WHEN EXISTS (SELECT 1 FROM payment_entries WHERE id = NEW.id)
    OR NOT EXISTS (SELECT 1 FROM payments WHERE id = NEW.payment_id)
BEGIN SELECT RAISE(ABORT, 'refused: a payment entry belongs to a payment and is never replaced'); END;

CREATE TRIGGER payment_entries_receive_what_is_due BEFORE INSERT ON payment_entries
WHEN NEW.kind = 'receipt' AND NEW.amount > (SELECT worth - held FROM payments WHERE id = NEW.payment_id)
BEGIN SELECT RAISE(ABORT, 'refused: a receipt is at most what is due'); END;

CREATE TRIGGER payment_entries_credit_what_is_not_due BEFORE INSERT ON payment_entries
WHEN NEW.kind = 'credit' AND (SELECT worth > held FROM payments WHERE id = NEW.payment_id)
BEGIN SELECT RAISE(ABORT, 'refused: money that is due is a receipt'); END;

CREATE TRIGGER payment_entries_refund_what_is_open BEFORE INSERT ON payment_entries
WHEN NEW.kind = 'refund' AND NEW.amount > (SELECT held - worth FROM payments WHERE id = NEW.payment_id)
BEGIN SELECT RAISE(ABORT, 'refused: a refund is at most the open money'); END;

CREATE TRIGGER payment_entries_refund_a_receipt BEFORE INSERT ON payment_entries
WHEN NEW.refunds_id IS NOT NULL AND NEW.amount > coalesce((SELECT r.amount - coalesce((SELECT sum(b.amount)
        FROM payment_entries AS b WHERE b.payment_id = r.payment_id AND b.refunds_id = r.id), 0)
    FROM payment_entries AS r WHERE r.id = NEW.refunds_id AND r.payment_id = NEW.payment_id AND r.kind <> 'refund'), 0)
BEGIN SELECT RAISE(ABORT, 'refused: a receipt is paid back at most once'); END;

CREATE TRIGGER payment_entries_never_change BEFORE UPDATE ON payment_entries
WHEN NEW.id <> OLD.id OR NEW.payment_id <> OLD.payment_id OR NEW.kind <> OLD.kind OR NEW.amount <> OLD.amount
    OR NEW.method <> OLD.method OR NEW.refunds_id IS NOT OLD.refunds_id OR NEW.tendered IS NOT OLD.tendered
    OR NEW.change IS NOT OLD.change OR NEW.operator_id <> OLD.operator_id OR NEW.shift_id IS NOT OLD.shift_id
    OR NEW.at <> OLD.at OR NEW.received_at <> OLD.received_at
    OR NEW.reference IS NOT OLD.reference AND NEW.reference IS NOT NULL
    OR NEW.reason IS NOT OLD.reason AND NEW.reason IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'refused: a payment entry never changes'); END;

CREATE TRIGGER payment_entries_never_deleted BEFORE DELETE ON payment_entries
BEGIN SELECT RAISE(ABORT, 'refused: a payment entry is never deleted'); END;

CREATE TRIGGER payment_entries_move_the_account AFTER INSERT ON payment_entries
BEGIN
    UPDATE payments SET
        received = received + CASE NEW.kind WHEN 'refund' THEN 0 ELSE NEW.amount END,
        refunded = refunded + CASE NEW.kind WHEN 'refund' THEN NEW.amount ELSE 0 END
    WHERE id = NEW.payment_id;
    SELECT RAISE(ABORT, 'refused: the payment cannot hold that')
    WHERE (SELECT held FROM payments WHERE id = NEW.payment_id) IS NOT (SELECT sum(CASE kind WHEN 'refund' THEN -amount ELSE amount END)
        FROM payment_entries WHERE payment_id = NEW.payment_id);
END;
