/**
 * The ClickHouse tables: names and types of their columns, the stored form of a value, and the
 * migrations. Plain Java: the loader, the query service and the tests bring their own connection.
 */
@NullMarked
package dev.riffle.event.table;

import org.jspecify.annotations.NullMarked;
