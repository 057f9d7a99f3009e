/**
 * Recognises a client's retry by its message id: the first occurrence in the log counts, for at
 * least as long as the {@link dev.riffle.ingest.load.retry.RetryWindow} says.
 *
 * <p>The path of one message id: with the sender's number it is an {@link
 * dev.riffle.ingest.load.retry.EventKey}; the {@link dev.riffle.ingest.load.retry.RetryIndex} of
 * the partition is asked for the keys of a chunk at once; {@link
 * dev.riffle.ingest.load.retry.RetryBatch} decides by the answer and by the batch itself; when the
 * batch is committed, its new first occurrences are applied to the index. At the start {@link
 * dev.riffle.ingest.load.retry.RetryCompletion} reads from the table what the index has missed.
 */
@NullMarked
package dev.riffle.ingest.load.retry;

import org.jspecify.annotations.NullMarked;
