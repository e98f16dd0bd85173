-- A message of which nobody knows whether it is there, or under which number (telegram_id 0, gone 1), and what it showed:
-- whoever presses a button of it tells the number, and from then on it is kept up to date like any other.
CREATE TABLE copies (
    message_id    INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    notice_id     INTEGER NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    buttons       TEXT NOT NULL,              -- as they were sent
    shown_version INTEGER NOT NULL DEFAULT 0, -- what this copy was last known to show
    told_id       INTEGER,                    -- the number that a press told while the send was under way
    PRIMARY KEY (message_id, notice_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_notice ON copies (notice_id);
CREATE INDEX messages_unnumbered ON messages (chat_id, begun_at) WHERE telegram_id = 0;

-- When Telegram asked for the patience that ends at parked_until; NULL: never asked.
ALTER TABLE chats ADD COLUMN parked_at INTEGER;
