package dev.riffle.ingest.load.person;

import dev.riffle.event.EventRecord;
import dev.riffle.event.Sender;
import dev.riffle.project.ProjectId;
import org.jspecify.annotations.Nullable;

/** A sender in its project: the identity of a person's state. */
public record SenderKey(ProjectId project, Sender sender) {
  public static SenderKey of(EventRecord event) {
    return new SenderKey(event.project(), event.identity().sender());
  }

  // looked up several times for each event: what a record generates for nested records is slower
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof SenderKey(ProjectId otherProject, Sender otherSender)
            && otherProject.number() == project.number()
            && otherSender.kind() == sender.kind()
            && otherSender.id().equals(sender.id()));
  }

  @Override
  public int hashCode() {
    return (sender.id().hashCode() * 31 + project.number()) * 31 + sender.kind().hashCode();
  }
}
