-- Holds: places kept from sale for a purpose, until they are sold, released or overdue.
--
-- What a hold has is the sum of its entries. An entry with a line of an order says that the line was sold from the hold:
-- the entries of a line sum to what the line took from it and has not given back.

PRAGMA user_version = 10;

CREATE TABLE holds (
    id          INTEGER NOT NULL PRIMARY KEY,
    slug        TEXT    NOT NULL CONSTRAINT hold_slug_taken UNIQUE,
    reason      TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operators (id),
    expires_at  TEXT,
    created_at  TEXT    NOT NULL,
    changed_at  TEXT    NOT NULL,
    released_at TEXT,
    expired_at  TEXT,
    CONSTRAINT holds_id CHECK (id > 0),
    CONSTRAINT holds_slug CHECK (slug GLOB '[^0-9-]*' AND length(slug) <= 100),
    CONSTRAINT holds_status CHECK (status IN ('open', 'released', 'expired')),
    CONSTRAINT holds_released CHECK ((status = 'released') = (released_at IS NOT NULL)),
    CONSTRAINT holds_expired CHECK ((status = 'expired') = (expired_at IS NOT NULL)),
    CONSTRAINT holds_overdue CHECK (expired_at IS NULL OR expires_at IS NOT NULL AND expires_at <= expired_at),
    CONSTRAINT holds_times CHECK (created_at GLOB '????-??-??T??:??:??Z' AND changed_at GLOB '????-??-??T??:??:??Z'
        AND coalesce(expires_at, created_at) GLOB '????-??-??T??:??:??Z' AND coalesce(released_at, created_at) GLOB '????-??-??T??:??:??Z'
        AND coalesce(expired_at, created_at) GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT holds_lengths CHECK (length(reason) BETWEEN 1 AND 1000),
    CONSTRAINT holds_text CHECK (slug || reason NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(slug || reason, char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX holds_open ON holds (expires_at) WHERE status = 'open';

CREATE VIEW next_holds AS
SELECT coalesce((SELECT max(id) FROM holds WHERE id BETWEEN before_first AND last), before_first) + 1 AS id FROM own_ids;

CREATE TRIGGER holds_never_replaced BEFORE INSERT ON holds
WHEN EXISTS (SELECT 1 FROM holds WHERE id = NEW.id OR slug = NEW.slug)
BEGIN SELECT RAISE(ABORT, 'refused: a hold is never replaced'); END;

CREATE TRIGGER holds_begin_open BEFORE INSERT ON holds
WHEN NEW.status <> 'open'
BEGIN SELECT RAISE(ABORT, 'refused: a hold begins open'); END;

CREATE TRIGGER holds_never_deleted BEFORE DELETE ON holds
BEGIN SELECT RAISE(ABORT, 'refused: a hold is never deleted'); END;

CREATE TRIGGER holds_keys_never_change BEFORE UPDATE OF id, slug, operator_id, created_at ON holds
WHEN NEW.id <> OLD.id OR NEW.slug <> OLD.slug OR NEW.operator_id <> OLD.operator_id OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'refused: the id and the slug of a hold never change'); END;

CREATE TRIGGER holds_end_once BEFORE UPDATE OF status ON holds
WHEN NEW.status <> OLD.status AND OLD.status <> 'open'
BEGIN SELECT RAISE(ABORT, 'refused: a hold that is over stays so'); END;

CREATE TABLE hold_entries (
    id              INTEGER NOT NULL PRIMARY KEY,
    hold_id         INTEGER NOT NULL REFERENCES holds (id),
    ticket_type_id  INTEGER NOT NULL REFERENCES ticket_types (id),
    quantity        INTEGER NOT NULL,
    order_detail_id INTEGER REFERENCES order_details (id),
    at              TEXT    NOT NULL,
    CONSTRAINT hold_entries_id CHECK (id > 0),
    CONSTRAINT hold_entries_quantity CHECK (quantity <> 0 AND quantity BETWEEN -10000000 AND 10000000),
    CONSTRAINT hold_entries_times CHECK (at GLOB '????-??-??T??:??:??Z')
) STRICT, WITHOUT ROWID;

CREATE INDEX hold_entries_hold ON hold_entries (hold_id, ticket_type_id);
CREATE INDEX hold_entries_ticket_type ON hold_entries (ticket_type_id, hold_id);
CREATE INDEX hold_entries_order_detail ON hold_entries (order_detail_id) WHERE order_detail_id IS NOT NULL;

CREATE VIEW next_hold_entries AS
SELECT coalesce((SELECT max(id) FROM hold_entries WHERE id BETWEEN before_first AND last), before_first) + 1 AS id FROM own_ids;

CREATE TRIGGER hold_entries_never_replaced BEFORE INSERT ON hold_entries
WHEN EXISTS (SELECT 1 FROM hold_entries WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'refused: a hold entry is never replaced'); END;

CREATE TRIGGER hold_entries_only_while_open BEFORE INSERT ON hold_entries
WHEN (SELECT status FROM holds WHERE id = NEW.hold_id) IS NOT 'open'
    OR NOT EXISTS (SELECT 1 FROM ticket_types WHERE id = NEW.ticket_type_id)
BEGIN SELECT RAISE(ABORT, 'refused: a hold changes only while it is open'); END;

CREATE TRIGGER hold_entries_give_what_is_there BEFORE INSERT ON hold_entries
WHEN NEW.quantity + coalesce((SELECT sum(quantity) FROM hold_entries
        WHERE hold_id = NEW.hold_id AND ticket_type_id = NEW.ticket_type_id), 0) < 0
BEGIN SELECT RAISE(ABORT, 'refused: a hold gives away no more than it has'); END;

-- A line is bound while its order is a draft, wholly, and to one hold; what it gives back is what it no longer has.
CREATE TRIGGER hold_entries_equal_their_line BEFORE INSERT ON hold_entries
WHEN NEW.order_detail_id IS NOT NULL AND (
    EXISTS (SELECT 1 FROM hold_entries WHERE order_detail_id = NEW.order_detail_id AND hold_id <> NEW.hold_id)
    OR NEW.quantity + coalesce((SELECT sum(quantity) FROM hold_entries WHERE order_detail_id = NEW.order_detail_id), 0)
        IS NOT -(SELECT CASE WHEN o.status IN ('draft', 'pending', 'paid') THEN d.quantity + coalesce((
                SELECT sum(r.quantity) FROM order_details AS r
                WHERE r.order_id = o.id AND r.refers_to_id = d.id AND r.kind = 'return'), 0) ELSE 0 END
            FROM order_details AS d JOIN orders AS o ON o.id = d.order_id
            WHERE d.id = NEW.order_detail_id AND d.kind = 'ticket' AND d.ticket_type_id = NEW.ticket_type_id)
    OR NEW.quantity < 0 AND (SELECT o.status FROM order_details AS d JOIN orders AS o ON o.id = d.order_id
        WHERE d.id = NEW.order_detail_id) IS NOT 'draft')
BEGIN SELECT RAISE(ABORT, 'refused: a hold gives and takes back as much as the line of the order says'); END;

CREATE TRIGGER hold_entries_never_change BEFORE UPDATE ON hold_entries
BEGIN SELECT RAISE(ABORT, 'refused: a hold entry never changes'); END;

CREATE TRIGGER hold_entries_never_deleted BEFORE DELETE ON hold_entries
BEGIN SELECT RAISE(ABORT, 'refused: a hold entry is never deleted'); END;

-- What an order claims of a type: the sum of its ticket lines while it is pending or paid, else nothing. What a hold
-- claims: the sum of its entries while it is open, else nothing.
DROP TRIGGER place_entries_equal_their_claim;

CREATE TRIGGER place_entries_equal_their_claim BEFORE INSERT ON place_entries
WHEN NEW.claim IS NULL OR NEW.claim NOT IN ('order', 'hold')
    OR NEW.quantity + coalesce((SELECT sum(quantity) FROM place_entries
        WHERE claim = NEW.claim AND claim_id = NEW.claim_id AND ticket_type_id = NEW.ticket_type_id), 0)
    IS NOT CASE NEW.claim
        WHEN 'order' THEN (SELECT CASE WHEN o.status IN ('pending', 'paid') THEN coalesce((SELECT sum(d.quantity) FROM order_details AS d
                WHERE d.order_id = o.id AND d.ticket_type_id = NEW.ticket_type_id AND d.kind IN ('ticket', 'return')), 0) ELSE 0 END
            FROM orders AS o WHERE o.id = NEW.claim_id)
        ELSE (SELECT CASE WHEN h.status = 'open' THEN coalesce((SELECT sum(e.quantity) FROM hold_entries AS e
                WHERE e.hold_id = h.id AND e.ticket_type_id = NEW.ticket_type_id), 0) ELSE 0 END
            FROM holds AS h WHERE h.id = NEW.claim_id)
    END
BEGIN SELECT RAISE(ABORT, 'refused: places are taken only as their order or hold says'); END;

CREATE TRIGGER hold_entries_move_places AFTER INSERT ON hold_entries
BEGIN
    INSERT INTO place_entries (ticket_type_id, claim, claim_id, quantity, taken, at)
    SELECT t.id, 'hold', NEW.hold_id, NEW.quantity, t.taken + NEW.quantity, NEW.at FROM ticket_types AS t WHERE t.id = NEW.ticket_type_id;
    SELECT RAISE(ABORT, 'refused: the places of the hold were not moved')
    WHERE (SELECT sum(quantity) FROM place_entries
            WHERE claim = 'hold' AND claim_id = NEW.hold_id AND ticket_type_id = NEW.ticket_type_id)
        IS NOT (SELECT sum(quantity) FROM hold_entries WHERE hold_id = NEW.hold_id AND ticket_type_id = NEW.ticket_type_id);
END;

CREATE TRIGGER holds_give_places_back AFTER UPDATE OF status ON holds
WHEN NEW.status <> OLD.status
BEGIN
    INSERT INTO place_entries (ticket_type_id, claim, claim_id, quantity, taken, at)
    SELECT c.ticket_type_id, 'hold', NEW.id, -c.quantity, t.taken - c.quantity, NEW.changed_at
    FROM (
        SELECT ticket_type_id, sum(quantity) AS quantity FROM place_entries
        WHERE claim = 'hold' AND claim_id = NEW.id GROUP BY ticket_type_id HAVING sum(quantity) <> 0
    ) AS c JOIN ticket_types AS t ON t.id = c.ticket_type_id;
    SELECT RAISE(ABORT, 'refused: the places of the hold were not given back')
    WHERE EXISTS (SELECT 1 FROM place_entries WHERE claim = 'hold' AND claim_id = NEW.id
        GROUP BY ticket_type_id HAVING sum(quantity) <> 0);
END;
