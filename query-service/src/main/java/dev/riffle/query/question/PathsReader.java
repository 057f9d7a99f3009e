package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;

/** Reads {@link Paths}. */
final class PathsReader {
  private PathsReader() {}

  static Optional<Paths> read(JsonNode node, List<Fault> faults) {
    JsonFields fields =
        JsonFields.scoped(
            node,
            faults,
            "anchor",
            "direction",
            "depth",
            "window",
            "keepRepeats",
            "exclude",
            "where",
            "segments",
            "top");
    PredicateReader predicates = new PredicateReader(faults);
    fields.require("anchor");
    Optional<Series> anchor =
        fields.object(
            "anchor", (each, at) -> SegmentationReader.series(each, at, predicates, faults));
    PathDirection direction =
        fields
            .oneOf("direction", PathDirection.values(), PathDirection::wire)
            .orElse(PathDirection.AFTER);
    Optional<ConversionWindow> window =
        fields.text("window").flatMap(text -> fields.built(() -> ConversionWindow.parse(text)));
    List<String> exclude = fields.list("exclude", (each, at) -> name(each, at, faults));
    Optional<Predicate> where = fields.object("where", predicates::read);
    List<Segment> segments =
        fields.list(
            "segments", (each, at) -> SegmentationReader.segment(each, at, predicates, faults));
    Optional<Scope> scope = fields.scope();
    int depth = fields.wholeNumber("depth", Paths.DEPTH_DEFAULT);
    int top = fields.wholeNumber("top", Paths.TOP_DEFAULT);
    boolean keepRepeats = fields.flag("keepRepeats");
    if (anchor.isEmpty() || scope.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    return fields.built(() ->
        new Paths(
            anchor.get(),
            direction,
            depth,
            window,
            keepRepeats,
            exclude,
            where,
            segments,
            scope.get(),
            top));
  }

  private static Optional<String> name(JsonNode node, String pointer, List<Fault> faults) {
    if (!node.isTextual()) {
      faults.add(new Fault(pointer, FaultCode.WRONG_TYPE, "This must be a text."));
      return Optional.empty();
    }
    return Optional.of(
        Normalizer.normalize(JsonFields.storable(node.textValue()), Normalizer.Form.NFC));
  }
}
