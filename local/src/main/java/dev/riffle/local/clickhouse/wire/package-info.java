/** Bytes of ClickHouse's HTTP interface: compressed blocks, content codings, output formats. */
@NullMarked
package dev.riffle.local.clickhouse.wire;

import org.jspecify.annotations.NullMarked;
