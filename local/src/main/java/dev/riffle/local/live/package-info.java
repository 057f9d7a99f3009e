/**
 * Shows what arrives, for {@code riffle tail}: {@code LiveTail} reads the ingest service's stream
 * and comes back when it breaks; {@code LiveLine} makes an event readable.
 */
@NullMarked
package dev.riffle.local.live;

import org.jspecify.annotations.NullMarked;
