package dev.riffle.query.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads questions from JSON, strictly: unknown and repeated fields, wrong types and wrong values
 * are refused, all in one {@link InvalidQuestion}. Stateless and thread-safe.
 */
public final class QuestionReader {
  private QuestionReader() {}

  /**
   * Reads a segmentation.
   *
   * @throws InvalidQuestion with every fault that was found
   */
  public static Segmentation segmentation(String json) {
    return read(QuestionJson.tree(json), SegmentationReader::read);
  }

  /** Reads a funnel; throws as {@link #segmentation} does. */
  public static Funnel funnel(String json) {
    return read(QuestionJson.tree(json), FunnelReader::read);
  }

  /** Reads a question about paths; throws as {@link #segmentation} does. */
  public static Paths paths(String json) {
    return read(QuestionJson.tree(json), PathsReader::read);
  }

  /** Reads a feature usage question; throws as {@link #segmentation} does. */
  public static FeatureUsage featureUsage(String json) {
    return read(QuestionJson.tree(json), FeatureUsageReader::read);
  }

  /** The same from the parameters of a URL. */
  public static FeatureUsage featureUsage(Map<String, String> parameters) {
    return read(FeatureUsageReader.json(parameters), FeatureUsageReader::read);
  }

  /** Reads a scope from the parameters of a URL; throws as {@link #segmentation} does. */
  public static Scope scope(Map<String, String> parameters) {
    return read(
        FeatureUsageReader.json(parameters),
        (node, faults) -> JsonFields.scoped(node, faults).scope());
  }

  /** Reads a population by itself; throws as {@link #segmentation} does. */
  public static Population population(String json) {
    return read(
        QuestionJson.tree(json), (node, faults) -> new PopulationReader(faults).read(node, ""));
  }

  /**
   * Reads a population that stands within something else.
   *
   * @param pointer what pointers to its faults begin with
   */
  public static Population population(JsonNode node, String pointer) {
    return read(node, (json, faults) -> new PopulationReader(faults).read(json, pointer));
  }

  /** Reads who the persons of a number are; throws as {@link #segmentation} does. */
  public static PeopleQuestion people(String json) {
    return read(QuestionJson.tree(json), PeopleReader::read);
  }

  /** Reads a retention; throws as {@link #segmentation} does. */
  public static Retention retention(String json) {
    return read(QuestionJson.tree(json), RetentionReader::read);
  }

  /** Reads a lifecycle; throws as {@link #segmentation} does. */
  public static Lifecycle lifecycle(String json) {
    return read(QuestionJson.tree(json), ActivityReader::lifecycle);
  }

  /** Reads a stickiness; throws as {@link #segmentation} does. */
  public static Stickiness stickiness(String json) {
    return read(QuestionJson.tree(json), ActivityReader::stickiness);
  }

  /** Reads a question about sessions; throws as {@link #segmentation} does. */
  public static Sessions sessions(String json) {
    return read(QuestionJson.tree(json), SessionsReader::read);
  }

  /** Reads a question about revenue; throws as {@link #segmentation} does. */
  public static Revenue revenue(String json) {
    return read(QuestionJson.tree(json), RevenueReader::read);
  }

  /**
   * Reads something else that is written as questions are; throws as {@link #segmentation} does.
   *
   * @param reader notes what is wrong in the list
   */
  public static <T> T read(String json, BiFunction<JsonNode, List<Fault>, Optional<T>> reader) {
    return read(QuestionJson.tree(json), reader);
  }

  static <T> T read(
      JsonNode node, BiFunction<JsonNode, List<Fault>, ? extends Optional<? extends T>> reader) {
    List<Fault> faults = new ArrayList<>();
    Optional<? extends T> question = reader.apply(node, faults);
    if (!faults.isEmpty() || question.isEmpty()) {
      throw new InvalidQuestion(faults);
    }
    return question.get();
  }
}
