-- Where people with rights gave commands or pressed buttons: there their menus of commands are their own.
CREATE TABLE presences (
    chat_id   INTEGER NOT NULL REFERENCES chats (id) ON UPDATE CASCADE ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    seen_at   INTEGER NOT NULL,         -- renewed once a day
    PRIMARY KEY (chat_id, person_id)
) STRICT, WITHOUT ROWID;

-- The menus that Telegram holds from us, each by the scope and the language it was set for.
CREATE TABLE menus (
    scope     TEXT NOT NULL CHECK (scope IN ('all_private_chats', 'all_group_chats', 'chat', 'chat_member')),
    chat_id   INTEGER NOT NULL,         -- 0: of every chat
    person_id INTEGER NOT NULL,         -- 0: of everybody
    language  TEXT NOT NULL,            -- '': of whoever's language has none
    hash      INTEGER,                  -- of what it shows; NULL: not known any more
    told_at   INTEGER NOT NULL,         -- when Telegram last took or refused it
    refused   INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1)),
    PRIMARY KEY (scope, chat_id, person_id, language),
    CHECK ((chat_id <> 0) = (scope IN ('chat', 'chat_member'))),
    CHECK ((person_id <> 0) = (scope = 'chat_member'))
) STRICT, WITHOUT ROWID;
