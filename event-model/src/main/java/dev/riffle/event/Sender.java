package dev.riffle.event;

import dev.riffle.project.ProjectId;
import java.nio.charset.StandardCharsets;

/** The id under which an event is ordered, numbered and deduplicated: a user, else a device. */
public record Sender(Kind kind, String id) {
  public Sender {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a sender has an id");
    }
  }

  /** Kafka key of every record of this sender: for example {@code 1/u/alice}. */
  public byte[] kafkaKey(ProjectId project) {
    return (project.number() + "/" + kind.letter + "/" + id).getBytes(StandardCharsets.UTF_8);
  }

  /** A user and a device with the same id are two senders. */
  public enum Kind {
    USER('u'),
    DEVICE('d');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }
  }
}
