-- By how much the wall clock is ahead of steady time, from this instant to the next row's: one row a start of the machine.
CREATE TABLE wall_offsets (
    from_at      INTEGER PRIMARY KEY,
    milliseconds INTEGER                -- NULL: the clock was not set yet; what happened then is dated with the next row
) STRICT;

-- Read at the first look after an older database was put in place: it may have been shown before.
ALTER TABLE events ADD COLUMN may_repeat INTEGER NOT NULL DEFAULT 0 CHECK (may_repeat IN (0, 1));
