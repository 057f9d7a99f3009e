-- What cannot become a row is kept in the dead letter topic, from where it can be replayed.
DROP TABLE IF EXISTS unreadable
