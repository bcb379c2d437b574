-- Reports from dated rows, quick over millions: when each line was sold, limits as they were, and sealed settlements.

PRAGMA user_version = 14;

-- A line is sold when its order is first paid, or with itself when it is added after that. It follows from other columns,
-- so it is not told to the journal.
ALTER TABLE order_details ADD COLUMN sold_at TEXT
    CONSTRAINT order_details_sold_at CHECK (sold_at GLOB '????-??-??T??:??:??Z');

DROP TRIGGER order_details_never_change;

UPDATE order_details SET sold_at = (
    SELECT CASE WHEN order_details.created_at < o.paid_at THEN o.paid_at ELSE order_details.created_at END
    FROM orders AS o WHERE o.id = order_details.order_id AND o.paid_at IS NOT NULL);

-- Every column but the one that is filled by a sale, which has a guard of its own so that a sale pays for no other.
CREATE TRIGGER order_details_never_change BEFORE UPDATE OF id, order_id, kind, ticket_type_id, refers_to_id, quantity, unit_price,
    amount, tax_rate, tax_amount, comp_reason, approver_id, reason, created_at ON order_details
WHEN NEW.id <> OLD.id OR NEW.order_id <> OLD.order_id OR NEW.kind <> OLD.kind
    OR NEW.ticket_type_id IS NOT OLD.ticket_type_id OR NEW.refers_to_id IS NOT OLD.refers_to_id
    OR NEW.quantity <> OLD.quantity OR NEW.unit_price <> OLD.unit_price OR NEW.amount <> OLD.amount
    OR NEW.tax_rate IS NOT OLD.tax_rate OR NEW.tax_amount IS NOT OLD.tax_amount OR NEW.approver_id IS NOT OLD.approver_id
    OR NEW.created_at <> OLD.created_at OR NEW.comp_reason IS NOT OLD.comp_reason AND NEW.comp_reason IS NOT NULL
    OR NEW.reason IS NOT OLD.reason AND NEW.reason IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'refused: an order detail never changes'); END;

CREATE TRIGGER order_details_are_sold_once BEFORE UPDATE OF sold_at ON order_details
WHEN NEW.sold_at IS NOT OLD.sold_at AND (OLD.sold_at IS NOT NULL OR NEW.sold_at IS NOT (
    SELECT CASE WHEN OLD.created_at < o.paid_at THEN o.paid_at ELSE OLD.created_at END
    FROM orders AS o WHERE o.id = OLD.order_id AND o.paid_at IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'refused: a line is sold once, with its order'); END;

CREATE TRIGGER order_details_are_sold_with_their_order BEFORE INSERT ON order_details
WHEN NEW.sold_at IS NOT (
    SELECT CASE WHEN NEW.created_at < o.paid_at THEN o.paid_at ELSE NEW.created_at END
    FROM orders AS o WHERE o.id = NEW.order_id AND o.paid_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'refused: a line is sold with its order'); END;

CREATE TRIGGER orders_sell_their_lines AFTER UPDATE OF paid_at ON orders
WHEN OLD.paid_at IS NULL AND NEW.paid_at IS NOT NULL
BEGIN
    UPDATE order_details SET sold_at = CASE WHEN created_at < NEW.paid_at THEN NEW.paid_at ELSE created_at END
    WHERE order_id = NEW.id;
END;

CREATE TRIGGER orders_paid_stay_paid_once BEFORE UPDATE OF paid_at ON orders
WHEN NEW.paid_at IS NOT OLD.paid_at AND (OLD.paid_at IS NOT NULL OR NEW.status = OLD.status)
BEGIN SELECT RAISE(ABORT, 'refused: an order is first paid once'); END;

CREATE INDEX order_details_sold ON order_details (ticket_type_id, kind, unit_price, sold_at, quantity, amount, tax_amount) WHERE sold_at IS NOT NULL;
CREATE INDEX order_details_given ON order_details (ticket_type_id) WHERE approver_id IS NOT NULL;
CREATE INDEX order_details_kept ON order_details (ticket_type_id) WHERE purpose IS NOT NULL;

-- Accounts that hold more or less than their order is worth, and what was never worth anything in the end: the few that
-- a proof of all others needs.
CREATE INDEX payments_unbalanced ON payments (order_id, amount, live, received, refunded) WHERE received - refunded <> amount * live;
CREATE INDEX payments_dead ON payments (order_id, amount) WHERE live = 0 AND amount <> 0;

-- Money is of the concert that its order is of while it moves, and of none where that is of several. It follows from
-- other rows, so it is not told to the journal.
ALTER TABLE payment_entries ADD COLUMN concert_id INTEGER REFERENCES concerts (id);

DROP TRIGGER payment_entries_never_change;

UPDATE payment_entries SET concert_id = (
    SELECT CASE WHEN min(t.concert_id) = max(t.concert_id) THEN min(t.concert_id) END
    FROM payments AS p CROSS JOIN order_details AS d CROSS JOIN ticket_types AS t
    WHERE p.id = payment_entries.payment_id AND d.order_id = p.order_id AND t.id = d.ticket_type_id);

CREATE TRIGGER payment_entries_never_change BEFORE UPDATE ON payment_entries
WHEN NEW.id <> OLD.id OR NEW.payment_id <> OLD.payment_id OR NEW.kind <> OLD.kind OR NEW.amount <> OLD.amount
    OR NEW.method <> OLD.method OR NEW.refunds_id IS NOT OLD.refunds_id OR NEW.tendered IS NOT OLD.tendered
    OR NEW.change IS NOT OLD.change OR NEW.operator_id <> OLD.operator_id OR NEW.shift_id IS NOT OLD.shift_id
    OR NEW.at <> OLD.at OR NEW.received_at <> OLD.received_at OR NEW.concert_id IS NOT OLD.concert_id
    OR NEW.reference IS NOT OLD.reference AND NEW.reference IS NOT NULL
    OR NEW.reason IS NOT OLD.reason AND NEW.reason IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'refused: a payment entry never changes'); END;

