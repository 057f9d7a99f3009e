/**
 * Which person each event belongs to, apart from the delivery of events and after it.
 *
 * <p>The path of one fact: a row of {@code events} says that a user was on a device, or that an id
 * is another's alias; {@link dev.riffle.ingest.load.identity.Resolver} reads what has come since it
 * last looked, gathers the senders that are concerned ({@link
 * dev.riffle.ingest.load.identity.Cluster}), and has {@link
 * dev.riffle.ingest.load.identity.Resolution} say whose their events are; what has changed is
 * written to {@code restatements} and {@code sender_persons}, and {@link
 * dev.riffle.ingest.load.identity.Restater} rewrites the rows. Everything here can be thrown away
 * and made again from {@code events} and {@code persons}.
 */
@NullMarked
package dev.riffle.ingest.load.identity;

import org.jspecify.annotations.NullMarked;
