/**
 * ClickHouse without a server: libchdb in a process of its own behind ClickHouse's HTTP interface,
 * so that the official drivers do not know the difference.
 *
 * <p>The path of one question: {@code http.HttpListener} accepts, {@code http.QueryHandler}
 * authenticates, {@code statement.StatementReader} reads the statement and refuses what leads out
 * of the data directory, {@code disk.DiskGuard} refuses what writes when the disk is nearly full,
 * {@code pool.ConnectionPool} lends a connection, {@code libchdb.EngineConnection} runs it, {@code
 * http.Answer} sends the result.
 */
@NullMarked
package dev.riffle.local.clickhouse;

import org.jspecify.annotations.NullMarked;
