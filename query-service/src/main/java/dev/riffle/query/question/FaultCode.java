package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a field of a question is refused. Each has its paragraph in the documentation. */
public enum FaultCode {
  /** The text is no JSON, or a value does not have the form that its field asks for. */
  MALFORMED,
  /** The value has the wrong JSON type. */
  WRONG_TYPE,
  /** A field that must be there is not. */
  MISSING,
  /** The field does not exist. */
  UNKNOWN_FIELD,
  /** The value is none of the few that the field takes. */
  UNKNOWN_VALUE,
  /** No such IANA time zone. */
  UNKNOWN_TIME_ZONE,
  /** The project has no event of this name. */
  UNKNOWN_EVENT,
  /** The project has no property of this name. */
  UNKNOWN_PROPERTY,
  /** The project has no saved segment of this id. */
  UNKNOWN_SEGMENT,
  /** A number, a length or a count above or below its limit. */
  OUT_OF_BOUNDS,
  /** The range ends before it begins. */
  RANGE_REVERSED,
  /** Two fields exclude each other. */
  CONTRADICTION,
  /** The same name twice where names tell things apart. */
  DUPLICATE,
  /** More buckets, groups or statements than one question may have. */
  TOO_LARGE;

  /** True when the name may become known as events arrive. */
  public boolean isUnknownName() {
    return this == UNKNOWN_EVENT || this == UNKNOWN_PROPERTY;
  }

  /** As it stands on the wire: {@code unknown-event}. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
