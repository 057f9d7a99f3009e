/**
 * What cannot become a row is kept here, whole: {@link
 * dev.riffle.ingest.load.deadletter.DeadLetters} is what the loader knows of it, {@link
 * dev.riffle.ingest.load.deadletter.KafkaDeadLetters} the topic behind it. {@code ./riffle dlq}
 * shows, replays and purges them.
 */
@NullMarked
package dev.riffle.ingest.load.deadletter;

import org.jspecify.annotations.NullMarked;
