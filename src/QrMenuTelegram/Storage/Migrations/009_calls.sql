-- A call that nobody marked ends when its table calls again after its ladder, or with other guests: outcome 'unmarked'.
CREATE TABLE new_calls (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    server           TEXT NOT NULL,
    table_id         TEXT NOT NULL,     -- '' where the event named only what staff call the table
    table_key        TEXT NOT NULL,
    table_name       TEXT NOT NULL,
    code             TEXT NOT NULL CHECK (code IN ('waiter_call', 'bill_request')),
    order_id         TEXT,              -- newest order that a press named
    event_id         INTEGER NOT NULL,  -- newest press: what the messages show
    opened_at        INTEGER NOT NULL,
    pressed_at       INTEGER NOT NULL,  -- newest press
    times            INTEGER NOT NULL DEFAULT 1 CHECK (times >= 1),
    rung_at          INTEGER NOT NULL,  -- when it last made chats ring
    waits_from       INTEGER NOT NULL,  -- opened or released: the ladder counts from here
    shared_at        INTEGER,           -- NULL: so far only the table's owner knows
    first_claimed_at INTEGER,           -- stays when the call is released: what reports measure
    claimed_by       INTEGER,
    claimed_name     TEXT,
    claimed_at       INTEGER,
    holder_reminded  INTEGER NOT NULL DEFAULT 0 CHECK (holder_reminded IN (0, 1)),
    closed_at        INTEGER,
    closed_by        INTEGER,           -- NULL: not a person (a payment, the clock, the next call)
    outcome          TEXT CHECK (outcome IN ('done', 'taken', 'paid', 'missed', 'unmarked')),
    step             INTEGER NOT NULL DEFAULT 0 CHECK (step >= 0), -- how many steps of the ladder are behind it
    due_at           INTEGER,           -- when the clock next has to do with it
    guests_changed   INTEGER NOT NULL DEFAULT 0 CHECK (guests_changed IN (0, 1)), -- a payment or another order came since: the next press is a new call
    earlier_at       INTEGER,           -- when the unmarked call was opened that this one ended; NULL for none
    CHECK ((claimed_by IS NULL) = (claimed_at IS NULL)),
    CHECK ((claimed_by IS NULL) = (claimed_name IS NULL)),
    CHECK (claimed_by IS NULL OR first_claimed_at IS NOT NULL),
    CHECK ((closed_at IS NULL) = (outcome IS NULL)),
    CHECK ((closed_at IS NULL) = (due_at IS NOT NULL)), -- no call without an end
    CHECK (closed_by IS NULL OR closed_at IS NOT NULL),
    CHECK (table_id <> '' OR table_key <> '')
) STRICT;
INSERT INTO new_calls (id, server, table_id, table_key, table_name, code, order_id, event_id, opened_at, pressed_at, times, rung_at, waits_from, shared_at,
    first_claimed_at, claimed_by, claimed_name, claimed_at, holder_reminded, closed_at, closed_by, outcome, step, due_at)
SELECT id, server, table_id, table_key, table_name, code, order_id, event_id, opened_at, pressed_at, times, rung_at, waits_from, shared_at,
    first_claimed_at, claimed_by, claimed_name, claimed_at, holder_reminded, closed_at, closed_by, outcome, step, due_at FROM calls;
-- Buttons of old messages name calls by id: no id is given twice, not even after all calls were pruned.
DELETE FROM sqlite_sequence WHERE name = 'new_calls';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_calls', seq FROM sqlite_sequence WHERE name = 'calls';
DROP TABLE calls;
ALTER TABLE new_calls RENAME TO calls;
CREATE UNIQUE INDEX calls_open ON calls (server, iif(table_id = '', table_key, table_id), code) WHERE closed_at IS NULL;
CREATE INDEX calls_due ON calls (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX calls_by_opening ON calls (opened_at);

-- 'unclaimed_again': for managers because nobody is subscribed, without the sentence that says so.
CREATE TABLE new_call_notices (
    notice_id  INTEGER NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    call_id    INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind IN ('call', 'unclaimed', 'unclaimed_again', 'muted', 'forwarded', 'reminder', 'managers', 'holder', 'summary')),
    refused_by TEXT CHECK ((refused_by IS NOT NULL) = (kind = 'forwarded')), -- the title of the chat that would not take it
    PRIMARY KEY (call_id, notice_id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_call_notices SELECT notice_id, call_id, kind, refused_by FROM call_notices;
DROP TABLE call_notices;
ALTER TABLE new_call_notices RENAME TO call_notices;
CREATE INDEX call_notices_by_notice ON call_notices (notice_id);

-- Orders that were seen at a table: one that is not among them has just begun.
CREATE TABLE table_orders (
    server   TEXT NOT NULL,
    place    TEXT NOT NULL,             -- the table's id, or its key where it has none
    order_id TEXT NOT NULL,
    seen_at  INTEGER NOT NULL,          -- first event that named it
    PRIMARY KEY (server, place, order_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX table_orders_by_seen ON table_orders (seen_at);

-- When the managers were last told, with a sound, of a table that nobody is subscribed to ('') or of events that nobody knows ('unknown').
CREATE TABLE new_unclaimed (
    server   TEXT NOT NULL,
    table_id TEXT NOT NULL,
    what     TEXT NOT NULL DEFAULT '' CHECK (what IN ('', 'unknown')),
    told_at  INTEGER NOT NULL,
    PRIMARY KEY (server, table_id, what)
) STRICT, WITHOUT ROWID;
INSERT INTO new_unclaimed (server, table_id, told_at) SELECT server, table_id, told_at FROM unclaimed;
DROP TABLE unclaimed;
ALTER TABLE new_unclaimed RENAME TO unclaimed;

-- Accepted before there was any manager to hear of it: told when one comes.
ALTER TABLE events ADD COLUMN untold INTEGER NOT NULL DEFAULT 0 CHECK (untold IN (0, 1));
CREATE INDEX events_untold ON events (id) WHERE untold = 1;
