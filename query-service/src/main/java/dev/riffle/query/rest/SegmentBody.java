package dev.riffle.query.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.rest.json.JsonObject;
import dev.riffle.query.segment.SavedSegment;
import dev.riffle.query.segment.SavedSegment.Content;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A version of a saved segment, on the wire.
 *
 * @param writtenBy the key; absent of those that every project begins with
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "SavedSegment")
public record SegmentBody(
    String id,
    String name,
    String owner,
    String description,
    @JsonRawValue @Schema(ref = "Population") String population,
    int version,
    boolean deleted,
    Instant writtenAt,
    Optional<Long> writtenBy) {

  static SegmentBody of(SavedSegment segment) {
    return new SegmentBody(
        segment.id(),
        segment.content().name(),
        segment.content().owner(),
        segment.content().description(),
        segment.content().population(),
        segment.version(),
        segment.deleted(),
        segment.writtenAt(),
        segment.writtenBy());
  }

  /** What a body says, and the population read: pointers of its faults begin with the field. */
  record Written(Content content, Population population) {
    static Written in(JsonObject fields) {
      JsonNode node = fields.node("population");
      return new Written(
          new Content(name(fields), owner(fields), description(fields).orElse(""), node.toString()),
          QuestionReader.population(node, "/population"));
    }

    static String name(JsonObject fields) {
      return text(fields, "name", 1, Content.NAME_CHARACTERS_MAX);
    }

    static String owner(JsonObject fields) {
      return text(fields, "owner", 0, Content.OWNER_CHARACTERS_MAX);
    }

    /** Empty when it is, or is not there. */
    static Optional<String> description(JsonObject fields) {
      return Optional.of(text(fields, "description", 0, Content.DESCRIPTION_CHARACTERS_MAX))
          .filter(text -> !text.isEmpty());
    }

    private static String text(JsonObject fields, String name, int min, int max) {
      String text = (min == 0 ? fields.optionalText(name).orElse("") : fields.text(name)).strip();
      if (text.length() < min || text.length() > max) {
        throw JsonObject.wrong(
            name, "out-of-bounds", "It has " + min + " to " + max + " characters.");
      }
      return JsonObject.storable(name, text);
    }
  }
}
