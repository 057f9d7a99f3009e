package dev.riffle.ingest.load.person;

import dev.riffle.event.EventRecord;
import dev.riffle.event.Sender;
import dev.riffle.project.ProjectId;

/** A sender in its project: the identity of a person's state. */
public record SenderKey(ProjectId project, Sender sender) {
  public static SenderKey of(EventRecord event) {
    return new SenderKey(event.project(), event.identity().sender());
  }
}
