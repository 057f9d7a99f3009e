package dev.riffle.query.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.rest.json.JsonObject;
import dev.riffle.query.segment.SavedSegment;
import dev.riffle.query.segment.SavedSegment.Content;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version of a saved segment, on the wire. */
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
    long writtenBy) {

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
          new Content(
              text(fields, "name", 1, Content.NAME_CHARACTERS_MAX),
              text(fields, "owner", 0, Content.OWNER_CHARACTERS_MAX),
              text(fields, "description", 0, Content.DESCRIPTION_CHARACTERS_MAX),
              node.toString()),
          QuestionReader.population(node, "/population"));
    }

    private static String text(JsonObject fields, String name, int min, int max) {
      String text = (min == 0 ? fields.optionalText(name).orElse("") : fields.text(name)).strip();
      if (text.length() < min || text.length() > max) {
        throw JsonObject.wrong(
            name, "out-of-bounds", "It has " + min + " to " + max + " characters.");
      }
      return text;
    }
  }
}
