/**
 * Binding of libchdb, the ClickHouse engine as a C library: fetch it, load it, run statements in
 * it.
 */
@NullMarked
package dev.riffle.local.clickhouse.libchdb;

import org.jspecify.annotations.NullMarked;
