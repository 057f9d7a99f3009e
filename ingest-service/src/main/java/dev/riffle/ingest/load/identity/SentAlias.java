package dev.riffle.ingest.load.identity;

/** An alias as a row of {@code events} has it: the user by its number. */
record SentAlias(int project, String previousId, int user, long atMillis) {}
