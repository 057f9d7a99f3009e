/** Reads SQL text as far as the server must: kind, format, where data begin, what is refused. */
@NullMarked
package dev.riffle.local.clickhouse.statement;

import org.jspecify.annotations.NullMarked;
