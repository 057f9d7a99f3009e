package dev.riffle.ingest.load.identity;

import java.util.List;

/**
 * That rows of a sender are to be rewritten: a row of {@code restatements}.
 *
 * @param owners whose they are; empty when rows say that already, and only their user properties
 *     are wrong
 * @param fromMillis event time from which on
 */
record Restatement(SenderNumber sender, List<Owner> owners, long fromMillis) {}
