package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The kinds of questions, by their names on the wire. */
public enum QuestionKind {
  SEGMENTATION("segmentation"),
  FEATURE_USAGE("featureUsage"),
  FUNNEL("funnel"),
  PATHS("paths"),
  RETENTION("retention"),
  LIFECYCLE("lifecycle"),
  STICKINESS("stickiness"),
  SESSIONS("sessions"),
  REVENUE("revenue");

  private final String wire;

  QuestionKind(String wire) {
    this.wire = wire;
  }

  public static QuestionKind of(Question question) {
    return switch (question) {
      case Segmentation _ -> SEGMENTATION;
      case FeatureUsage _ -> FEATURE_USAGE;
      case Funnel _ -> FUNNEL;
      case Paths _ -> PATHS;
      case Retention _ -> RETENTION;
      case Lifecycle _ -> LIFECYCLE;
      case Stickiness _ -> STICKINESS;
      case Sessions _ -> SESSIONS;
      case Revenue _ -> REVENUE;
    };
  }

  /** As {@code POST /api/v1/people} calls it too: {@code featureUsage}. */
  @JsonValue
  public String wire() {
    return wire;
  }

  Optional<? extends Question> read(JsonNode question, List<Fault> faults) {
    return switch (this) {
      case SEGMENTATION -> SegmentationReader.read(question, faults);
      case FEATURE_USAGE -> FeatureUsageReader.read(question, faults);
      case FUNNEL -> FunnelReader.read(question, faults);
      case PATHS -> PathsReader.read(question, faults);
      case RETENTION -> RetentionReader.read(question, faults);
      case LIFECYCLE -> ActivityReader.lifecycle(question, faults);
      case STICKINESS -> ActivityReader.stickiness(question, faults);
      case SESSIONS -> SessionsReader.read(question, faults);
      case REVENUE -> RevenueReader.read(question, faults);
    };
  }
}
