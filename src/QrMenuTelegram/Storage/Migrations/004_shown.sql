-- What Telegram was last known to show, as a hash of text and buttons; NULL: not known, as while an edit is under way.
ALTER TABLE messages ADD COLUMN shown_hash INTEGER;

-- A board that was taken down while its message is still pinned.
ALTER TABLE boards ADD COLUMN taken_down INTEGER NOT NULL DEFAULT 0 CHECK (taken_down IN (0, 1));

-- A call that a chat would not take is shown to the managers as the call that it is.
CREATE TABLE new_call_notices (
    notice_id  INTEGER NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    call_id    INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind IN ('call', 'unclaimed', 'muted', 'forwarded', 'reminder', 'managers', 'holder', 'summary')),
    refused_by TEXT CHECK ((refused_by IS NOT NULL) = (kind = 'forwarded')), -- the title of the chat that would not take it
    PRIMARY KEY (call_id, notice_id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_call_notices (notice_id, call_id, kind) SELECT notice_id, call_id, kind FROM call_notices;
DROP TABLE call_notices;
ALTER TABLE new_call_notices RENAME TO call_notices;
CREATE INDEX call_notices_by_notice ON call_notices (notice_id);
