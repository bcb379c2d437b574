-- Orders that change: a pending one is opened like a paid one, a cancelled one only to say what its money is kept for.

PRAGMA user_version = 13;

DROP TRIGGER orders_states_follow;

CREATE TRIGGER orders_states_follow BEFORE UPDATE OF status ON orders
WHEN NEW.status <> OLD.status AND NOT (
    OLD.status = 'draft' AND (NEW.status = 'cancelled' OR NEW.status IN ('pending', 'paid') AND OLD.cancelled_at IS NULL)
    OR OLD.status = 'pending' AND NEW.status IN ('draft', 'paid', 'expired', 'cancelled')
    OR OLD.status IN ('paid', 'expired', 'cancelled') AND NEW.status = 'draft')
BEGIN SELECT RAISE(ABORT, 'refused: an order in this state cannot go to that one'); END;

CREATE TRIGGER orders_stay_cancelled BEFORE UPDATE OF cancelled_at ON orders
WHEN OLD.cancelled_at IS NOT NULL AND NEW.cancelled_at IS NOT OLD.cancelled_at
BEGIN SELECT RAISE(ABORT, 'refused: an order is cancelled once'); END;

-- What a cancelled order is still worth: what the house keeps of it, once all its tickets were given back.
DROP TRIGGER payments_follow_their_order;

CREATE TRIGGER payments_follow_their_order BEFORE UPDATE OF amount, live ON payments
WHEN NOT EXISTS (SELECT 1 FROM orders AS o WHERE o.id = NEW.order_id AND o.total = NEW.amount
    AND NEW.live = CASE WHEN o.status IN ('draft', 'pending', 'paid') THEN 1
        WHEN o.status = 'cancelled' AND o.total > 0 AND NOT EXISTS (SELECT 1 FROM order_details AS d
            WHERE d.order_id = o.id AND d.kind IN ('ticket', 'return')
            GROUP BY d.ticket_type_id HAVING sum(d.quantity) <> 0) THEN 1
        ELSE 0 END)
BEGIN SELECT RAISE(ABORT, 'refused: what is due is the total of the order'); END;

DROP TRIGGER orders_move_what_is_live;

CREATE TRIGGER orders_move_what_is_live AFTER UPDATE OF status ON orders
WHEN (NEW.status IN ('draft', 'pending', 'paid') OR NEW.status = 'cancelled' AND OLD.status = 'draft' AND NEW.total > 0)
    <> (OLD.status IN ('draft', 'pending', 'paid') OR (SELECT live FROM payments WHERE order_id = OLD.id))
BEGIN
    UPDATE payments SET live = NEW.status IN ('draft', 'pending', 'paid')
        OR NEW.status = 'cancelled' AND OLD.status = 'draft' AND NEW.total > 0
    WHERE order_id = NEW.id;
END;

-- Such an order keeps no more than it holds.
CREATE TRIGGER orders_cancelled_keep_what_they_hold BEFORE UPDATE OF status ON orders
WHEN OLD.status = 'draft' AND NEW.status = 'cancelled' AND NEW.total > 0
    AND NOT EXISTS (SELECT 1 FROM payments WHERE order_id = NEW.id AND received - refunded >= NEW.total)
BEGIN SELECT RAISE(ABORT, 'refused: a cancelled order keeps no more than it holds'); END;

