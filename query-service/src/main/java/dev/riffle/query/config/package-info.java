/** What can be set: every key under {@code riffle.} that this service knows, with its bounds. */
@NullMarked
package dev.riffle.query.config;

import org.jspecify.annotations.NullMarked;
