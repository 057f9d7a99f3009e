package dev.riffle.ingest.collect.outcome;

/**
 * Why a whole request is refused.
 *
 * @param field the part of the request at fault; empty when there is none
 * @param message one sentence for the sender, without anything that was sent
 */
public record Refusal(Problem problem, String field, String message) {}