-- Money that went from one order to another: a refund there, and what it became here, by the same method.
CREATE TABLE payment_moves (
    id         INTEGER NOT NULL PRIMARY KEY,
    refund_id  INTEGER NOT NULL REFERENCES payment_entries (id),
    receipt_id INTEGER NOT NULL CONSTRAINT payment_moved_once UNIQUE REFERENCES payment_entries (id),
    CONSTRAINT payment_moves_id CHECK (id > 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX payment_moves_refund ON payment_moves (refund_id);

CREATE VIEW next_payment_moves AS
SELECT coalesce((SELECT max(id) FROM payment_moves WHERE id BETWEEN before_first AND last), before_first) + 1 AS id FROM own_ids;

CREATE TRIGGER payment_moves_never_replaced BEFORE INSERT ON payment_moves
WHEN EXISTS (SELECT 1 FROM payment_moves WHERE id = NEW.id OR receipt_id = NEW.receipt_id)
BEGIN SELECT RAISE(ABORT, 'refused: a move of money is never replaced'); END;

CREATE TRIGGER payment_moves_lose_nothing BEFORE INSERT ON payment_moves
WHEN NOT EXISTS (SELECT 1 FROM payment_entries AS f JOIN payment_entries AS i ON i.id = NEW.receipt_id
    WHERE f.id = NEW.refund_id AND f.kind = 'refund' AND i.kind <> 'refund' AND i.method = f.method AND i.at = f.at
      AND i.payment_id <> f.payment_id
      AND i.amount + coalesce((SELECT sum(e.amount) FROM payment_moves AS m JOIN payment_entries AS e ON e.id = m.receipt_id
          WHERE m.refund_id = f.id), 0) <= f.amount)
BEGIN SELECT RAISE(ABORT, 'refused: money that is moved is given by one order and taken by another'); END;

CREATE TRIGGER payment_moves_never_change BEFORE UPDATE ON payment_moves
BEGIN SELECT RAISE(ABORT, 'refused: a move of money never changes'); END;

CREATE TRIGGER payment_moves_never_deleted BEFORE DELETE ON payment_moves
BEGIN SELECT RAISE(ABORT, 'refused: a move of money is never deleted'); END;

-- A rule of the program that somebody set aside for one order, and why.
CREATE TABLE overrides (
    id          INTEGER NOT NULL PRIMARY KEY,
    order_id    INTEGER NOT NULL REFERENCES orders (id),
    kind        TEXT    NOT NULL,
    reason      TEXT,
    operator_id INTEGER NOT NULL REFERENCES operators (id),
    approver_id INTEGER REFERENCES operators (id),
    at          TEXT    NOT NULL,
    CONSTRAINT overrides_id CHECK (id > 0),
    CONSTRAINT overrides_kind CHECK (kind IN ('limit', 'window', 'price', 'admitted')),
    CONSTRAINT overrides_times CHECK (at GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT overrides_lengths CHECK (length(reason) BETWEEN 1 AND 1000),
    CONSTRAINT overrides_text CHECK (coalesce(reason, '') NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(coalesce(reason, ''), char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX overrides_order ON overrides (order_id);

CREATE VIEW next_overrides AS
SELECT coalesce((SELECT max(id) FROM overrides WHERE id BETWEEN before_first AND last), before_first) + 1 AS id FROM own_ids;

CREATE TRIGGER overrides_never_replaced BEFORE INSERT ON overrides
WHEN NEW.reason IS NULL OR EXISTS (SELECT 1 FROM overrides WHERE id = NEW.id)
    OR NOT EXISTS (SELECT 1 FROM orders WHERE id = NEW.order_id)
    OR NOT EXISTS (SELECT 1 FROM operators WHERE id = NEW.operator_id)
    OR NEW.approver_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM operators WHERE id = NEW.approver_id)
BEGIN SELECT RAISE(ABORT, 'refused: an override is of a known order and operator, has a reason and is never replaced'); END;

CREATE TRIGGER overrides_never_change BEFORE UPDATE ON overrides
WHEN NEW.id <> OLD.id OR NEW.order_id <> OLD.order_id OR NEW.kind <> OLD.kind OR NEW.operator_id <> OLD.operator_id
    OR NEW.approver_id IS NOT OLD.approver_id OR NEW.at <> OLD.at OR NEW.reason IS NOT OLD.reason AND NEW.reason IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'refused: an override never changes'); END;

CREATE TRIGGER overrides_never_deleted BEFORE DELETE ON overrides
BEGIN SELECT RAISE(ABORT, 'refused: an override is never deleted'); END;
