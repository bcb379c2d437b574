-- People, places, artists, concerts and what a ticket costs.

PRAGMA user_version = 2;

CREATE TABLE users (
    id            INTEGER NOT NULL PRIMARY KEY,
    name          TEXT,
    email         TEXT,
    phone         TEXT,
    search        TEXT    NOT NULL,
    password_hash TEXT,
    note          TEXT,
    merged_into   INTEGER REFERENCES users (id),
    created_at    TEXT    NOT NULL,
    updated_at    TEXT    NOT NULL,
    erased_at     TEXT,
    CONSTRAINT users_id CHECK (id > 0),
    CONSTRAINT users_lengths CHECK (length(name) BETWEEN 1 AND 200 AND length(email) <= 254 AND length(phone) <= 20
        AND length(search) <= 1000 AND length(note) <= 1000),
    CONSTRAINT users_password_hash CHECK (password_hash GLOB '$argon2id$v=19$*' AND length(password_hash) <= 200),
    CONSTRAINT users_erased CHECK (erased_at IS NULL
        OR coalesce(name, email, phone, password_hash, note) IS NULL AND search = ''),
    CONSTRAINT users_named CHECK (name IS NOT NULL OR erased_at IS NOT NULL),
    CONSTRAINT users_times CHECK (created_at GLOB '????-??-??T??:??:??Z' AND updated_at GLOB '????-??-??T??:??:??Z'
        AND coalesce(erased_at, created_at) GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT users_text CHECK (coalesce(name, '') || coalesce(email, '') || coalesce(phone, '') || search || coalesce(note, '') NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(coalesce(name, '') || coalesce(email, '') || coalesce(phone, '') || search || coalesce(note, ''), char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX users_email ON users (email, (id / 10000000000)) WHERE email IS NOT NULL;
CREATE UNIQUE INDEX users_phone ON users (phone, (id / 10000000000)) WHERE phone IS NOT NULL;

CREATE TRIGGER users_never_replaced BEFORE INSERT ON users
WHEN EXISTS (SELECT 1 FROM users WHERE id = NEW.id
    OR email = NEW.email AND id / 10000000000 = NEW.id / 10000000000
    OR phone = NEW.phone AND id / 10000000000 = NEW.id / 10000000000)
BEGIN SELECT RAISE(ABORT, 'refused: a user is never replaced'); END;

CREATE TRIGGER users_keys_never_change BEFORE UPDATE OF id, created_at ON users
WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'refused: the id of a user never changes'); END;

CREATE TRIGGER users_contacts_never_collide BEFORE UPDATE OF email, phone ON users
WHEN EXISTS (SELECT 1 FROM users WHERE id <> NEW.id AND id / 10000000000 = NEW.id / 10000000000
    AND (email = NEW.email OR phone = NEW.phone))
BEGIN SELECT RAISE(ABORT, 'refused: the e-mail address or phone number belongs to another user'); END;

CREATE TRIGGER users_erased_once BEFORE UPDATE ON users
WHEN OLD.erased_at IS NOT NULL AND (NEW.erased_at IS NULL OR NEW.name IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'refused: an erased user stays erased'); END;

CREATE TRIGGER users_walk_in_stays BEFORE UPDATE OF email, phone, password_hash, erased_at, merged_into ON users
WHEN OLD.id = 1
BEGIN SELECT RAISE(ABORT, 'refused: the walk-in customer never changes'); END;

CREATE TABLE venues (
    id          INTEGER NOT NULL PRIMARY KEY,
    slug        TEXT    NOT NULL CONSTRAINT venue_slug_taken UNIQUE,
    name        TEXT    NOT NULL,
    location    TEXT    NOT NULL,
    capacity    INTEGER,
    timezone    TEXT    NOT NULL,
    search      TEXT    NOT NULL,
    merged_into INTEGER REFERENCES venues (id),
    created_at  TEXT    NOT NULL,
    updated_at  TEXT    NOT NULL,
    CONSTRAINT venues_id CHECK (id > 0),
    CONSTRAINT venues_slug CHECK (slug GLOB '[^0-9-]*' AND length(slug) <= 100),
    CONSTRAINT venues_capacity CHECK (capacity BETWEEN 0 AND 10000000),
    CONSTRAINT venues_lengths CHECK (length(name) BETWEEN 1 AND 200 AND length(location) BETWEEN 1 AND 200
        AND length(timezone) BETWEEN 1 AND 64 AND length(search) <= 1000),
    CONSTRAINT venues_times CHECK (created_at GLOB '????-??-??T??:??:??Z' AND updated_at GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT venues_text CHECK (slug || name || location || timezone || search NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(slug || name || location || timezone || search, char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER venues_never_replaced BEFORE INSERT ON venues
WHEN EXISTS (SELECT 1 FROM venues WHERE id = NEW.id OR slug = NEW.slug)
BEGIN SELECT RAISE(ABORT, 'refused: a venue is never replaced'); END;

CREATE TRIGGER venues_keys_never_change BEFORE UPDATE OF id, created_at ON venues
WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'refused: the id of a venue never changes'); END;

CREATE TRIGGER venues_slugs_never_collide BEFORE UPDATE OF slug ON venues
WHEN EXISTS (SELECT 1 FROM venues WHERE id <> NEW.id AND slug = NEW.slug)
BEGIN SELECT RAISE(ABORT, 'refused: the slug belongs to another venue'); END;

CREATE TABLE artists (
    id          INTEGER NOT NULL PRIMARY KEY,
    slug        TEXT    NOT NULL CONSTRAINT artist_slug_taken UNIQUE,
    name        TEXT    NOT NULL,
    search      TEXT    NOT NULL,
    merged_into INTEGER REFERENCES artists (id),
    created_at  TEXT    NOT NULL,
    updated_at  TEXT    NOT NULL,
    CONSTRAINT artists_id CHECK (id > 0),
    CONSTRAINT artists_slug CHECK (slug GLOB '[^0-9-]*' AND length(slug) <= 100),
    CONSTRAINT artists_lengths CHECK (length(name) BETWEEN 1 AND 200 AND length(search) <= 1000),
    CONSTRAINT artists_times CHECK (created_at GLOB '????-??-??T??:??:??Z' AND updated_at GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT artists_text CHECK (slug || name || search NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(slug || name || search, char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER artists_never_replaced BEFORE INSERT ON artists
WHEN EXISTS (SELECT 1 FROM artists WHERE id = NEW.id OR slug = NEW.slug)
BEGIN SELECT RAISE(ABORT, 'refused: an artist is never replaced'); END;

CREATE TRIGGER artists_keys_never_change BEFORE UPDATE OF id, created_at ON artists
WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'refused: the id of an artist never changes'); END;

CREATE TRIGGER artists_slugs_never_collide BEFORE UPDATE OF slug ON artists
WHEN EXISTS (SELECT 1 FROM artists WHERE id <> NEW.id AND slug = NEW.slug)
BEGIN SELECT RAISE(ABORT, 'refused: the slug belongs to another artist'); END;

CREATE TABLE concerts (
    id            INTEGER NOT NULL PRIMARY KEY,
    slug          TEXT    NOT NULL CONSTRAINT concert_slug_taken UNIQUE,
    name          TEXT    NOT NULL,
    venue_id      INTEGER NOT NULL REFERENCES venues (id),
    starts_at     TEXT    NOT NULL,
    time_known    INTEGER NOT NULL DEFAULT 1,
    doors_at      TEXT,
    ends_at       TEXT,
    timezone      TEXT    NOT NULL,
    capacity      INTEGER,
    taken         INTEGER NOT NULL DEFAULT 0,
    status        TEXT    NOT NULL,
    cancelled_at  TEXT,
    cancel_reason TEXT,
    source        TEXT,
    source_id     TEXT,
    note          TEXT,
    search        TEXT    NOT NULL,
    created_at    TEXT    NOT NULL,
    updated_at    TEXT    NOT NULL,
    CONSTRAINT concerts_id CHECK (id > 0),
    CONSTRAINT concerts_slug CHECK (slug GLOB '[^0-9-]*' AND length(slug) <= 100),
    CONSTRAINT concert_capacity CHECK (taken <= capacity),
    CONSTRAINT concerts_capacity CHECK (capacity BETWEEN 0 AND 10000000),
    CONSTRAINT concerts_taken CHECK (taken >= 0),
    CONSTRAINT concerts_time_known CHECK (time_known IN (0, 1)),
    CONSTRAINT concerts_status CHECK (status IN ('scheduled', 'postponed', 'cancelled')),
    CONSTRAINT concerts_cancelled CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL)),
    CONSTRAINT concerts_source CHECK ((source IS NULL) = (source_id IS NULL)),
    CONSTRAINT concerts_lengths CHECK (length(name) BETWEEN 1 AND 200 AND length(timezone) BETWEEN 1 AND 64
        AND length(source) <= 200 AND length(source_id) <= 200 AND length(search) <= 10000
        AND length(note) <= 1000 AND length(cancel_reason) <= 1000),
    CONSTRAINT concerts_times CHECK (starts_at GLOB '????-??-??T??:??:??Z'
        AND coalesce(doors_at, starts_at) GLOB '????-??-??T??:??:??Z' AND coalesce(ends_at, starts_at) GLOB '????-??-??T??:??:??Z'
        AND coalesce(cancelled_at, starts_at) GLOB '????-??-??T??:??:??Z'
        AND created_at GLOB '????-??-??T??:??:??Z' AND updated_at GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT concerts_text CHECK (slug || name || timezone || coalesce(cancel_reason, '') || coalesce(source, '') || coalesce(source_id, '') || coalesce(note, '') || search NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(slug || name || timezone || coalesce(cancel_reason, '') || coalesce(source, '') || coalesce(source_id, '') || coalesce(note, '') || search, char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX concerts_source ON concerts (source, source_id) WHERE source IS NOT NULL;
CREATE INDEX concerts_starts_at ON concerts (starts_at);
CREATE INDEX concerts_venue ON concerts (venue_id, starts_at);

CREATE TRIGGER concerts_never_replaced BEFORE INSERT ON concerts
WHEN EXISTS (SELECT 1 FROM concerts WHERE id = NEW.id OR slug = NEW.slug OR source = NEW.source AND source_id = NEW.source_id)
BEGIN SELECT RAISE(ABORT, 'refused: a concert is never replaced'); END;

CREATE TRIGGER concerts_begin_empty BEFORE INSERT ON concerts
WHEN NEW.taken IS NOT 0
BEGIN SELECT RAISE(ABORT, 'refused: a new concert has no place taken'); END;

CREATE TRIGGER concerts_keys_never_change BEFORE UPDATE OF id, created_at ON concerts
WHEN NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'refused: the id of a concert never changes'); END;

CREATE TRIGGER concerts_names_never_collide BEFORE UPDATE OF slug, source, source_id ON concerts
WHEN EXISTS (SELECT 1 FROM concerts WHERE id <> NEW.id AND (slug = NEW.slug OR source = NEW.source AND source_id = NEW.source_id))
BEGIN SELECT RAISE(ABORT, 'refused: the slug or source belongs to another concert'); END;

CREATE TABLE concert_artists (
    concert_id  INTEGER NOT NULL REFERENCES concerts (id),
    position    INTEGER NOT NULL,
    artist_id   INTEGER NOT NULL REFERENCES artists (id),
    PRIMARY KEY (concert_id, position),
    CONSTRAINT artist_listed_twice UNIQUE (artist_id, concert_id),
    CONSTRAINT concert_artists_position CHECK (position BETWEEN 1 AND 1000)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_types (
    id             INTEGER NOT NULL PRIMARY KEY,
    concert_id     INTEGER NOT NULL REFERENCES concerts (id),
    slug           TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    price          INTEGER NOT NULL,
    quota          INTEGER NOT NULL,
    taken          INTEGER NOT NULL DEFAULT 0,
    pool_id        INTEGER,
    sale_starts_at TEXT,
    sale_ends_at   TEXT,
    max_per_order  INTEGER,
    created_at     TEXT    NOT NULL,
    updated_at     TEXT    NOT NULL,
    CONSTRAINT ticket_type_slug_taken UNIQUE (concert_id, slug),
    CONSTRAINT ticket_types_id CHECK (id > 0),
    CONSTRAINT ticket_types_slug CHECK (slug GLOB '[^0-9-]*' AND length(slug) <= 100),
    CONSTRAINT ticket_type_quota CHECK (taken <= quota),
    CONSTRAINT ticket_types_quota CHECK (quota BETWEEN 0 AND 10000000),
    CONSTRAINT ticket_types_taken CHECK (taken >= 0),
    CONSTRAINT ticket_types_price CHECK (price BETWEEN 0 AND 1000000000000),
    CONSTRAINT ticket_types_max_per_order CHECK (max_per_order BETWEEN 1 AND 10000),
    CONSTRAINT ticket_types_lengths CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT ticket_types_times CHECK (created_at GLOB '????-??-??T??:??:??Z' AND updated_at GLOB '????-??-??T??:??:??Z'
        AND coalesce(sale_starts_at, created_at) GLOB '????-??-??T??:??:??Z'
        AND coalesce(sale_ends_at, created_at) GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT ticket_types_text CHECK (slug || name NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(slug || name, char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ticket_types_never_replaced BEFORE INSERT ON ticket_types
WHEN EXISTS (SELECT 1 FROM ticket_types WHERE id = NEW.id OR concert_id = NEW.concert_id AND slug = NEW.slug)
BEGIN SELECT RAISE(ABORT, 'refused: a ticket type is never replaced'); END;

CREATE TRIGGER ticket_types_begin_empty BEFORE INSERT ON ticket_types
WHEN NEW.taken IS NOT 0
BEGIN SELECT RAISE(ABORT, 'refused: a new ticket type has no place taken'); END;

CREATE TRIGGER ticket_types_keys_never_change BEFORE UPDATE OF id, concert_id, created_at ON ticket_types
WHEN NEW.id <> OLD.id OR NEW.concert_id <> OLD.concert_id OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'refused: the id and the concert of a ticket type never change'); END;

CREATE TRIGGER ticket_types_slugs_never_collide BEFORE UPDATE OF slug ON ticket_types
WHEN EXISTS (SELECT 1 FROM ticket_types WHERE id <> NEW.id AND concert_id = NEW.concert_id AND slug = NEW.slug)
BEGIN SELECT RAISE(ABORT, 'refused: the slug belongs to another ticket type'); END;

CREATE TRIGGER venues_in_use_never_deleted BEFORE DELETE ON venues
WHEN EXISTS (SELECT 1 FROM concerts WHERE venue_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'refused: a venue with concerts is never deleted'); END;

CREATE TRIGGER artists_in_use_never_deleted BEFORE DELETE ON artists
WHEN EXISTS (SELECT 1 FROM concert_artists WHERE artist_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'refused: an artist in a line-up is never deleted'); END;

CREATE TRIGGER concerts_in_use_never_deleted BEFORE DELETE ON concerts
WHEN EXISTS (SELECT 1 FROM ticket_types WHERE concert_id = OLD.id) OR EXISTS (SELECT 1 FROM concert_artists WHERE concert_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'refused: a concert with ticket types or a line-up is never deleted'); END;

CREATE TRIGGER users_ids_retire AFTER DELETE ON users
WHEN OLD.id / 10000000000 = (SELECT site FROM office)
    AND NOT EXISTS (SELECT 1 FROM retired_ids WHERE table_name = 'users' AND id >= OLD.id)
BEGIN
    INSERT INTO retired_ids (table_name, id) VALUES ('users', OLD.id)
    ON CONFLICT (table_name) DO UPDATE SET id = excluded.id;
END;

CREATE VIEW next_users AS
SELECT max(
    coalesce((SELECT max(id) FROM users WHERE id BETWEEN before_first AND last), before_first),
    coalesce((SELECT id FROM retired_ids WHERE table_name = 'users'), 0)) + 1 AS id FROM own_ids;

CREATE TRIGGER venues_ids_retire AFTER DELETE ON venues
WHEN OLD.id / 10000000000 = (SELECT site FROM office)
    AND NOT EXISTS (SELECT 1 FROM retired_ids WHERE table_name = 'venues' AND id >= OLD.id)
BEGIN
    INSERT INTO retired_ids (table_name, id) VALUES ('venues', OLD.id)
    ON CONFLICT (table_name) DO UPDATE SET id = excluded.id;
END;

CREATE VIEW next_venues AS
SELECT max(
    coalesce((SELECT max(id) FROM venues WHERE id BETWEEN before_first AND last), before_first),
    coalesce((SELECT id FROM retired_ids WHERE table_name = 'venues'), 0)) + 1 AS id FROM own_ids;

CREATE TRIGGER artists_ids_retire AFTER DELETE ON artists
WHEN OLD.id / 10000000000 = (SELECT site FROM office)
    AND NOT EXISTS (SELECT 1 FROM retired_ids WHERE table_name = 'artists' AND id >= OLD.id)
BEGIN
    INSERT INTO retired_ids (table_name, id) VALUES ('artists', OLD.id)
    ON CONFLICT (table_name) DO UPDATE SET id = excluded.id;
END;

CREATE VIEW next_artists AS
SELECT max(
    coalesce((SELECT max(id) FROM artists WHERE id BETWEEN before_first AND last), before_first),
    coalesce((SELECT id FROM retired_ids WHERE table_name = 'artists'), 0)) + 1 AS id FROM own_ids;

CREATE TRIGGER concerts_ids_retire AFTER DELETE ON concerts
WHEN OLD.id / 10000000000 = (SELECT site FROM office)
    AND NOT EXISTS (SELECT 1 FROM retired_ids WHERE table_name = 'concerts' AND id >= OLD.id)
BEGIN
    INSERT INTO retired_ids (table_name, id) VALUES ('concerts', OLD.id)
    ON CONFLICT (table_name) DO UPDATE SET id = excluded.id;
END;

CREATE VIEW next_concerts AS
SELECT max(
    coalesce((SELECT max(id) FROM concerts WHERE id BETWEEN before_first AND last), before_first),
    coalesce((SELECT id FROM retired_ids WHERE table_name = 'concerts'), 0)) + 1 AS id FROM own_ids;

CREATE TRIGGER ticket_types_ids_retire AFTER DELETE ON ticket_types
WHEN OLD.id / 10000000000 = (SELECT site FROM office)
    AND NOT EXISTS (SELECT 1 FROM retired_ids WHERE table_name = 'ticket_types' AND id >= OLD.id)
BEGIN
    INSERT INTO retired_ids (table_name, id) VALUES ('ticket_types', OLD.id)
    ON CONFLICT (table_name) DO UPDATE SET id = excluded.id;
END;

CREATE VIEW next_ticket_types AS
SELECT max(
    coalesce((SELECT max(id) FROM ticket_types WHERE id BETWEEN before_first AND last), before_first),
    coalesce((SELECT id FROM retired_ids WHERE table_name = 'ticket_types'), 0)) + 1 AS id FROM own_ids;
