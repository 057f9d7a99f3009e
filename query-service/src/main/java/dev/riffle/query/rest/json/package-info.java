/** Strict JSON: what is not understood is refused, with a pointer to it. */
@NullMarked
package dev.riffle.query.rest.json;

import org.jspecify.annotations.NullMarked;
