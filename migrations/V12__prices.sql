-- Prices: tiers by date, discount codes, fees and taxes. What they make of an order is a line of it, at its time.

PRAGMA user_version = 12;

-- From its moment on a tier's price takes the place of the type's own, until the next tier begins.
CREATE TABLE tiers (
    id             INTEGER NOT NULL PRIMARY KEY,
    ticket_type_id INTEGER NOT NULL REFERENCES ticket_types (id),
    slug           TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    price          INTEGER NOT NULL,
    starts_at      TEXT    NOT NULL,
    created_at     TEXT    NOT NULL,
    updated_at     TEXT    NOT NULL,
    CONSTRAINT tier_slug_taken UNIQUE (ticket_type_id, slug),
    CONSTRAINT tier_start_taken UNIQUE (ticket_type_id, starts_at),
    CONSTRAINT tiers_id CHECK (id > 0),
    CONSTRAINT tiers_slug CHECK (slug GLOB '[^0-9-]*' AND length(slug) <= 100),
    CONSTRAINT tiers_price CHECK (price BETWEEN 0 AND 1000000000000),
    CONSTRAINT tiers_lengths CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT tiers_times CHECK (starts_at GLOB '????-??-??T??:??:??Z' AND created_at GLOB '????-??-??T??:??:??Z'
        AND updated_at GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT tiers_text CHECK (slug || name NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(slug || name, char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER tiers_never_replaced BEFORE INSERT ON tiers
WHEN EXISTS (SELECT 1 FROM tiers WHERE id = NEW.id
        OR ticket_type_id = NEW.ticket_type_id AND (slug = NEW.slug OR starts_at = NEW.starts_at))
    OR NOT EXISTS (SELECT 1 FROM ticket_types WHERE id = NEW.ticket_type_id)
BEGIN SELECT RAISE(ABORT, 'refused: a tier is of a known ticket type and is never replaced'); END;

CREATE TRIGGER tiers_keys_never_change BEFORE UPDATE OF id, ticket_type_id, created_at ON tiers
WHEN NEW.id <> OLD.id OR NEW.ticket_type_id <> OLD.ticket_type_id OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'refused: the id and the ticket type of a tier never change'); END;

CREATE TRIGGER tiers_never_collide BEFORE UPDATE OF slug, starts_at ON tiers
WHEN EXISTS (SELECT 1 FROM tiers WHERE id <> NEW.id AND ticket_type_id = NEW.ticket_type_id
    AND (slug = NEW.slug OR starts_at = NEW.starts_at))
BEGIN SELECT RAISE(ABORT, 'refused: the slug or the start belongs to another tier'); END;

CREATE TRIGGER ticket_types_with_tiers_never_deleted BEFORE DELETE ON ticket_types
WHEN EXISTS (SELECT 1 FROM tiers WHERE ticket_type_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'refused: a ticket type with tiers is never deleted'); END;

CREATE TRIGGER tiers_ids_retire AFTER DELETE ON tiers
WHEN OLD.id / 10000000000 = (SELECT site FROM office)
    AND NOT EXISTS (SELECT 1 FROM retired_ids WHERE table_name = 'tiers' AND id >= OLD.id)
BEGIN
    INSERT INTO retired_ids (table_name, id) VALUES ('tiers', OLD.id)
    ON CONFLICT (table_name) DO UPDATE SET id = excluded.id;
END;

CREATE VIEW next_tiers AS
SELECT max(
    coalesce((SELECT max(id) FROM tiers WHERE id BETWEEN before_first AND last), before_first),
    coalesce((SELECT id FROM retired_ids WHERE table_name = 'tiers'), 0)) + 1 AS id FROM own_ids;

-- A percentage stands in hundredths of a percent. A use of a code is an order that is pending or paid and has a line of it.
CREATE TABLE discounts (
    id             INTEGER NOT NULL PRIMARY KEY,
    slug           TEXT    NOT NULL CONSTRAINT discount_slug_taken UNIQUE,
    name           TEXT    NOT NULL,
    percent        INTEGER,
    amount         INTEGER,
    per            TEXT    NOT NULL,
    concert_id     INTEGER REFERENCES concerts (id),
    ticket_type_id INTEGER REFERENCES ticket_types (id),
    max_uses       INTEGER,
    starts_at      TEXT,
    ends_at        TEXT,
    created_at     TEXT    NOT NULL,
    updated_at     TEXT    NOT NULL,
    CONSTRAINT discounts_id CHECK (id > 0),
    CONSTRAINT discounts_slug CHECK (slug GLOB '[^0-9-]*' AND length(slug) <= 100),
    CONSTRAINT discounts_value CHECK ((percent IS NULL) <> (amount IS NULL)
        AND coalesce(percent, 1) BETWEEN 1 AND 10000 AND coalesce(amount, 1) BETWEEN 1 AND 1000000000000),
    CONSTRAINT discounts_per CHECK (per IN ('ticket', 'order')),
    CONSTRAINT discounts_scope CHECK (concert_id IS NULL OR ticket_type_id IS NULL),
    CONSTRAINT discounts_max_uses CHECK (max_uses BETWEEN 1 AND 10000000),
    CONSTRAINT discounts_lengths CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT discounts_times CHECK (created_at GLOB '????-??-??T??:??:??Z' AND updated_at GLOB '????-??-??T??:??:??Z'
        AND coalesce(starts_at, created_at) GLOB '????-??-??T??:??:??Z' AND coalesce(ends_at, created_at) GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT discounts_text CHECK (slug || name NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(slug || name, char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE VIEW next_discounts AS
SELECT coalesce((SELECT max(id) FROM discounts WHERE id BETWEEN before_first AND last), before_first) + 1 AS id FROM own_ids;

CREATE TRIGGER discounts_never_replaced BEFORE INSERT ON discounts
WHEN EXISTS (SELECT 1 FROM discounts WHERE id = NEW.id OR slug = NEW.slug)
BEGIN SELECT RAISE(ABORT, 'refused: a discount is never replaced'); END;

CREATE TRIGGER discounts_are_of_what_is_there BEFORE INSERT ON discounts
WHEN NEW.concert_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM concerts WHERE id = NEW.concert_id)
    OR NEW.ticket_type_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ticket_types WHERE id = NEW.ticket_type_id)
BEGIN SELECT RAISE(ABORT, 'refused: a discount is for a known concert or ticket type'); END;

CREATE TRIGGER discounts_never_deleted BEFORE DELETE ON discounts
BEGIN SELECT RAISE(ABORT, 'refused: a discount is ended, never deleted'); END;

CREATE TRIGGER discounts_keys_never_change
BEFORE UPDATE OF id, slug, percent, amount, per, concert_id, ticket_type_id, created_at ON discounts
WHEN NEW.id <> OLD.id OR NEW.slug <> OLD.slug OR NEW.percent IS NOT OLD.percent OR NEW.amount IS NOT OLD.amount
    OR NEW.per <> OLD.per OR NEW.concert_id IS NOT OLD.concert_id OR NEW.ticket_type_id IS NOT OLD.ticket_type_id
    OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'refused: the code of a discount, its size and what it is for never change'); END;

CREATE TABLE fees (
    id         INTEGER NOT NULL PRIMARY KEY,
    slug       TEXT    NOT NULL CONSTRAINT fee_slug_taken UNIQUE,
    name       TEXT    NOT NULL,
    percent    INTEGER,
    amount     INTEGER,
    per        TEXT    NOT NULL,
    concert_id INTEGER REFERENCES concerts (id),
    channel    TEXT,
    starts_at  TEXT,
    ends_at    TEXT,
    created_at TEXT    NOT NULL,
    updated_at TEXT    NOT NULL,
    CONSTRAINT fees_id CHECK (id > 0),
    CONSTRAINT fees_slug CHECK (slug GLOB '[^0-9-]*' AND length(slug) <= 100),
    CONSTRAINT fees_value CHECK ((percent IS NULL) <> (amount IS NULL)
        AND coalesce(percent, 1) BETWEEN 1 AND 10000 AND coalesce(amount, 1) BETWEEN 1 AND 1000000000000),
    CONSTRAINT fees_per CHECK (per IN ('ticket', 'order')),
    CONSTRAINT fees_channel CHECK (channel IN ('counter', 'phone', 'web', 'door', 'import', 'terminal', 'consignment')),
    CONSTRAINT fees_lengths CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT fees_times CHECK (created_at GLOB '????-??-??T??:??:??Z' AND updated_at GLOB '????-??-??T??:??:??Z'
        AND coalesce(starts_at, created_at) GLOB '????-??-??T??:??:??Z' AND coalesce(ends_at, created_at) GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT fees_text CHECK (slug || name NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(slug || name, char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE VIEW next_fees AS
SELECT coalesce((SELECT max(id) FROM fees WHERE id BETWEEN before_first AND last), before_first) + 1 AS id FROM own_ids;

CREATE TRIGGER fees_never_replaced BEFORE INSERT ON fees
WHEN EXISTS (SELECT 1 FROM fees WHERE id = NEW.id OR slug = NEW.slug)
BEGIN SELECT RAISE(ABORT, 'refused: a fee is never replaced'); END;

CREATE TRIGGER fees_are_of_what_is_there BEFORE INSERT ON fees
WHEN NEW.concert_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM concerts WHERE id = NEW.concert_id)
BEGIN SELECT RAISE(ABORT, 'refused: a fee is of a known concert'); END;

CREATE TRIGGER fees_never_deleted BEFORE DELETE ON fees
BEGIN SELECT RAISE(ABORT, 'refused: a fee is ended, never deleted'); END;

CREATE TRIGGER fees_keys_never_change
BEFORE UPDATE OF id, slug, percent, amount, per, concert_id, channel, created_at ON fees
WHEN NEW.id <> OLD.id OR NEW.slug <> OLD.slug OR NEW.percent IS NOT OLD.percent OR NEW.amount IS NOT OLD.amount
    OR NEW.per <> OLD.per OR NEW.concert_id IS NOT OLD.concert_id OR NEW.channel IS NOT OLD.channel
    OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'refused: the slug of a fee, its size and what it is for never change'); END;

CREATE TRIGGER concerts_with_prices_never_deleted BEFORE DELETE ON concerts
WHEN EXISTS (SELECT 1 FROM discounts WHERE concert_id = OLD.id) OR EXISTS (SELECT 1 FROM fees WHERE concert_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'refused: a concert with discounts or fees of its own is never deleted'); END;

CREATE TRIGGER ticket_types_with_discounts_never_deleted BEFORE DELETE ON ticket_types
WHEN EXISTS (SELECT 1 FROM discounts WHERE ticket_type_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'refused: a ticket type with discounts of its own is never deleted'); END;

-- The tax on the tickets of a concert, in hundredths of a percent: part of the price, or a line on top of it.
ALTER TABLE concerts ADD COLUMN tax_rate INTEGER CONSTRAINT concerts_tax_rate CHECK (tax_rate BETWEEN 1 AND 10000);
ALTER TABLE concerts ADD COLUMN tax_kind TEXT CONSTRAINT concerts_tax_kind CHECK (
    (tax_kind IS NULL) = (tax_rate IS NULL) AND coalesce(tax_kind, 'inside') IN ('inside', 'on_top'));

-- Why a line was made: the code or the fee it comes of, or what a fee that no rule makes is for.
ALTER TABLE order_details ADD COLUMN discount_id INTEGER REFERENCES discounts (id)
    CONSTRAINT order_details_discount CHECK (discount_id IS NULL OR kind = 'discount');
ALTER TABLE order_details ADD COLUMN fee_id INTEGER REFERENCES fees (id)
    CONSTRAINT order_details_fee CHECK (fee_id IS NULL OR kind IN ('fee', 'goodwill'));
ALTER TABLE order_details ADD COLUMN purpose TEXT
    CONSTRAINT order_details_purpose CHECK (purpose IS NULL OR purpose IN ('kept', 'donation') AND kind = 'fee' AND fee_id IS NULL);

CREATE INDEX order_details_discount ON order_details (discount_id, order_id) WHERE discount_id IS NOT NULL;

CREATE TRIGGER order_details_causes_exist BEFORE INSERT ON order_details
WHEN NEW.discount_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM discounts WHERE id = NEW.discount_id)
    OR NEW.fee_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fees WHERE id = NEW.fee_id)
BEGIN SELECT RAISE(ABORT, 'refused: an order detail comes of a known discount or fee'); END;

CREATE TRIGGER order_details_causes_never_change BEFORE UPDATE OF discount_id, fee_id, purpose ON order_details
WHEN NEW.discount_id IS NOT OLD.discount_id OR NEW.fee_id IS NOT OLD.fee_id OR NEW.purpose IS NOT OLD.purpose
BEGIN SELECT RAISE(ABORT, 'refused: an order detail never changes'); END;
