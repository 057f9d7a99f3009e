/** Engine connections and who holds them: bounded, queued, killable. */
@NullMarked
package dev.riffle.local.clickhouse.pool;

import org.jspecify.annotations.NullMarked;
