/**
 * What every door has in common: the request in, {@code ReceivedEvent}s, the reply out. Each vendor
 * has a folder of its own here and is known nowhere else.
 */
@NullMarked
package dev.riffle.ingest.collect.protocol;

import org.jspecify.annotations.NullMarked;
