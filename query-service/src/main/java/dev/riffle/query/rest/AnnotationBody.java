package dev.riffle.query.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.saved.Annotation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An annotation, on the wire: {@code at} an instant, or on a {@code date}. */
@Schema(name = "Annotation")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AnnotationBody(
    long id,
    Optional<Instant> at,
    Optional<LocalDate> date,
    String text,
    int version,
    Instant createdAt,
    Instant changedAt,
    long changedBy) {
  static AnnotationBody of(Annotation annotation) {
    return new AnnotationBody(
        annotation.id(),
        annotation.content().at(),
        annotation.content().date(),
        annotation.content().text(),
        annotation.revision().version(),
        annotation.revision().createdAt(),
        annotation.revision().changedAt(),
        annotation.revision().changedBy());
  }
}
