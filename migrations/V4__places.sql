-- Places: one append-only, signed ledger. Whatever takes or gives back a place is a row here.
--
-- A statement `OR IGNORE` passes its policy on to the statements of its triggers, so a trigger that moves a count
-- looks again whether it moved. A NULL `OR REPLACE` becomes the default after the triggers before it were asked, so
-- they compare with IS NOT, which a NULL cannot slip through.

PRAGMA user_version = 4;

CREATE TABLE place_entries (
    id             INTEGER NOT NULL PRIMARY KEY,
    ticket_type_id INTEGER NOT NULL REFERENCES ticket_types (id),
    claim          TEXT    NOT NULL,
    claim_id       INTEGER NOT NULL,
    quantity       INTEGER NOT NULL,
    taken          INTEGER NOT NULL,
    at             TEXT    NOT NULL,
    CONSTRAINT place_entries_claim CHECK (claim IN ('order', 'hold', 'allotment')),
    CONSTRAINT place_entries_quantity CHECK (quantity <> 0),
    CONSTRAINT place_entries_times CHECK (at GLOB '????-??-??T??:??:??Z')
) STRICT;

CREATE INDEX place_entries_claim ON place_entries (claim, claim_id, ticket_type_id);
CREATE INDEX place_entries_ticket_type ON place_entries (ticket_type_id);

CREATE TRIGGER place_entries_never_replaced BEFORE INSERT ON place_entries
WHEN EXISTS (SELECT 1 FROM place_entries WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'refused: a place entry is never replaced'); END;

-- What an order claims of a type: the sum of its ticket lines while it is pending or paid, else nothing.
CREATE TRIGGER place_entries_equal_their_claim BEFORE INSERT ON place_entries
WHEN NEW.claim <> 'order'
    OR NEW.quantity + coalesce((SELECT sum(quantity) FROM place_entries
        WHERE claim = 'order' AND claim_id = NEW.claim_id AND ticket_type_id = NEW.ticket_type_id), 0)
    IS NOT (SELECT CASE WHEN o.status IN ('pending', 'paid') THEN coalesce((SELECT sum(d.quantity) FROM order_details AS d
            WHERE d.order_id = o.id AND d.ticket_type_id = NEW.ticket_type_id AND d.kind IN ('ticket', 'return')), 0) ELSE 0 END
        FROM orders AS o WHERE o.id = NEW.claim_id)
BEGIN SELECT RAISE(ABORT, 'refused: places are taken only as their order says'); END;

CREATE TRIGGER place_entries_carry_the_count BEFORE INSERT ON place_entries
WHEN NEW.taken IS NOT (SELECT taken + NEW.quantity FROM ticket_types WHERE id = NEW.ticket_type_id)
BEGIN SELECT RAISE(ABORT, 'refused: a place entry carries the count after it'); END;

CREATE TRIGGER place_entries_never_change BEFORE UPDATE ON place_entries
BEGIN SELECT RAISE(ABORT, 'refused: a place entry never changes'); END;

CREATE TRIGGER place_entries_never_deleted BEFORE DELETE ON place_entries
BEGIN SELECT RAISE(ABORT, 'refused: a place entry is never deleted'); END;

CREATE TRIGGER place_entries_move_the_count AFTER INSERT ON place_entries
BEGIN
    UPDATE ticket_types SET taken = NEW.taken WHERE id = NEW.ticket_type_id;
    SELECT RAISE(ABORT, 'refused: more places than the quota has')
    WHERE (SELECT taken FROM ticket_types WHERE id = NEW.ticket_type_id) IS NOT NEW.taken;
END;

CREATE TRIGGER ticket_types_count_entries BEFORE UPDATE OF taken ON ticket_types
WHEN NEW.taken IS NOT coalesce((SELECT taken FROM place_entries WHERE ticket_type_id = NEW.id ORDER BY id DESC LIMIT 1), 0)
BEGIN SELECT RAISE(ABORT, 'refused: the places taken of a type move only with a place entry'); END;

CREATE TRIGGER ticket_types_move_the_concert AFTER UPDATE OF taken ON ticket_types
WHEN NEW.taken <> OLD.taken
BEGIN
    UPDATE concerts SET taken = taken + NEW.taken - OLD.taken WHERE id = NEW.concert_id;
    SELECT RAISE(ABORT, 'refused: more places than the concert has')
    WHERE (SELECT taken FROM concerts WHERE id = NEW.concert_id)
        IS NOT (SELECT sum(taken) FROM ticket_types WHERE concert_id = NEW.concert_id);
END;

CREATE TRIGGER concerts_count_types BEFORE UPDATE OF taken ON concerts
WHEN NEW.taken IS NOT (SELECT coalesce(sum(taken), 0) FROM ticket_types WHERE concert_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'refused: the places taken of a concert are the sum over its types'); END;

CREATE TRIGGER ticket_types_sold_never_deleted BEFORE DELETE ON ticket_types
WHEN OLD.taken <> 0 OR EXISTS (SELECT 1 FROM order_details WHERE ticket_type_id = OLD.id)
    OR EXISTS (SELECT 1 FROM place_entries WHERE ticket_type_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'refused: a ticket type with orders is never deleted'); END;

CREATE TRIGGER orders_move_places AFTER UPDATE OF status ON orders
WHEN NEW.status <> OLD.status AND NEW.status <> 'draft'
BEGIN
    INSERT INTO place_entries (ticket_type_id, claim, claim_id, quantity, taken, at)
    SELECT c.ticket_type_id, 'order', NEW.id, c.quantity, t.taken + c.quantity, NEW.changed_at
    FROM (
        SELECT w.ticket_type_id, sum(w.quantity) AS quantity FROM (
            SELECT ticket_type_id, quantity FROM order_details
            WHERE order_id = NEW.id AND kind IN ('ticket', 'return') AND NEW.status IN ('pending', 'paid')
            UNION ALL
            SELECT ticket_type_id, -quantity FROM place_entries WHERE claim = 'order' AND claim_id = NEW.id
        ) AS w GROUP BY w.ticket_type_id HAVING sum(w.quantity) <> 0
    ) AS c JOIN ticket_types AS t ON t.id = c.ticket_type_id;
END;
