/**
 * The contract of the dead-letter topic, between the loader that writes it and the command that
 * shows, replays and purges: what a {@link dev.riffle.event.deadletter.DeadLetter} is, and its form
 * as a Kafka record ({@link dev.riffle.event.deadletter.DeadLetterCodec}).
 *
 * <p>The path of one record that cannot become a row: the loader keeps its bytes as a dead letter
 * under the place where it was read; a person looks at it; {@link
 * dev.riffle.event.deadletter.Replay} puts the same bytes back into the topic of the events; a
 * tombstone removes the dead letter.
 */
@NullMarked
package dev.riffle.event.deadletter;

import org.jspecify.annotations.NullMarked;
