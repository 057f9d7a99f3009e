/** Who asks, and whether they may. */
@NullMarked
package dev.riffle.query.rest.access;

import org.jspecify.annotations.NullMarked;
