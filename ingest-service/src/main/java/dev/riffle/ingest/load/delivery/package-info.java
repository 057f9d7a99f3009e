/**
 * How a batch of one partition becomes rows exactly once: pure, without clock, threads or input and
 * output, so that a simulator can try every order of events.
 *
 * <p>{@link dev.riffle.ingest.load.delivery.Progress} is what a commit says of the partition, the
 * {@link dev.riffle.ingest.load.delivery.Intent} to insert a range among it. {@link
 * dev.riffle.ingest.load.delivery.Batch} is what is to be delivered; {@link
 * dev.riffle.ingest.load.delivery.Delivery} says from state and event what is done next. The loop
 * that does it is {@code dev.riffle.ingest.load.BatchDelivery}.
 */
@NullMarked
package dev.riffle.ingest.load.delivery;

import org.jspecify.annotations.NullMarked;
