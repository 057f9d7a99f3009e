package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One JSON object of a question, read field by field. What is wrong goes to the shared list of
 * faults, and the field then reads as absent; so one look finds all faults. JSON null is an absent
 * field.
 */
public final class JsonFields {
  private static final List<String> SCOPE =
      List.of("from", "to", "last", "timeZone", "asOfReceived", "explain");

  private final JsonNode object;
  private final String pointer;
  private final List<Fault> faults;

  public JsonFields(JsonNode object, String pointer, List<Fault> faults, String... known) {
    this.object = object;
    this.pointer = pointer;
    this.faults = faults;
    if (!object.isObject()) {
      fault("", FaultCode.WRONG_TYPE, "This must be a JSON object.");
      return;
    }
    List<String> names = Arrays.asList(known);
    object
        .fieldNames()
        .forEachRemaining(field -> {
          if (!names.contains(field)) {
            fault(
                Fault.pointer(field),
                FaultCode.UNKNOWN_FIELD,
                "There is no such field here. The fields are: " + String.join(", ", names) + ".");
          }
        });
  }

  /** A question itself: its own fields, and those of its scope. */
  static JsonFields scoped(JsonNode question, List<Fault> faults, String... own) {
    return new JsonFields(
        question,
        "",
        faults,
        Stream.concat(Arrays.stream(own), SCOPE.stream()).toArray(String[]::new));
  }

  /** The scope of a question that was read as {@link #scoped}. */
  Optional<Scope> scope() {
    Optional<LocalDate> from = date("from");
    Optional<LocalDate> to = date("to");
    Optional<TimeRange.Last> last = last("last");
    Optional<ZoneId> zone = zone("timeZone");
    Optional<Instant> asOfReceived = instant("asOfReceived");
    boolean explain = flag("explain");
    return built(() -> new Scope(from, to, last, zone, asOfReceived, explain));
  }

  public boolean has(String field) {
    return object.hasNonNull(field);
  }

  public List<Fault> faults() {
    return faults;
  }

  String pointerTo(String field) {
    return pointer + Fault.pointer(field);
  }

  /** A text as the edge would have stored it. */
  public Optional<String> text(String field) {
    if (!has(field)) {
      return Optional.empty();
    }
    JsonNode node = object.get(field);
    if (!node.isTextual()) {
      fault(Fault.pointer(field), FaultCode.WRONG_TYPE, "This must be a text.");
      return Optional.empty();
    }
    return Optional.of(storable(node.textValue()));
  }