CREATE TRIGGER payment_entries_are_of_their_concert BEFORE INSERT ON payment_entries
WHEN NEW.concert_id IS NOT (
    SELECT CASE WHEN min(t.concert_id) = max(t.concert_id) THEN min(t.concert_id) END
    FROM payments AS p CROSS JOIN order_details AS d CROSS JOIN ticket_types AS t
    WHERE p.id = NEW.payment_id AND d.order_id = p.order_id AND t.id = d.ticket_type_id)
BEGIN SELECT RAISE(ABORT, 'refused: money is of the concert that its order is of'); END;

CREATE INDEX payment_entries_method ON payment_entries (concert_id, method, kind, at, amount);

-- What was until it changed is kept by triggers in the three tables that follow. Like `place_entries` they are derived
-- from rows that the journal tells, and stay at home: another file makes its own when those rows come to it. A row comes
-- only with the change that it tells; what is typed beside one `db check` holds against the journal.

-- What the deadline of an order was until it was moved or no longer needed.
CREATE TABLE deadline_changes (
    id       INTEGER NOT NULL PRIMARY KEY,
    order_id INTEGER NOT NULL REFERENCES orders (id),
    was      TEXT,
    at       TEXT    NOT NULL,
    CONSTRAINT deadline_changes_times CHECK (at GLOB '????-??-??T??:??:??Z' AND coalesce(was, at) GLOB '????-??-??T??:??:??Z')
) STRICT;

CREATE INDEX deadline_changes_order ON deadline_changes (order_id, at);

CREATE TRIGGER deadline_changes_never_replaced BEFORE INSERT ON deadline_changes
WHEN EXISTS (SELECT 1 FROM deadline_changes WHERE id = NEW.id) OR NOT EXISTS (SELECT 1 FROM orders WHERE id = NEW.order_id)
BEGIN SELECT RAISE(ABORT, 'refused: a change of a deadline is never replaced'); END;

CREATE TRIGGER deadline_changes_come_with_the_change BEFORE INSERT ON deadline_changes
WHEN NOT EXISTS (SELECT 1 FROM orders WHERE id = NEW.order_id AND changed_at = NEW.at AND expires_at IS NOT NEW.was)
BEGIN SELECT RAISE(ABORT, 'refused: a change of a deadline is kept when it is made'); END;

CREATE TRIGGER deadline_changes_never_change BEFORE UPDATE ON deadline_changes
BEGIN SELECT RAISE(ABORT, 'refused: a change of a deadline never changes'); END;

CREATE TRIGGER deadline_changes_never_deleted BEFORE DELETE ON deadline_changes
BEGIN SELECT RAISE(ABORT, 'refused: a change of a deadline is never deleted'); END;

