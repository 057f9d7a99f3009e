package dev.riffle.query.rest.problem;

/**
 * What is wrong with one field.
 *
 * @param pointer JSON pointer (RFC 6901) into the body, or {@code ?name} for a parameter of the
 *     address
 * @param code why, for programs: {@code unknown-field}
 * @param detail why, for people
 */
public record FieldError(String pointer, String code, String detail) {}
