package dev.riffle.query.paths;

import java.util.Optional;

/**
 * To which event persons came, and from which.
 *
 * @param step of the event, from 1
 * @param from an event, or {@link PathsSql#OTHER}; whatever it is when empty
 * @param to an event, {@link PathsSql#OTHER} or {@link PathsSql#END}
 */
record PathsLink(int step, Optional<String> from, String to) {}
