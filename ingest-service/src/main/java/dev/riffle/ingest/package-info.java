/** Placeholder. */
@NullMarked
package dev.riffle.ingest;

import org.jspecify.annotations.NullMarked;
