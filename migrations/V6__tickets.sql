-- Admission: tickets, and what came of their codes at the door.

PRAGMA user_version = 6;

CREATE TABLE tickets (
    id              INTEGER NOT NULL PRIMARY KEY,
    code            TEXT    NOT NULL CONSTRAINT ticket_code_taken UNIQUE,
    order_id        INTEGER NOT NULL REFERENCES orders (id),
    order_detail_id INTEGER NOT NULL REFERENCES order_details (id),
    ticket_type_id  INTEGER NOT NULL REFERENCES ticket_types (id),
    number          INTEGER NOT NULL,
    status          TEXT    NOT NULL,
    holder_name     TEXT,
    seat            TEXT,
    replaces_id     INTEGER CONSTRAINT ticket_replaced_once UNIQUE REFERENCES tickets (id),
    void_reason     TEXT,
    issued_at       TEXT    NOT NULL,
    voided_at       TEXT,
    CONSTRAINT tickets_id CHECK (id > 0),
    CONSTRAINT tickets_code CHECK (length(code) BETWEEN 18 AND 24 AND code GLOB '[A-Z]*'),
    CONSTRAINT tickets_number_once UNIQUE (order_id, number),
    CONSTRAINT tickets_number CHECK (number > 0),
    CONSTRAINT tickets_status CHECK (status IN ('valid', 'void')),
    CONSTRAINT tickets_void CHECK ((status = 'void') = (voided_at IS NOT NULL)),
    CONSTRAINT tickets_times CHECK (issued_at GLOB '????-??-??T??:??:??Z' AND coalesce(voided_at, issued_at) GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT tickets_lengths CHECK (length(holder_name) <= 200 AND length(seat) <= 100 AND length(void_reason) <= 1000),
    CONSTRAINT tickets_text CHECK (code || coalesce(holder_name, '') || coalesce(seat, '') || coalesce(void_reason, '') NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(code || coalesce(holder_name, '') || coalesce(seat, '') || coalesce(void_reason, ''), char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX tickets_ticket_type ON tickets (ticket_type_id);

CREATE VIEW next_tickets AS
SELECT coalesce((SELECT max(id) FROM tickets WHERE id BETWEEN before_first AND last), before_first) + 1 AS id FROM own_ids;

CREATE TRIGGER tickets_never_replaced BEFORE INSERT ON tickets
WHEN EXISTS (SELECT 1 FROM tickets WHERE id = NEW.id OR code = NEW.code)
    OR EXISTS (SELECT 1 FROM tickets WHERE order_id = NEW.order_id AND number = NEW.number)
    OR NEW.replaces_id IS NOT NULL AND EXISTS (SELECT 1 FROM tickets WHERE replaces_id = NEW.replaces_id)
BEGIN SELECT RAISE(ABORT, 'refused: a ticket is never replaced and its code never used twice'); END;

CREATE TRIGGER tickets_begin_valid BEFORE INSERT ON tickets
WHEN NEW.status <> 'valid' OR NOT EXISTS (SELECT 1 FROM order_details WHERE id = NEW.order_detail_id
    AND order_id = NEW.order_id AND kind = 'ticket' AND ticket_type_id = NEW.ticket_type_id)
BEGIN SELECT RAISE(ABORT, 'refused: a ticket begins valid, of a ticket line of its order'); END;

CREATE TRIGGER tickets_only_when_covered BEFORE INSERT ON tickets
WHEN NOT EXISTS (SELECT 1 FROM orders AS o JOIN payments AS p ON p.order_id = o.id
    WHERE o.id = NEW.order_id AND o.status IN ('draft', 'pending', 'paid') AND p.received - p.refunded >= o.total)
BEGIN SELECT RAISE(ABORT, 'refused: tickets are issued only once their order is covered'); END;

CREATE TRIGGER tickets_never_exceed_their_line BEFORE INSERT ON tickets
WHEN NEW.replaces_id IS NULL AND (
    SELECT count(*) FROM tickets WHERE order_id = NEW.order_id AND order_detail_id = NEW.order_detail_id AND status = 'valid')
    >= (SELECT sum(quantity) FROM order_details WHERE order_id = NEW.order_id AND kind IN ('ticket', 'return')
        AND (id = NEW.order_detail_id OR refers_to_id = NEW.order_detail_id))
BEGIN SELECT RAISE(ABORT, 'refused: an order has as many tickets as its lines say'); END;

CREATE TRIGGER tickets_reissue_a_valid_one BEFORE INSERT ON tickets
WHEN NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tickets WHERE id = NEW.replaces_id AND status = 'valid'
    AND order_id = NEW.order_id AND order_detail_id = NEW.order_detail_id AND ticket_type_id = NEW.ticket_type_id)
BEGIN SELECT RAISE(ABORT, 'refused: a reissue takes the place of a valid ticket of the same line'); END;

CREATE TRIGGER tickets_keys_never_change
BEFORE UPDATE OF id, code, order_id, order_detail_id, ticket_type_id, number, replaces_id, issued_at ON tickets
BEGIN SELECT RAISE(ABORT, 'refused: the code and the place of a ticket never change'); END;

CREATE TRIGGER tickets_void_with_their_order BEFORE UPDATE OF status, voided_at ON tickets
WHEN OLD.status = 'void' OR NEW.status <> 'void' OR NOT (
    EXISTS (SELECT 1 FROM tickets WHERE replaces_id = OLD.id)
    OR EXISTS (SELECT 1 FROM orders WHERE id = OLD.order_id AND status = 'draft'))
BEGIN SELECT RAISE(ABORT, 'refused: a ticket is voided once, with a change of its order or a reissue'); END;

CREATE TRIGGER tickets_never_deleted BEFORE DELETE ON tickets
BEGIN SELECT RAISE(ABORT, 'refused: a ticket is never deleted'); END;

CREATE TRIGGER tickets_void_what_they_replace AFTER INSERT ON tickets
WHEN NEW.replaces_id IS NOT NULL
BEGIN
    UPDATE tickets SET status = 'void', voided_at = NEW.issued_at, void_reason = 'reissued' WHERE id = NEW.replaces_id;
    SELECT RAISE(ABORT, 'refused: the ticket was not voided') WHERE (SELECT status FROM tickets WHERE id = NEW.replaces_id) <> 'void';
END;

CREATE TABLE scans (
    id          INTEGER NOT NULL PRIMARY KEY,
    ticket_id   INTEGER REFERENCES tickets (id),
    concert_id  INTEGER REFERENCES concerts (id),
    direction   TEXT    NOT NULL,
    entry       INTEGER NOT NULL,
    result      TEXT    NOT NULL,
    gate        TEXT,
    operator_id INTEGER NOT NULL REFERENCES operators (id),
    at          TEXT    NOT NULL,
    received_at TEXT    NOT NULL,
    CONSTRAINT scans_id CHECK (id > 0),
    CONSTRAINT scans_direction CHECK (direction IN ('in', 'out', 'undo')),
    CONSTRAINT scans_entry CHECK (entry > 0),
    CONSTRAINT scans_result CHECK (result IN
        ('admitted', 'already_admitted', 'void', 'wrong_concert', 'concert_cancelled', 'outside_hours', 'unknown', 'left', 'undone')),
    CONSTRAINT scans_ticket CHECK ((ticket_id IS NULL) = (result = 'unknown')),
    CONSTRAINT scans_times CHECK (at GLOB '????-??-??T??:??:??Z' AND received_at GLOB '????-??-??T??:??:??Z'),
    CONSTRAINT scans_lengths CHECK (length(gate) <= 200),
    CONSTRAINT scans_text CHECK (coalesce(gate, '') NOT GLOB
        '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8232) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
        AND instr(coalesce(gate, ''), char(0)) = 0)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX scans_admit_once ON scans (ticket_id, entry, (id / 10000000000)) WHERE result = 'admitted';
CREATE INDEX scans_ticket ON scans (ticket_id) WHERE ticket_id IS NOT NULL;

CREATE VIEW next_scans AS
SELECT coalesce((SELECT max(id) FROM scans WHERE id BETWEEN before_first AND last), before_first) + 1 AS id FROM own_ids;

CREATE TRIGGER scans_never_replaced BEFORE INSERT ON scans
WHEN EXISTS (SELECT 1 FROM scans WHERE id = NEW.id)
    OR NEW.result = 'admitted' AND EXISTS (SELECT 1 FROM scans WHERE ticket_id = NEW.ticket_id AND result = 'admitted'
        AND entry = NEW.entry AND id / 10000000000 = NEW.id / 10000000000)
BEGIN SELECT RAISE(ABORT, 'refused: a ticket admits once'); END;

CREATE TRIGGER scans_admit_the_valid BEFORE INSERT ON scans
WHEN NEW.result = 'admitted' AND NOT EXISTS (SELECT 1 FROM tickets AS t JOIN orders AS o ON o.id = t.order_id
    WHERE t.id = NEW.ticket_id AND t.status = 'valid' AND o.status = 'paid')
BEGIN SELECT RAISE(ABORT, 'refused: only a valid ticket of a paid order admits'); END;

CREATE TRIGGER scans_never_change BEFORE UPDATE ON scans
BEGIN SELECT RAISE(ABORT, 'refused: a scan never changes'); END;

CREATE TRIGGER scans_never_deleted BEFORE DELETE ON scans
BEGIN SELECT RAISE(ABORT, 'refused: a scan is never deleted'); END;
