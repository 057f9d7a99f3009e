/** Placeholder. */
@NullMarked
package dev.riffle.testing;

import org.jspecify.annotations.NullMarked;
