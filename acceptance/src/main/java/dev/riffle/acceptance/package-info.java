/**
 * The running system from the outside: {@link dev.riffle.acceptance.system} starts it by {@code
 * ./riffle} and speaks to its doors; the tests tell the story to it and kill its parts; {@link
 * dev.riffle.acceptance.bench} measures it.
 */
@NullMarked
package dev.riffle.acceptance;

import org.jspecify.annotations.NullMarked;
