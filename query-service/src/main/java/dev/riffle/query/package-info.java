/** Placeholder. */
@NullMarked
package dev.riffle.query;

import org.jspecify.annotations.NullMarked;
