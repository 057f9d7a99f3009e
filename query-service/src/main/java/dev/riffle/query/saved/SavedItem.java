package dev.riffle.query.saved;

import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.JsonFields;
import dev.riffle.query.question.QuestionReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A question or a dashboard that is kept by name.
 *
 * @param id what addresses name it by; never changes
 */
public record SavedItem<C>(String id, Title title, C content, Revision revision) {
  private static final String VERSION = "version";

  /**
   * What somebody has written.
   *
   * @param version that a change was made to; empty for what is new
   */
  public record Draft<C>(Title title, C content, OptionalInt version) {}

  /**
   * Reads what is new, or with {@code version} a change; throws {@code InvalidQuestion} with all
   * faults.
   */
  public static <C> Draft<C> draft(
      String json, boolean change, List<String> own, Function<JsonFields, Optional<C>> content) {
    String[] known =
        Stream.concat(
                Stream.of("name", "owner", "description"),
                change ? Stream.concat(own.stream(), Stream.of(VERSION)) : own.stream())
            .toArray(String[]::new);
    return QuestionReader.read(
        json, (node, faults) -> read(new JsonFields(node, "", faults, known), change, content));
  }

  /** The version that a change was made to: required, from 1 on. */
  static OptionalInt version(JsonFields fields) {
    fields.require(VERSION);
    int version = fields.wholeNumber(VERSION, 1);
    if (version < 1) {
      fields.fault(Fault.pointer(VERSION), FaultCode.OUT_OF_BOUNDS, "Versions count from 1 on.");
    }
    return OptionalInt.of(version);
  }

  private static <C> Optional<Draft<C>> read(
      JsonFields fields, boolean change, Function<JsonFields, Optional<C>> content) {
    Optional<Title> title = Title.in(fields);
    Optional<C> read = content.apply(fields);
    OptionalInt version = change ? version(fields) : OptionalInt.empty();
    return title.isPresent() && read.isPresent()
        ? Optional.of(new Draft<>(title.get(), read.get(), version))
        : Optional.empty();
  }
}
