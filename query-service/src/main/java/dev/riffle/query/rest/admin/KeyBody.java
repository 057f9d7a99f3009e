package dev.riffle.query.rest.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.riffle.query.metadata.IssuedKey;
import dev.riffle.query.metadata.KeyDetails;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A key on the wire. Its text is in the reply that made it and nowhere else. */
@Schema(name = "Key")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record KeyBody(
    long id,
    String scope,
    String reach,
    String shownPrefix,
    String label,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt) {
  static KeyBody of(KeyDetails key) {
    return new KeyBody(
        key.id(),
        key.scope().name().toLowerCase(Locale.ROOT),
        key.reach().name().toLowerCase(Locale.ROOT),
        key.shownPrefix(),
        key.label(),
        key.createdAt(),
        key.expiresAt(),
        key.revokedAt());
  }

  /** A list of them; an object, so that it can grow. */
  @Schema(name = "Keys")
  public record Listed(List<KeyBody> keys) {}

  /** A new one, with its text. */
  @Schema(name = "IssuedKey")
  public record Issued(String key, @JsonUnwrapped KeyBody details) {
    static Issued of(IssuedKey issued) {
      return new Issued(issued.secret().text(), KeyBody.of(issued.details()));
    }
  }
}
