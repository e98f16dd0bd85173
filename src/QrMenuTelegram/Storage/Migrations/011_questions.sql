-- A message that asks whom it mentions for a reply; what stands in the empty field.
ALTER TABLE notices ADD COLUMN reply_hint TEXT;

-- Whether a group is being asked already what it is for.
CREATE INDEX dialogs_going_on ON dialogs (chat_id, topic_id, kind) WHERE ended_at IS NULL;
