/** Configuration, and how the parts are put together and taken down. */
@NullMarked
package dev.riffle.ingest.collect.wiring;

import org.jspecify.annotations.NullMarked;
