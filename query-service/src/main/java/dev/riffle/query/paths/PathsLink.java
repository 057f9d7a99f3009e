package dev.riffle.query.paths;

/**
 * From which event to which persons went.
 *
 * @param step of the second one, from 1
 * @param from the anchor's name when the step is the first; an event, or {@link PathsSql#OTHER}
 * @param to an event, {@link PathsSql#OTHER} or {@link PathsSql#END}
 */
public record PathsLink(int step, String from, String to) {}
