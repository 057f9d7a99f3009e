/**
 * What arrives, shown to developers while it arrives. The collector hands each request's outcomes
 * to {@code LiveFeed}; a project that is watched has a {@code LiveRing} of the last ones, and each
 * {@code LiveView} reads it at its own pace, leaving out what has gone by.
 */
@NullMarked
package dev.riffle.ingest.collect.live;

import org.jspecify.annotations.NullMarked;
