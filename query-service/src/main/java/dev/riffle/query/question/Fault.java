package dev.riffle.query.question;

/**
 * One thing wrong with a question.
 *
 * @param pointer JSON pointer (RFC 6901) to the faulty field; empty for the whole question
 * @param detail one plain sentence for a person
 */
public record Fault(String pointer, FaultCode code, String detail) {
  /** The same fault, seen from further outside. */
  Fault under(String parent) {
    return new Fault(parent + pointer, code, detail);
  }

  /** A pointer's part for one field name. */
  public static String pointer(String field) {
    return "/" + field.replace("~", "~0").replace("/", "~1");
  }
}
