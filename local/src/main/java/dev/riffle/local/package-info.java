/** Placeholder. */
@NullMarked
package dev.riffle.local;

import org.jspecify.annotations.NullMarked;
