/** Placeholder. */
@NullMarked
package dev.riffle.acceptance;

import org.jspecify.annotations.NullMarked;
