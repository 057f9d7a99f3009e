package dev.riffle.query.answer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an answer's numbers come from.
 *
 * @param queryId names this answer in logs; the engine's query ids begin with it
 * @param asOf the watermark: newest received time that the numbers cover; absent when the project
 *     has no events. Asking again with {@code asOfReceived} set to it and the same dates gives the
 *     same numbers, once everything received up to it has been loaded
 * @param pendingCorrections senders whose stored events do not yet say all that is known of their
 *     person; the numbers count their persons right, user properties at their events may be older
 * @param rowsRead rows that the engine read, over all statements; likewise {@code bytesRead}
 * @param statementsReused statements that did not run, because they ran for a question before and
 *     nothing that is stored has changed since
 * @param tookMs milliseconds from the question to this answer
 * @param exact false when a number is an estimate; nothing estimates yet
 * @param warnings plain sentences about what the asker may not expect
 * @param sql the statements, when the question asked to explain
 * @param statements the statements, always; for our own use
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Meta(
    String queryId,
    Optional<Instant> asOf,
    long pendingCorrections,
    long rowsRead,
    long bytesRead,
    int statementsReused,
    long tookMs,
    boolean exact,
    List<String> warnings,
    Optional<List<ExplainedStatement>> sql,
    @JsonIgnore List<ExplainedStatement> statements) {
  /** One statement as the engine ran it: its text, and its parameters in the engine's notation. */
  public record ExplainedStatement(String queryId, String text, Map<String, String> parameters) {}
}
