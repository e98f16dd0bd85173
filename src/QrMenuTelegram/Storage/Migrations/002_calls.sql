-- Something a guest waits for, from the first press to its end ---------------------------------------------------

CREATE TABLE calls (
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
    closed_by        INTEGER,           -- NULL: not a person (a payment, the clock)
    outcome          TEXT CHECK (outcome IN ('done', 'taken', 'paid', 'missed')),
    step             INTEGER NOT NULL DEFAULT 0 CHECK (step >= 0), -- how many steps of the ladder are behind it
    due_at           INTEGER,           -- when the clock next has to do with it
    CHECK ((claimed_by IS NULL) = (claimed_at IS NULL)),
    CHECK ((claimed_by IS NULL) = (claimed_name IS NULL)),
    CHECK (claimed_by IS NULL OR first_claimed_at IS NOT NULL),
    CHECK ((closed_at IS NULL) = (outcome IS NULL)),
    CHECK ((closed_at IS NULL) = (due_at IS NOT NULL)), -- no call without an end
    CHECK (closed_by IS NULL OR closed_at IS NOT NULL),
    CHECK (table_id <> '' OR table_key <> '')
) STRICT;
CREATE UNIQUE INDEX calls_open ON calls (server, iif(table_id = '', table_key, table_id), code) WHERE closed_at IS NULL;
CREATE INDEX calls_due ON calls (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX calls_by_opening ON calls (opened_at);

-- Which notices show which calls: one of a summary shows several.
CREATE TABLE call_notices (
    notice_id INTEGER NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    call_id   INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
    kind      TEXT NOT NULL CHECK (kind IN ('call', 'unclaimed', 'muted', 'reminder', 'managers', 'holder', 'summary')),
    PRIMARY KEY (call_id, notice_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_notices_by_notice ON call_notices (notice_id);

-- Staff -----------------------------------------------------------------------------------------------------------

ALTER TABLE people ADD COLUMN is_staff INTEGER NOT NULL DEFAULT 0 CHECK (is_staff IN (0, 1));
ALTER TABLE people ADD COLUMN display_name TEXT;     -- as managers renamed the person; NULL: as Telegram says
ALTER TABLE people ADD COLUMN pos_server TEXT;       -- who the person is in the restaurant's POS
ALTER TABLE people ADD COLUMN pos_waiter_id TEXT CHECK ((pos_server IS NULL) = (pos_waiter_id IS NULL));
ALTER TABLE people ADD COLUMN paused_until INTEGER;  -- NULL: not on a break
CREATE INDEX people_staff ON people (id) WHERE is_staff = 1;
CREATE UNIQUE INDEX people_by_pos_waiter ON people (pos_server, pos_waiter_id) WHERE pos_waiter_id IS NOT NULL;

CREATE TABLE new_invitations (
    code_hash  TEXT PRIMARY KEY,        -- SHA-256 of the code, in hex; the code itself is never kept
    role       TEXT NOT NULL CHECK (role IN ('manager', 'waiter')),
    created_by INTEGER,                 -- NULL: the bridge itself, at its first start
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_by    INTEGER,
    used_at    INTEGER,
    CHECK ((used_by IS NULL) = (used_at IS NULL)),
    CHECK (expires_at > created_at)
) STRICT;
INSERT INTO new_invitations SELECT code_hash, role, created_by, created_at, expires_at, used_by, used_at FROM invitations;
DROP TABLE invitations;
ALTER TABLE new_invitations RENAME TO invitations;

-- Waiters of the POS, as orders named them.
CREATE TABLE pos_waiters (
    server        TEXT NOT NULL,
    id            TEXT NOT NULL,
    name          TEXT NOT NULL,
    last_event_at INTEGER NOT NULL,
    PRIMARY KEY (server, id)
) STRICT, WITHOUT ROWID;

-- Whose order stands at a table, as the newest event that said so.
ALTER TABLE tables ADD COLUMN waiter_id TEXT;
ALTER TABLE tables ADD COLUMN waiter_at INTEGER CHECK ((waiter_id IS NULL) = (waiter_at IS NULL));

-- Whose table: by /take, until released or the shift's end.
CREATE TABLE table_owners (
    server     TEXT NOT NULL,           -- '' where one server only, or the table was named without one: every server
    table_key  TEXT NOT NULL,
    table_name TEXT NOT NULL,
    person_id  INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    since_at   INTEGER NOT NULL,
    until_at   INTEGER NOT NULL,
    PRIMARY KEY (server, table_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX table_owners_by_person ON table_owners (person_id);

-- What people see -------------------------------------------------------------------------------------------------

-- What a chat does not want to hear for a while.
CREATE TABLE mutes (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id    INTEGER NOT NULL REFERENCES chats (id) ON UPDATE CASCADE ON DELETE CASCADE,
    topic_id   INTEGER NOT NULL DEFAULT 0,
    server     TEXT NOT NULL DEFAULT '',
    codes      TEXT NOT NULL DEFAULT '', -- comma-separated; '' for all
    hall_id    INTEGER REFERENCES halls (id) ON DELETE CASCADE,
    tables     TEXT NOT NULL DEFAULT '', -- as in subscriptions
    until_at   INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    CHECK (hall_id IS NULL OR tables = '')
) STRICT;

-- Its edits wait until the chat has ample room, and nothing waits for them (a board).
ALTER TABLE notices ADD COLUMN patient INTEGER NOT NULL DEFAULT 0 CHECK (patient IN (0, 1));

-- The pinned message of a chat that shows what is open now.
CREATE TABLE boards (
    chat_id   INTEGER NOT NULL REFERENCES chats (id) ON UPDATE CASCADE ON DELETE CASCADE,
    topic_id  INTEGER NOT NULL DEFAULT 0,
    notice_id INTEGER NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    pinned_id INTEGER,                  -- the message that was pinned; 0: the bot may not pin there; NULL: none yet
    PRIMARY KEY (chat_id, topic_id)
) STRICT, WITHOUT ROWID;

-- When a chat gets the report by itself.
CREATE TABLE report_times (
    chat_id   INTEGER NOT NULL REFERENCES chats (id) ON UPDATE CASCADE ON DELETE CASCADE,
    topic_id  INTEGER NOT NULL DEFAULT 0,
    minute    INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439), -- of the day, in the restaurant's time zone
    due_at    INTEGER NOT NULL,
    PRIMARY KEY (chat_id, topic_id)
) STRICT, WITHOUT ROWID;

-- A picture or a file that a notice carries; such a notice never shares a message and is never edited.
CREATE TABLE attachments (
    notice_id INTEGER PRIMARY KEY REFERENCES notices (id) ON DELETE CASCADE,
    kind      TEXT NOT NULL CHECK (kind IN ('photo', 'document')),
    file_name TEXT NOT NULL,
    content   BLOB NOT NULL
) STRICT;
