/**
 * Riffle on one machine without containers. {@code ./riffle} starts {@code cli.Main}; {@code
 * launch} supervises the parts as processes; {@code kafka}, {@code postgres} and {@code clickhouse}
 * are the engines among them; {@code demo} sends a believable product's events.
 */
@NullMarked
package dev.riffle.local;

import org.jspecify.annotations.NullMarked;
