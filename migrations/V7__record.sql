-- The record: the journal's chain, request keys, and the salts that let free text be forgotten.

PRAGMA user_version = 7;

CREATE TABLE journal (
    site          INTEGER NOT NULL,
    seq           INTEGER NOT NULL,
    at            TEXT    NOT NULL,
    operator_id   INTEGER NOT NULL REFERENCES operators (id),
    command       TEXT    NOT NULL,
    content       TEXT    NOT NULL,
    previous_hash TEXT    NOT NULL,
    hash          TEXT    NOT NULL,
    PRIMARY KEY (site, seq),
    CONSTRAINT journal_seq CHECK (seq > 0),
    CONSTRAINT journal_command CHECK (length(command) BETWEEN 1 AND 100),
    CONSTRAINT journal_times CHECK (at GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT journal_hashes CHECK (length(previous_hash) = 64 AND length(hash) = 64)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER journal_never_replaced BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE site = NEW.site AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'refused: a journal line is never replaced'); END;

CREATE TRIGGER journal_continues BEFORE INSERT ON journal
WHEN NEW.seq <> coalesce((SELECT max(seq) FROM journal WHERE site = NEW.site), 0) + 1
    OR NEW.seq > 1 AND NEW.previous_hash IS NOT (SELECT hash FROM journal WHERE site = NEW.site AND seq = NEW.seq - 1)
BEGIN SELECT RAISE(ABORT, 'refused: a journal line continues the chain'); END;

CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'refused: a journal line never changes'); END;

CREATE TRIGGER journal_never_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'refused: a journal line is never deleted'); END;

CREATE TABLE request_keys (
    key          TEXT    NOT NULL PRIMARY KEY,
    request_hash TEXT    NOT NULL,
    answer       TEXT    NOT NULL,
    at           TEXT    NOT NULL,
    CONSTRAINT request_keys_key CHECK (length(key) BETWEEN 1 AND 300),
    CONSTRAINT request_keys_hash CHECK (length(request_hash) = 64),
    CONSTRAINT request_keys_times CHECK (at GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT request_keys_text CHECK (key NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(key, char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER request_keys_never_replaced BEFORE INSERT ON request_keys
WHEN EXISTS (SELECT 1 FROM request_keys WHERE key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'refused: a request key has one effect'); END;

CREATE TRIGGER request_keys_never_change BEFORE UPDATE ON request_keys
BEGIN SELECT RAISE(ABORT, 'refused: a request key never changes'); END;

CREATE TRIGGER request_keys_never_deleted BEFORE DELETE ON request_keys
BEGIN SELECT RAISE(ABORT, 'refused: a request key is never deleted'); END;

-- The journal holds free text only as a hash with the salt of its row; without the salt the text is forgotten.
CREATE TABLE salts (
    table_name TEXT    NOT NULL,
    row_id     INTEGER NOT NULL,
    salt       BLOB    NOT NULL,
    PRIMARY KEY (table_name, row_id),
    CONSTRAINT salts_salt CHECK (length(salt) = 16)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER salts_never_replaced BEFORE INSERT ON salts
WHEN EXISTS (SELECT 1 FROM salts WHERE table_name = NEW.table_name AND row_id = NEW.row_id)
BEGIN SELECT RAISE(ABORT, 'refused: a salt is forgotten, never replaced'); END;

CREATE TRIGGER salts_never_change BEFORE UPDATE ON salts
BEGIN SELECT RAISE(ABORT, 'refused: a salt is forgotten, never changed'); END;
