/** One request from the socket to its answer: listener, request, handler, response. */
@NullMarked
package dev.riffle.local.clickhouse.http;

import org.jspecify.annotations.NullMarked;