  /**
   * The name of an event or a property: required, and in Unicode's NFC form as names are stored.
   */
  Optional<String> name(String field) {
    require(field);
    return text(field).map(text -> Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  /**
   * Notes the fault when the field is absent; what is no object at all has its own fault already.
   */
  public void require(String field) {
    if (object.isObject() && !has(field)) {
      fault(Fault.pointer(field), FaultCode.MISSING, "This field is required.");
    }
  }

  public int wholeNumber(String field, int absent) {
    if (!has(field)) {
      return absent;
    }
    JsonNode node = object.get(field);
    if (!node.isInt()) {
      fault(Fault.pointer(field), FaultCode.WRONG_TYPE, "This must be a whole number.");
      return absent;
    }
    return node.intValue();
  }

  Optional<Double> number(String field) {
    if (!has(field)) {
      return Optional.empty();
    }
    JsonNode node = object.get(field);
    if (!node.isNumber()) {
      fault(Fault.pointer(field), FaultCode.WRONG_TYPE, "This must be a number.");
      return Optional.empty();
    }
    return Optional.of(node.doubleValue());
  }

  boolean flag(String field) {
    if (!has(field)) {
      return false;
    }
    JsonNode node = object.get(field);
    if (!node.isBoolean()) {
      fault(Fault.pointer(field), FaultCode.WRONG_TYPE, "This must be true or false.");
    }
    return node.booleanValue();
  }

  /** One of a closed set, by its name on the wire. */
  public <T> Optional<T> oneOf(String field, T[] all, Function<T, String> wire) {
    Optional<String> text = text(field);
    return text.isEmpty()
        ? Optional.empty()
        : oneOf(text.get(), pointerTo(field), all, wire, faults);
  }

  static <T> Optional<T> oneOf(
      String text, String pointer, T[] all, Function<T, String> wire, List<Fault> faults) {
    for (T each : all) {
      if (wire.apply(each).equals(text)) {
        return Optional.of(each);
      }
    }
    String names = String.join(", ", Arrays.stream(all).map(wire).toList());
    faults.add(new Fault(pointer, FaultCode.UNKNOWN_VALUE, "This must be one of: " + names + "."));
    return Optional.empty();
  }

  public Optional<LocalDate> date(String field) {
    return parsed(
        field, FaultCode.MALFORMED, "This must be a date such as 2026-11-22.", LocalDate::parse);
  }

  public Optional<Instant> instant(String field) {
    return parsed(
            field,
            FaultCode.MALFORMED,
            "This must be an instant such as 2026-11-22T09:30:00.123Z.",
            Instant::parse)
        .flatMap(given -> built(() -> TimeRange.checked(Fault.pointer(field), given)));
  }

  public Optional<ZoneId> zone(String field) {
    return parsed(
        field,
        FaultCode.UNKNOWN_TIME_ZONE,
        "There is no such IANA time zone. Examples: UTC, Europe/Budapest, America/New_York.",
        JsonFields::ianaZone);
  }

  public Optional<TimeRange.Last> last(String field) {
    Optional<String> text = text(field);
    return text.isEmpty() ? Optional.empty() : built(() -> TimeRange.Last.parse(text.get()));
  }

  /** The entries of an array; those that cannot be read are left out, with their faults noted. */
  public <T> List<T> list(String field, BiFunction<JsonNode, String, Optional<T>> entry) {
    if (!has(field)) {
      return List.of();
    }
    JsonNode node = object.get(field);
    if (!node.isArray()) {
      fault(Fault.pointer(field), FaultCode.WRONG_TYPE, "This must be a list.");
      return List.of();
    }
    List<T> entries = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      entry.apply(node.get(i), pointerTo(field) + "/" + i).ifPresent(entries::add);
    }
    return entries;
  }

  public <T> Optional<T> object(String field, BiFunction<JsonNode, String, Optional<T>> read) {
    return has(field) ? read.apply(object.get(field), pointerTo(field)) : Optional.empty();
  }

  /** What the constructor makes; what it refuses is noted under this object's pointer. */
  public <T> Optional<T> built(Supplier<T> constructor) {
    try {
      return Optional.of(constructor.get());
    } catch (InvalidQuestion e) {
      e.faults().forEach(fault -> faults.add(fault.under(pointer)));
      return Optional.empty();
    }
  }

  public void fault(String relativePointer, FaultCode code, String detail) {
    faults.add(new Fault(pointer + relativePointer, code, detail));
  }

  /** NUL and halves of a surrogate pair are stored as U+FFFD by the ingest service. */
  static String storable(String text) {
    StringBuilder storable = new StringBuilder(text.length());
    text.codePoints()
        .map(c ->
            c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
        .forEach(storable::appendCodePoint);
    return storable.toString();
  }

  private <T> Optional<T> parsed(
      String field, FaultCode code, String detail, Function<String, T> parse) {
    Optional<String> text = text(field);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(text.get()));
    } catch (DateTimeException e) {
      fault(Fault.pointer(field), code, detail);
      return Optional.empty();
    }
  }

  private static ZoneId ianaZone(String text) {
    if (!ZoneId.getAvailableZoneIds().contains(text)) {
      throw new DateTimeException("no such zone");
    }
    return ZoneId.of(text);
  }
}
