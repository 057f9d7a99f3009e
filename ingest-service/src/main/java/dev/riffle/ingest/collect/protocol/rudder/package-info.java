/**
 * What RudderStack's libraries fetch. Their events come as Segment's do, and through Segment's
 * door.
 */
@NullMarked
package dev.riffle.ingest.collect.protocol.rudder;

import org.jspecify.annotations.NullMarked;
