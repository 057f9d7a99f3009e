package dev.riffle.query.alias;

import java.time.Instant;

/**
 * An alias as SDKs have sent it, however often.
 *
 * @param previousId a user id or an anonymous one
 * @param firstAt event time of the first record that said so
 * @param times records that said so
 */
public record SentAlias(String previousId, String userId, Instant firstAt, long times) {}
