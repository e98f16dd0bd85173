-- Instants are steady Unix milliseconds (see Clock), in columns named ..._at.
-- server '' means every server; topic_id 0 means no topic.

CREATE TABLE state (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was read -------------------------------------------------------------------------------------------------

CREATE TABLE servers (
    name            TEXT PRIMARY KEY,
    cursor          TEXT,               -- hash of the newest event accepted, NULL before the first
    newest_event_at INTEGER,            -- when that one was accepted
    last_poll_at    INTEGER,            -- last successful poll, as of the last heartbeat
    outage_told     INTEGER NOT NULL DEFAULT 0 CHECK (outage_told IN (0, 1, 2)), -- what managers heard of an outage that lasts (OutageStage)
    CHECK ((cursor IS NULL) = (newest_event_at IS NULL))
) STRICT;

CREATE TABLE tables (
    server        TEXT NOT NULL,
    id            TEXT NOT NULL,        -- as the server writes it, normally a number
    name          TEXT NOT NULL,        -- what staff call it
    key           TEXT NOT NULL,        -- name for matching (TableName.Key)
    last_event_at INTEGER NOT NULL,
    last_code     TEXT NOT NULL,
    PRIMARY KEY (server, id)
) STRICT;
CREATE INDEX tables_by_key ON tables (key);

CREATE TABLE events (
    id          INTEGER PRIMARY KEY,
    server      TEXT NOT NULL,
    hash        TEXT NOT NULL,          -- '~...', made of the content, where the element had none
    code        TEXT NOT NULL,          -- '' where the element had none
    table_id    TEXT NOT NULL,          -- '' where the element named none
    table_name  TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,       -- last full look that still showed it, as of the last heartbeat
    older_by    INTEGER NOT NULL DEFAULT 0 CHECK (older_by >= 0), -- milliseconds it may be older than received_at
    body        TEXT NOT NULL           -- the element as received
) STRICT;
CREATE INDEX events_seen ON events (server, seen_at);
CREATE INDEX events_by_table ON events (server, table_id, received_at);

-- Who gets what -------------------------------------------------------------------------------------------------

CREATE TABLE chats (
    id             INTEGER PRIMARY KEY,
    kind           TEXT NOT NULL CHECK (kind IN ('private', 'group', 'supergroup', 'channel')),
    title          TEXT NOT NULL,
    language       TEXT,                -- NULL: the restaurant's
    refused_at     INTEGER,             -- Telegram does not let us write here since
    refused_reason TEXT,
    probe_at       INTEGER,             -- when the next try is due
    parked_until   INTEGER,             -- Telegram asked for this much patience (429)
    CHECK ((refused_at IS NULL) = (refused_reason IS NULL)),
    CHECK ((refused_at IS NULL) = (probe_at IS NULL))
) STRICT;

CREATE TABLE people (
    id         INTEGER PRIMARY KEY,     -- Telegram's user id, also the id of the private chat
    name       TEXT NOT NULL,
    username   TEXT,
    is_manager INTEGER NOT NULL DEFAULT 0 CHECK (is_manager IN (0, 1)),
    by_setting INTEGER NOT NULL DEFAULT 0 CHECK (by_setting IN (0, 1)), -- manager only because Telegram__Managers says so
    since_at   INTEGER NOT NULL,
    CHECK (by_setting <= is_manager)
) STRICT;
CREATE INDEX people_managers ON people (id) WHERE is_manager = 1;

CREATE TABLE invitations (
    code_hash  TEXT PRIMARY KEY,        -- SHA-256 of the code, in hex; the code itself is never kept
    role       TEXT NOT NULL CHECK (role IN ('manager')),
    created_by INTEGER,                 -- NULL: the bridge itself, at its first start
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_by    INTEGER,
    used_at    INTEGER,
    CHECK ((used_by IS NULL) = (used_at IS NULL)),
    CHECK (expires_at > created_at)
) STRICT;

CREATE TABLE halls (
    id     INTEGER PRIMARY KEY,
    server TEXT NOT NULL,
    name   TEXT NOT NULL,
    key    TEXT NOT NULL,
    UNIQUE (key, server)
) STRICT;

CREATE TABLE hall_tables (
    hall_id    INTEGER NOT NULL REFERENCES halls (id) ON DELETE CASCADE,
    table_key  TEXT NOT NULL,
    table_name TEXT NOT NULL,
    PRIMARY KEY (hall_id, table_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscriptions (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id    INTEGER NOT NULL REFERENCES chats (id) ON UPDATE CASCADE ON DELETE CASCADE,
    topic_id   INTEGER NOT NULL DEFAULT 0,
    server     TEXT NOT NULL DEFAULT '',
    role       TEXT NOT NULL DEFAULT '' CHECK (role IN ('', 'waiter', 'kitchen', 'cashier', 'manager')),
    codes      TEXT NOT NULL DEFAULT '', -- comma-separated, sorted; '' where a role says it
    hall_id    INTEGER REFERENCES halls (id), -- no action: a hall in use can't be removed
    tables     TEXT NOT NULL DEFAULT '', -- comma-separated table names as typed, in natural order; '' for all or a hall
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    CHECK ((role = '') <> (codes = '')),
    CHECK (hall_id IS NULL OR tables = '')
) STRICT;
CREATE UNIQUE INDEX subscriptions_once
    ON subscriptions (chat_id, topic_id, server, role, codes, ifnull(hall_id, 0), tables);
CREATE INDEX subscriptions_by_hall ON subscriptions (hall_id) WHERE hall_id IS NOT NULL;

-- When the managers were last told of an event that nobody is subscribed to.
CREATE TABLE unclaimed (
    server  TEXT NOT NULL,
    table_id TEXT NOT NULL,
    told_at INTEGER NOT NULL,
    PRIMARY KEY (server, table_id)
) STRICT, WITHOUT ROWID;

-- What chats should show, and what they do show -----------------------------------------------------------------

CREATE TABLE messages (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id     INTEGER NOT NULL REFERENCES chats (id) ON UPDATE CASCADE ON DELETE CASCADE,
    topic_id    INTEGER NOT NULL,
    telegram_id INTEGER,                -- NULL until Telegram said it is there
    begun_at    INTEGER NOT NULL,
    shown_at    INTEGER,
    changed     INTEGER NOT NULL DEFAULT 0 CHECK (changed IN (0, 1)), -- some notice of it is newer than what it shows
    gone        INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),    -- deleted, not editable, or of the chat's old id: edits end
    CHECK ((telegram_id IS NULL) = (shown_at IS NULL))
) STRICT;
-- Gone ones left out: another bot, or a group that became a supergroup, counts its messages from 1 again.
CREATE UNIQUE INDEX messages_by_telegram_id ON messages (chat_id, telegram_id) WHERE telegram_id IS NOT NULL AND gone = 0;
CREATE INDEX messages_changed ON messages (chat_id) WHERE changed = 1;
CREATE INDEX messages_in_doubt ON messages (id) WHERE telegram_id IS NULL;

CREATE TABLE notices (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id       INTEGER NOT NULL REFERENCES chats (id) ON UPDATE CASCADE ON DELETE CASCADE,
    topic_id      INTEGER NOT NULL,
    urgency       INTEGER NOT NULL CHECK (urgency BETWEEN 0 AND 4),
    subject       TEXT,                 -- what it is about, for whoever will change it ('event:12', 'dialog:3')
    html          TEXT NOT NULL,        -- the wish
    buttons       TEXT NOT NULL DEFAULT '', -- JSON rows of buttons; '' for none
    silent        INTEGER NOT NULL DEFAULT 0 CHECK (silent IN (0, 1)),
    alone         INTEGER NOT NULL DEFAULT 0 CHECK (alone IN (0, 1)), -- never shares a message
    created_at    INTEGER NOT NULL,
    version       INTEGER NOT NULL DEFAULT 1, -- grows with each change of the wish
    shown_version INTEGER NOT NULL DEFAULT 0, -- what Telegram was last known to show
    message_id    INTEGER REFERENCES messages (id) ON DELETE SET NULL,
    late_by       INTEGER NOT NULL DEFAULT 0, -- milliseconds between the wish and its first try, where worth telling
    plain         INTEGER NOT NULL DEFAULT 0 CHECK (plain IN (0, 1)), -- Telegram refused our HTML: send as plain text
    ended_at      INTEGER,              -- given up or withdrawn before it was shown
    CHECK (shown_version <= version),
    CHECK (message_id IS NULL OR ended_at IS NULL)
) STRICT;
CREATE INDEX notices_waiting ON notices (chat_id, urgency, id) WHERE message_id IS NULL AND ended_at IS NULL;
CREATE INDEX notices_by_message ON notices (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX notices_by_subject ON notices (subject) WHERE subject IS NOT NULL;

-- Each send and edit of the last minutes, begun before and done after: what the pacing remembers over a restart.
CREATE TABLE attempts (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id  INTEGER NOT NULL,
    begun_at INTEGER NOT NULL,
    done_at  INTEGER                    -- NULL: under way, or the outcome died with the process
) STRICT;
CREATE INDEX attempts_by_time ON attempts (begun_at);

-- Guided /subscribe and the like: one message with buttons whose presses need more memory than 64 bytes.
CREATE TABLE dialogs (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT NOT NULL,
    chat_id    INTEGER NOT NULL REFERENCES chats (id) ON UPDATE CASCADE ON DELETE CASCADE,
    topic_id   INTEGER NOT NULL,
    notice_id  INTEGER NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    state      TEXT NOT NULL,           -- JSON, the command's own
    created_at INTEGER NOT NULL,
    ended_at   INTEGER
) STRICT;
CREATE INDEX dialogs_by_notice ON dialogs (notice_id);
