package dev.riffle.ingest.collect.outcome;

/**
 * One event that was refused.
 *
 * @param index of the event in its request, from 0
 * @param field the field at fault, by the vendor's name for it; empty when it is the whole event
 * @param message one sentence for the sender; holds limits and names, never a value that was sent
 */
public record Rejection(int index, String field, RejectionReason reason, String message)
    implements Outcome {}
