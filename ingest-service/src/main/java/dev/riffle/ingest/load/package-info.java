/**
 * From Kafka to ClickHouse: each record exactly once.
 *
 * <p>The path of one event: {@link dev.riffle.ingest.load.Loader} polls it and hands it to its
 * partition; {@link dev.riffle.ingest.load.PartitionLoader} decides what becomes of it ({@link
 * dev.riffle.ingest.load.Decision}), finds its {@linkplain dev.riffle.ingest.load.person person}
 * and the user properties at the event, writes the {@linkplain dev.riffle.event.row row}, counts
 * names and values in the {@linkplain dev.riffle.ingest.load.catalog catalogue}, and stores all of
 * it, the events {@linkplain dev.riffle.ingest.load.table exactly once}; then its offset is
 * committed.
 */
@NullMarked
package dev.riffle.ingest.load;

import org.jspecify.annotations.NullMarked;
