/**
 * Apache Kafka as one small process: {@link dev.riffle.local.kafka.KafkaBroker} formats its
 * directory once, runs broker and controller in one JVM on the loopback address, and keeps every
 * event for days.
 */
@NullMarked
package dev.riffle.local.kafka;

import org.jspecify.annotations.NullMarked;
