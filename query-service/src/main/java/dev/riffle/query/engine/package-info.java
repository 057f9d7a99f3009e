/** The port to ClickHouse, and its one adapter: the official client over HTTP. */
@NullMarked
package dev.riffle.query.engine;

import org.jspecify.annotations.NullMarked;
