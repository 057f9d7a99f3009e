/** Rows as bytes: ClickHouse's RowBinary format, written and read without intermediate objects. */
@NullMarked
package dev.riffle.event.row;

import org.jspecify.annotations.NullMarked;
