/** The page of the query service, in a browser. */
@NullMarked
package dev.riffle.acceptance.page;

import org.jspecify.annotations.NullMarked;
