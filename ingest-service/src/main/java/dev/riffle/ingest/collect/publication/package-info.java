/** The log that keeps the events: a port, and Kafka behind it. */
@NullMarked
package dev.riffle.ingest.collect.publication;

import org.jspecify.annotations.NullMarked;
