-- Guests first: answers now go after everything that guests asked for (Urgency).
UPDATE notices SET urgency = iif(urgency = 1, 4, urgency - 1) WHERE urgency > 0;

-- Whether it was an answer: those have a share of a group's minute.
ALTER TABLE attempts ADD COLUMN answer INTEGER NOT NULL DEFAULT 0 CHECK (answer IN (0, 1));

-- Strangers who have pressed Start, the newest thousand: nothing else is kept of people who have nothing to do with the restaurant.
CREATE TABLE starters (
    person_id  INTEGER PRIMARY KEY,
    started_at INTEGER NOT NULL
) STRICT;
CREATE INDEX starters_by_time ON starters (started_at);
