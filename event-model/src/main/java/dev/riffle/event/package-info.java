/**
 * The contract that both services share: what an event is, and its bytes in Kafka.
 *
 * <p>The path of one event: an SDK posts JSON to the ingest service; <em>collect</em> turns it into
 * an {@link dev.riffle.event.EventRecord}, {@link dev.riffle.event.EventCodec} into the bytes of
 * one Kafka record, keyed by project and sender so that one sender's events stay in order;
 * <em>load</em> reads them back in that order, resolves person and user properties, and writes one
 * row of the {@linkplain dev.riffle.event.table events table}, whose values have the form that
 * {@link dev.riffle.event.table.StoredValue} describes; the query service reads that table, and
 * nothing else of this path.
 */
@NullMarked
package dev.riffle.event;

import org.jspecify.annotations.NullMarked;
