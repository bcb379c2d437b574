-- The office itself, who works in it, and how ids are given out.

PRAGMA application_id = 1651472505;
PRAGMA user_version = 1;

CREATE TABLE office (
    id          INTEGER NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL,
    currency    TEXT    NOT NULL,
    timezone    TEXT    NOT NULL,
    practice    INTEGER NOT NULL,
    site        INTEGER NOT NULL,
    house_id    TEXT    NOT NULL,
    lineage_id  TEXT    NOT NULL,
    secret      BLOB    NOT NULL,
    created_at  TEXT    NOT NULL,
    CONSTRAINT office_is_one CHECK (id = 1),
    CONSTRAINT office_name CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT office_currency CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    CONSTRAINT office_practice CHECK (practice IN (0, 1)),
    CONSTRAINT office_site CHECK (site BETWEEN 0 AND 899999),
    CONSTRAINT office_secret CHECK (length(secret) = 32),
    CONSTRAINT office_times CHECK (created_at GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT office_text CHECK (name || timezone NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(name || timezone, char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER office_never_replaced BEFORE INSERT ON office
WHEN EXISTS (SELECT 1 FROM office)
BEGIN SELECT RAISE(ABORT, 'refused: the office is made once'); END;

CREATE TRIGGER office_never_deleted BEFORE DELETE ON office
BEGIN SELECT RAISE(ABORT, 'refused: the office is never deleted'); END;

CREATE TRIGGER office_identity_never_changes BEFORE UPDATE OF id, currency, practice, site, house_id, secret, created_at ON office
BEGIN SELECT RAISE(ABORT, 'refused: the currency, site and identity of an office never change'); END;

CREATE TABLE operators (
    id          INTEGER NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL CONSTRAINT operator_name_taken UNIQUE,
    created_at  TEXT    NOT NULL,
    CONSTRAINT operators_id CHECK (id > 0),
    CONSTRAINT operators_name CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT operators_times CHECK (created_at GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT operators_text CHECK (name NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(name, char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER operators_never_replaced BEFORE INSERT ON operators
WHEN EXISTS (SELECT 1 FROM operators WHERE id = NEW.id OR name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'refused: an operator is never replaced'); END;

CREATE TRIGGER operators_never_deleted BEFORE DELETE ON operators
BEGIN SELECT RAISE(ABORT, 'refused: an operator is never deleted'); END;

CREATE TRIGGER operators_never_change BEFORE UPDATE OF id, name, created_at ON operators
BEGIN SELECT RAISE(ABORT, 'refused: an operator never changes'); END;

-- The highest id of a deleted row, so that no id is given out twice.
CREATE TABLE retired_ids (
    table_name  TEXT    NOT NULL PRIMARY KEY,
    id          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER retired_ids_never_replaced BEFORE INSERT ON retired_ids
WHEN EXISTS (SELECT 1 FROM retired_ids WHERE table_name = NEW.table_name AND id >= NEW.id)
BEGIN SELECT RAISE(ABORT, 'refused: a retired id never comes back'); END;

CREATE TRIGGER retired_ids_never_fall BEFORE UPDATE ON retired_ids
WHEN NEW.id < OLD.id OR NEW.table_name <> OLD.table_name
BEGIN SELECT RAISE(ABORT, 'refused: a retired id never comes back'); END;

CREATE TRIGGER retired_ids_never_deleted BEFORE DELETE ON retired_ids
BEGIN SELECT RAISE(ABORT, 'refused: a retired id never comes back'); END;

-- The ids of this site: site * 10^10 + 1 and up.
CREATE VIEW own_ids AS
SELECT site * 10000000000 AS before_first, site * 10000000000 + 9999999999 AS last FROM office;

CREATE VIEW next_operators AS
SELECT coalesce((SELECT max(id) FROM operators WHERE id BETWEEN before_first AND last), before_first) + 1 AS id FROM own_ids;
