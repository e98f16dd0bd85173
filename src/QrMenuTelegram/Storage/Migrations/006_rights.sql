-- Since when the person has no rights any more, after having had some; NULL: has rights, or never had any. Steady.
ALTER TABLE people ADD COLUMN removed_at INTEGER CHECK (removed_at IS NULL OR (is_manager = 0 AND is_staff = 0));
