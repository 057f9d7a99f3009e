/**
 * HTTP to Kafka, one request at a time: decode, authorise, enrich, admit, publish, answer. Start at
 * {@link dev.riffle.ingest.collect.Collector}.
 */
@NullMarked
package dev.riffle.ingest.collect;

import org.jspecify.annotations.NullMarked;
