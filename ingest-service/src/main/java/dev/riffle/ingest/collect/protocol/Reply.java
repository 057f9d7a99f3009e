package dev.riffle.ingest.collect.protocol;

import java.time.Duration;

/**
 * An HTTP reply.
 *
 * @param retryAfter value of the header; zero for none
 */
public record Reply(int status, String json, Duration retryAfter) {}
