package dev.riffle.query.rest.access;

import dev.riffle.project.ApiKey;
import dev.riffle.project.ProjectId;
import dev.riffle.query.metadata.KeyReach;
import dev.riffle.query.metadata.KnownKey;
import dev.riffle.query.metadata.ProjectDetails;
import dev.riffle.query.metadata.Segments;
import dev.riffle.query.metadata.SegmentsOnce;
import dev.riffle.query.question.SavedPopulations;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Whoever sent this request, by its key. The project of a question comes from here alone. */
@RequestScoped
public class Caller {
  private final Segments segments;
  private @Nullable KnownKey key;
  private @Nullable ApiKey presented;

  Caller(Segments segments) {
    this.segments = segments;
  }

  void is(KnownKey known, ApiKey presentedKey) {
    this.key = known;
    this.presented = presentedKey;
  }

  public KnownKey key() {
    if (key == null) {
      throw new IllegalStateException("an open door has no caller");
    }
    return key;
  }

  /** The key's text, to ask another service in the caller's name. */
  public ApiKey presented() {
    if (presented == null) {
      throw new IllegalStateException("an open door has no caller");
    }
    return presented;
  }

  /** The project that questions of this request are about. */
  public ProjectDetails project() {
    return key().project();
  }

  /** The saved segments that questions of this request can name. */
  public SavedPopulations segments() {
    return new SegmentsOnce(segments, project().id());
  }

  /** Whether the caller's administration reaches this project. Others do not exist for it. */
  public boolean reaches(ProjectId project) {
    return switch (key().reach()) {
      case INSTALLATION -> true;
      case PROJECT -> project().id().equals(project);
    };
  }

  public boolean reachesInstallation() {
    return key().reach() == KeyReach.INSTALLATION;
  }
}
