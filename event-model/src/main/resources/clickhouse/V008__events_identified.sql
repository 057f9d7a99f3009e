-- Rows from before the column existed.
ALTER TABLE events UPDATE identified = true
WHERE NOT identified AND aid IN (SELECT aid FROM persons WHERE sender_kind = 'user')
SETTINGS mutations_sync = 1
