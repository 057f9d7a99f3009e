package dev.riffle.ingest.load.identity;

/** A sender's number, which no other project has, and its project. */
record SenderNumber(int project, int number) {}