CREATE TRIGGER orders_keep_their_old_deadline AFTER UPDATE OF expires_at ON orders
WHEN NEW.expires_at IS NOT OLD.expires_at
BEGIN INSERT INTO deadline_changes (order_id, was, at) VALUES (OLD.id, OLD.expires_at, NEW.changed_at); END;

-- What a quota or a capacity was until it was changed, so that a place is counted by the limits of its day; and which
-- pool a type was in.
CREATE TABLE limit_changes (
    id     INTEGER NOT NULL PRIMARY KEY,
    of     TEXT    NOT NULL,
    of_id  INTEGER NOT NULL,
    was    INTEGER,
    at     TEXT    NOT NULL,
    CONSTRAINT limit_changes_of CHECK (of IN ('concert', 'pool', 'ticket_type', 'pool_of_type')),
    CONSTRAINT limit_changes_at CHECK (at GLOB '????-??-??T??:??:??Z')
) STRICT;

CREATE INDEX limit_changes_of ON limit_changes (of, of_id, at);

CREATE TRIGGER limit_changes_never_replaced BEFORE INSERT ON limit_changes
WHEN EXISTS (SELECT 1 FROM limit_changes WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'refused: a change of a limit is never replaced'); END;

CREATE TRIGGER limit_changes_come_with_the_change BEFORE INSERT ON limit_changes
WHEN NOT CASE NEW.of
    WHEN 'concert' THEN EXISTS (SELECT 1 FROM concerts WHERE id = NEW.of_id AND updated_at = NEW.at AND capacity IS NOT NEW.was)
    WHEN 'pool' THEN EXISTS (SELECT 1 FROM pools WHERE id = NEW.of_id AND updated_at = NEW.at AND capacity IS NOT NEW.was)
    WHEN 'ticket_type' THEN EXISTS (SELECT 1 FROM ticket_types WHERE id = NEW.of_id AND updated_at = NEW.at AND quota IS NOT NEW.was)
    WHEN 'pool_of_type' THEN EXISTS (SELECT 1 FROM ticket_types WHERE id = NEW.of_id AND updated_at = NEW.at AND pool_id IS NOT NEW.was)
    ELSE 0 END
BEGIN SELECT RAISE(ABORT, 'refused: a change of a limit is kept when it is made'); END;

CREATE TRIGGER limit_changes_never_change BEFORE UPDATE ON limit_changes
BEGIN SELECT RAISE(ABORT, 'refused: a change of a limit never changes'); END;

CREATE TRIGGER limit_changes_never_deleted BEFORE DELETE ON limit_changes
BEGIN SELECT RAISE(ABORT, 'refused: a change of a limit is never deleted'); END;

CREATE TRIGGER ticket_types_keep_their_old_quota AFTER UPDATE OF quota ON ticket_types
WHEN NEW.quota <> OLD.quota
BEGIN INSERT INTO limit_changes (of, of_id, was, at) VALUES ('ticket_type', OLD.id, OLD.quota, NEW.updated_at); END;

CREATE TRIGGER ticket_types_keep_their_old_pool AFTER UPDATE OF pool_id ON ticket_types
WHEN NEW.pool_id IS NOT OLD.pool_id
BEGIN INSERT INTO limit_changes (of, of_id, was, at) VALUES ('pool_of_type', OLD.id, OLD.pool_id, NEW.updated_at); END;

CREATE TRIGGER concerts_keep_their_old_capacity AFTER UPDATE OF capacity ON concerts
WHEN NEW.capacity IS NOT OLD.capacity
BEGIN INSERT INTO limit_changes (of, of_id, was, at) VALUES ('concert', OLD.id, OLD.capacity, NEW.updated_at); END;

CREATE TRIGGER pools_keep_their_old_capacity AFTER UPDATE OF capacity ON pools
WHEN NEW.capacity <> OLD.capacity
BEGIN INSERT INTO limit_changes (of, of_id, was, at) VALUES ('pool', OLD.id, OLD.capacity, NEW.updated_at); END;

-- A ticket type or a pool as it was until it was deleted. Nobody ever ordered it, but its quota counted until that day.
CREATE TABLE limits_gone (
    of         TEXT    NOT NULL,
    of_id      INTEGER NOT NULL,
    concert_id INTEGER NOT NULL,
    slug       TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    was        INTEGER NOT NULL,
    pool_id    INTEGER,
    created_at TEXT    NOT NULL,
    at         TEXT    NOT NULL,
    PRIMARY KEY (of, of_id),
    CONSTRAINT limits_gone_of CHECK (of IN ('pool', 'ticket_type')),
    CONSTRAINT limits_gone_times CHECK (created_at GLOB '????-??-??T??:??:??Z' AND at GLOB '????-??-??T??:??:??Z')
) STRICT, WITHOUT ROWID;

