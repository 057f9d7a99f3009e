package dev.riffle.query.rest.problem;

import java.net.URI;
import java.util.Locale;
import org.jboss.logging.Logger.Level;

/**
 * Every way in which a request can fail. The code is stable and has a page, {@code
 * docs/problems/<code>.md}; titles and details are for people and may change.
 */
public enum ProblemType {
  MALFORMED_JSON("The body is not JSON", 400),
  INVALID_BODY("Fields of the body are wrong", 400),
  INVALID_PARAMETER("Parameters of the address are wrong", 400),
  INVALID_QUERY_ID("The chosen query id is not a UUID", 400),
  RANGE_REVERSED("The range ends before it begins", 400),
  UNKNOWN_TIME_ZONE("No such time zone", 400),
  UNKNOWN_EVENT("No such event", 400),
  UNKNOWN_PROPERTY("No such property", 400),
  UNKNOWN_SEGMENT("No such segment", 400),
  TOO_MANY_BUCKETS("The range has too many intervals", 400),

  MISSING_KEY("No API key", 401),
  UNKNOWN_KEY("The API key is not valid", 401),
  KEY_LACKS_SCOPE("The API key may not do this", 403),
  PATH_NOT_FOUND("Nothing here", 404),
  PROJECT_NOT_FOUND("No such project", 404),
  KEY_NOT_FOUND("No such key", 404),
  PROPERTY_NOT_FOUND("No such property", 404),
  PERSON_NOT_FOUND("No such person", 404),
  ANSWER_NOT_FOUND("No such answer", 404),
  QUESTION_NOT_RUNNING("No such question runs", 404),
  GROUP_NOT_FOUND("No such group", 404),
  SEGMENT_NOT_FOUND("No such segment", 404),
  SAVED_QUESTION_NOT_FOUND("No such saved question", 404),
  DASHBOARD_NOT_FOUND("No such dashboard", 404),
  ANNOTATION_NOT_FOUND("No such annotation", 404),
  METHOD_NOT_ALLOWED("Wrong method", 405),
  NOT_ACCEPTABLE("No answer in an accepted format", 406),
  NAME_TAKEN("The name is taken", 409),
  ALIAS_CONFLICT("The alias does not fit the others", 409),
  SEGMENT_CONFLICT("The segment cannot be changed so", 409),
  SAVED_CONFLICT("It cannot be written so", 409),
  SAVED_QUESTION_OUTDATED("The saved question can no longer be read", 409),
  QUESTION_CANCELLED("The question was cancelled", 409),
  QUERY_ID_IN_USE("A question of this id runs already", 409),
  KEY_IN_USE("The key is in use by this request", 409),
  BODY_TOO_LARGE("The body is too large", 413),
  UNSUPPORTED_MEDIA_TYPE("Wrong content type", 415),
  QUESTION_TOO_LARGE("The question needs too much", 422),
  TOO_MANY_QUESTIONS("Too many questions at once", 429, true),
  TOO_MANY_STREAMS("Too many streams are open", 429, true),
  INTERNAL_ERROR("Something is wrong in Riffle", 500),
  ENGINE_UNAVAILABLE("The analytics store does not answer", 503, true),
  SERVICE_BUSY("Too many questions of all keys at once", 503, true),
  INGEST_UNAVAILABLE("The ingest service does not answer", 503, true),
  METADATA_UNAVAILABLE("The metadata store does not answer", 503, true),
  QUESTION_TIMED_OUT("The question took too long", 504);

  private final String title;
  private final int status;
  private final boolean retryable;

  ProblemType(String title, int status) {
    this(title, status, false);
  }

  ProblemType(String title, int status, boolean retryable) {
    this.title = title;
    this.status = status;
    this.retryable = retryable;
  }

  /** The enum's name in lower case with dashes, for example {@code range-reversed}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Where the problem is explained, relative to this service. */
  public URI page() {
    return URI.create("/problems/" + code());
  }

  public String title() {
    return title;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** Whether the same request may succeed later; such replies carry {@code Retry-After}. */
  public boolean retryable() {
    return retryable;
  }

  /** ERROR asks a person to act, WARN is a fault that may pass, DEBUG is the caller's own doing. */
  public Level logLevel() {
    if (status == 500) {
      return Level.ERROR;
    }
    return status > 500 ? Level.WARN : Level.DEBUG;
  }
}
