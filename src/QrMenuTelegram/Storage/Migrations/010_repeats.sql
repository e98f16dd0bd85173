-- A send of it had no answer: what is shown next may be there twice, and says so.
ALTER TABLE notices ADD COLUMN may_repeat INTEGER NOT NULL DEFAULT 0 CHECK (may_repeat IN (0, 1));
