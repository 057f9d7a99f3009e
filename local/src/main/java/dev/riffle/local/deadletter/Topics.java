package dev.riffle.local.deadletter;

/**
 * Where the dead letters are, and where a replay puts them.
 *
 * @param bootstrapServers of Kafka, host:port separated by commas
 */
public record Topics(String bootstrapServers, String events, String deadLetters) {}
