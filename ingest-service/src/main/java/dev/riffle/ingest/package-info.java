/**
 * The ingest service: one artifact, two roles, which never call each other and meet only in the
 * Kafka topic.
 *
 * <p>The path of one event:
 *
 * <ol>
 *   <li>{@code collect.http} reads the body of a request at one of the doors of {@code
 *       collect.protocol};
 *   <li>the door, which alone knows its vendor's JSON, turns it into {@code ReceivedEvent}s, with
 *       the properties typed by {@code collect.canonical};
 *   <li>{@code collect.admission} finds the project of the key, refuses what could not be stored,
 *       corrects the time and gives the event its id for ever;
 *   <li>{@code collect.publication} appends it to the topic and waits for every acknowledgement;
 *   <li>only then the door answers, in its vendor's words;
 *   <li>{@code load} reads the topic and writes one row per event to ClickHouse.
 * </ol>
 */
@NullMarked
package dev.riffle.ingest;

import org.jspecify.annotations.NullMarked;
