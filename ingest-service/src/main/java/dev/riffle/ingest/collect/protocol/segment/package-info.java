/** Segment's tracking API: paths, JSON and replies. */
@NullMarked
package dev.riffle.ingest.collect.protocol.segment;

import org.jspecify.annotations.NullMarked;
