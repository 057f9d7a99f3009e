/** The web page: its files, its addresses, and what a browser may do on it. */
@NullMarked
package dev.riffle.query.rest.page;

import org.jspecify.annotations.NullMarked;
