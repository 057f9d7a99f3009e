package dev.riffle.query.question;

import java.util.Optional;

/**
 * A node of an answer about paths, without its step.
 *
 * @param event its name, with the kind {@code event} only
 */
public record PathNode(NodeKind kind, Optional<String> event) {
  public PathNode {
    if (event.isPresent() != (kind == NodeKind.EVENT)) {
      throw InvalidQuestion.at(
          "",
          FaultCode.CONTRADICTION,
          "A node is an `event` by its name, or of the `kind` other or end.");
    }
  }
}