CREATE INDEX limits_gone_concert ON limits_gone (concert_id);

CREATE TRIGGER limits_gone_come_with_the_deletion BEFORE INSERT ON limits_gone
WHEN EXISTS (SELECT 1 FROM limits_gone WHERE of = NEW.of AND of_id = NEW.of_id)
    OR NOT CASE NEW.of
        WHEN 'pool' THEN EXISTS (SELECT 1 FROM pools WHERE id = NEW.of_id AND concert_id = NEW.concert_id AND slug = NEW.slug
            AND name = NEW.name AND capacity = NEW.was AND NEW.pool_id IS NULL AND created_at = NEW.created_at AND updated_at = NEW.at)
        WHEN 'ticket_type' THEN EXISTS (SELECT 1 FROM ticket_types WHERE id = NEW.of_id AND concert_id = NEW.concert_id AND slug = NEW.slug
            AND name = NEW.name AND quota = NEW.was AND pool_id IS NEW.pool_id AND created_at = NEW.created_at AND updated_at = NEW.at)
        ELSE 0 END
BEGIN SELECT RAISE(ABORT, 'refused: what a limit was is kept when it is deleted'); END;

CREATE TRIGGER limits_gone_never_change BEFORE UPDATE ON limits_gone
BEGIN SELECT RAISE(ABORT, 'refused: what a limit was never changes'); END;

CREATE TRIGGER limits_gone_never_deleted BEFORE DELETE ON limits_gone
BEGIN SELECT RAISE(ABORT, 'refused: what a limit was is never deleted'); END;

CREATE TRIGGER ticket_types_are_kept_as_they_were BEFORE DELETE ON ticket_types
BEGIN
    INSERT INTO limits_gone (of, of_id, concert_id, slug, name, was, pool_id, created_at, at)
    VALUES ('ticket_type', OLD.id, OLD.concert_id, OLD.slug, OLD.name, OLD.quota, OLD.pool_id, OLD.created_at, OLD.updated_at);
END;

CREATE TRIGGER pools_are_kept_as_they_were BEFORE DELETE ON pools
BEGIN
    INSERT INTO limits_gone (of, of_id, concert_id, slug, name, was, created_at, at)
    VALUES ('pool', OLD.id, OLD.concert_id, OLD.slug, OLD.name, OLD.capacity, OLD.created_at, OLD.updated_at);
END;

-- A settlement as it was sealed; what changes after that is told as an adjustment to it.
CREATE TABLE settlements (
    id          INTEGER NOT NULL PRIMARY KEY,
    concert_id  INTEGER NOT NULL REFERENCES concerts (id),
    number      INTEGER NOT NULL,
    content     TEXT    NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operators (id),
    at          TEXT    NOT NULL,
    CONSTRAINT settlement_number_taken UNIQUE (concert_id, number),
    CONSTRAINT settlements_id CHECK (id > 0),
    CONSTRAINT settlements_number CHECK (number > 0),
    CONSTRAINT settlements_content CHECK (json_valid(content)),
    CONSTRAINT settlements_times CHECK (at GLOB '????-??-??T??:??:??Z')
) STRICT, WITHOUT ROWID;

CREATE VIEW next_settlements AS
SELECT coalesce((SELECT max(id) FROM settlements WHERE id BETWEEN before_first AND last), before_first) + 1 AS id FROM own_ids;

CREATE TRIGGER settlements_follow_on BEFORE INSERT ON settlements
WHEN EXISTS (SELECT 1 FROM settlements WHERE id = NEW.id)
    OR NOT EXISTS (SELECT 1 FROM concerts WHERE id = NEW.concert_id)
    OR NEW.number <> coalesce((SELECT max(number) FROM settlements WHERE concert_id = NEW.concert_id), 0) + 1
BEGIN SELECT RAISE(ABORT, 'refused: a settlement follows on the one before it'); END;

CREATE TRIGGER settlements_never_change BEFORE UPDATE ON settlements
BEGIN SELECT RAISE(ABORT, 'refused: a sealed settlement never changes'); END;

CREATE TRIGGER settlements_never_deleted BEFORE DELETE ON settlements
BEGIN SELECT RAISE(ABORT, 'refused: a sealed settlement is never deleted'); END;
