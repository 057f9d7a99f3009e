/**
 * Looking at the dead letters, putting them back, removing them: what {@code ./riffle dlq} does.
 * {@link dev.riffle.local.deadletter.DeadLetterReader} reads the topic to its end and folds it by
 * id, a {@link dev.riffle.local.deadletter.Selection} says which are meant, {@link
 * dev.riffle.local.deadletter.DeadLetterWriter} replays and purges, the others print.
 */
@NullMarked
package dev.riffle.local.deadletter;

import org.jspecify.annotations.NullMarked;
