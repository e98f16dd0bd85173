-- Reports that somebody waits for: made outside of the transaction that asked for them.
CREATE TABLE report_requests (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id      INTEGER NOT NULL REFERENCES chats (id) ON UPDATE CASCADE ON DELETE CASCADE,
    topic_id     INTEGER NOT NULL,
    what         TEXT NOT NULL CHECK (what IN ('report', 'section', 'export')),
    first_day    INTEGER NOT NULL,      -- days since 0001-01-01, of the restaurant
    last_day     INTEGER NOT NULL,
    section      TEXT NOT NULL DEFAULT '',
    page         INTEGER NOT NULL DEFAULT 0,
    notice_id    INTEGER REFERENCES notices (id) ON DELETE CASCADE, -- which is to show it; NULL: a new one
    requested_at INTEGER NOT NULL,
    CHECK (first_day <= last_day),
    CHECK ((what = 'section') = (section <> ''))
) STRICT;

-- The calendar day, as above, of the last report that a chat got by itself.
ALTER TABLE report_times ADD COLUMN sent_day INTEGER NOT NULL DEFAULT 0;

CREATE INDEX events_by_arrival ON events (received_at);
