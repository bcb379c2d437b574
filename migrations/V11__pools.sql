-- Pools: a capacity that several ticket types of one concert share, between the quota of each and the concert's capacity.

PRAGMA user_version = 11;

CREATE TABLE pools (
    id         INTEGER NOT NULL PRIMARY KEY,
    concert_id INTEGER NOT NULL REFERENCES concerts (id),
    slug       TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    capacity   INTEGER NOT NULL,
    taken      INTEGER NOT NULL DEFAULT 0,
    created_at TEXT    NOT NULL,
    updated_at TEXT    NOT NULL,
    CONSTRAINT pool_slug_taken UNIQUE (concert_id, slug),
    CONSTRAINT pools_id CHECK (id > 0),
    CONSTRAINT pools_slug CHECK (slug GLOB '[^0-9-]*' AND length(slug) <= 100),
    CONSTRAINT pool_capacity CHECK (taken <= capacity),
    CONSTRAINT pools_capacity CHECK (capacity BETWEEN 0 AND 10000000),
    CONSTRAINT pools_taken CHECK (taken >= 0),
    CONSTRAINT pools_lengths CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT pools_times CHECK (created_at GLOB '????-??-??T??:??:??Z' AND updated_at GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT pools_text CHECK (slug || name NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(slug || name, char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER pools_never_replaced BEFORE INSERT ON pools
WHEN EXISTS (SELECT 1 FROM pools WHERE id = NEW.id OR concert_id = NEW.concert_id AND slug = NEW.slug)
BEGIN SELECT RAISE(ABORT, 'refused: a pool is never replaced'); END;

CREATE TRIGGER pools_begin_empty BEFORE INSERT ON pools
WHEN NEW.taken IS NOT 0 OR NOT EXISTS (SELECT 1 FROM concerts WHERE id = NEW.concert_id)
BEGIN SELECT RAISE(ABORT, 'refused: a new pool is of a known concert and has no place taken'); END;

CREATE TRIGGER pools_keys_never_change BEFORE UPDATE OF id, concert_id, created_at ON pools
WHEN NEW.id <> OLD.id OR NEW.concert_id <> OLD.concert_id OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'refused: the id and the concert of a pool never change'); END;

CREATE TRIGGER pools_slugs_never_collide BEFORE UPDATE OF slug ON pools
WHEN EXISTS (SELECT 1 FROM pools WHERE id <> NEW.id AND concert_id = NEW.concert_id AND slug = NEW.slug)
BEGIN SELECT RAISE(ABORT, 'refused: the slug belongs to another pool'); END;

CREATE INDEX ticket_types_pool ON ticket_types (pool_id) WHERE pool_id IS NOT NULL;

CREATE TRIGGER pools_count_types BEFORE UPDATE OF taken ON pools
WHEN NEW.taken IS NOT (SELECT coalesce(sum(taken), 0) FROM ticket_types WHERE pool_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'refused: the places taken of a pool are the sum over its types'); END;

CREATE TRIGGER pools_in_use_never_deleted BEFORE DELETE ON pools
WHEN EXISTS (SELECT 1 FROM ticket_types WHERE pool_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'refused: a pool with ticket types is never deleted'); END;

CREATE TRIGGER pools_ids_retire AFTER DELETE ON pools
WHEN OLD.id / 10000000000 = (SELECT site FROM office)
    AND NOT EXISTS (SELECT 1 FROM retired_ids WHERE table_name = 'pools' AND id >= OLD.id)
BEGIN
    INSERT INTO retired_ids (table_name, id) VALUES ('pools', OLD.id)
    ON CONFLICT (table_name) DO UPDATE SET id = excluded.id;
END;

CREATE VIEW next_pools AS
SELECT max(
    coalesce((SELECT max(id) FROM pools WHERE id BETWEEN before_first AND last), before_first),
    coalesce((SELECT id FROM retired_ids WHERE table_name = 'pools'), 0)) + 1 AS id FROM own_ids;

CREATE TRIGGER ticket_types_begin_in_a_pool_of_their_concert BEFORE INSERT ON ticket_types
WHEN NEW.pool_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pools WHERE id = NEW.pool_id AND concert_id = NEW.concert_id)
BEGIN SELECT RAISE(ABORT, 'refused: a ticket type is in a pool of its own concert'); END;

CREATE TRIGGER ticket_types_move_to_a_pool_of_their_concert BEFORE UPDATE OF pool_id ON ticket_types
WHEN NEW.pool_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pools WHERE id = NEW.pool_id AND concert_id = NEW.concert_id)
BEGIN SELECT RAISE(ABORT, 'refused: a ticket type is in a pool of its own concert'); END;

CREATE TRIGGER ticket_types_move_the_pool AFTER UPDATE OF taken ON ticket_types
WHEN NEW.taken <> OLD.taken AND NEW.pool_id IS NOT NULL
BEGIN
    UPDATE pools SET taken = taken + NEW.taken - OLD.taken WHERE id = NEW.pool_id;
    SELECT RAISE(ABORT, 'refused: more places than the pool has')
    WHERE (SELECT taken FROM pools WHERE id = NEW.pool_id)
        IS NOT (SELECT sum(taken) FROM ticket_types WHERE pool_id = NEW.pool_id);
END;

CREATE TRIGGER ticket_types_move_between_pools AFTER UPDATE OF pool_id ON ticket_types
WHEN NEW.pool_id IS NOT OLD.pool_id
BEGIN
    UPDATE pools SET taken = (SELECT coalesce(sum(taken), 0) FROM ticket_types WHERE pool_id = pools.id)
    WHERE id IN (OLD.pool_id, NEW.pool_id);
    SELECT RAISE(ABORT, 'refused: more places than the pool has')
    WHERE EXISTS (SELECT 1 FROM pools AS p WHERE p.id IN (OLD.pool_id, NEW.pool_id)
        AND p.taken IS NOT (SELECT coalesce(sum(taken), 0) FROM ticket_types WHERE pool_id = p.id));
END;

CREATE TRIGGER concerts_with_pools_never_deleted BEFORE DELETE ON concerts
WHEN EXISTS (SELECT 1 FROM pools WHERE concert_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'refused: a concert with pools is never deleted'); END;
