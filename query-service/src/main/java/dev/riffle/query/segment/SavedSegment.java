package dev.riffle.query.segment;

import dev.riffle.query.question.Population;
import dev.riffle.query.question.QuestionReader;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One version of a saved segment.
 *
 * @param id what questions name it by; the same in all versions
 * @param version from 1 on
 * @param writtenBy number of the key that wrote it; empty of those that every project begins with
 */
public record SavedSegment(
    String id,
    int version,
    Content content,
    boolean deleted,
    Instant writtenAt,
    Optional<Long> writtenBy) {
  /** Most segments that a project can have at a time. */
  public static final int SEGMENTS_MAX = 500;

  private static final int ID_CHARACTERS_MAX = 60;
  private static final Pattern ID = Pattern.compile("[a-z0-9-]+");

  /**
   * What somebody has written.
   *
   * @param owner who answers for it, as a person writes it; may be empty
   * @param description may be empty
   * @param population as JSON
   */
  public record Content(String name, String owner, String description, String population) {
    public static final int NAME_CHARACTERS_MAX = 200;
    public static final int OWNER_CHARACTERS_MAX = 200;
    public static final int DESCRIPTION_CHARACTERS_MAX = 2_000;

    public Content {
      if (name.isBlank()
          || name.length() > NAME_CHARACTERS_MAX
          || owner.length() > OWNER_CHARACTERS_MAX
          || description.length() > DESCRIPTION_CHARACTERS_MAX) {
        throw new IllegalArgumentException("a segment has a name, and texts within limits");
      }
    }
  }

  /** What the JSON says; it was checked when it was saved. */
  public Population population() {
    return QuestionReader.population(content.population());
  }

  /** Whether something can have this id; PostgreSQL does not take every other text. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** An id for a name: its letters and digits, others as dashes. */
  public static String idFor(String name) {
    return idFor(name, "segment");
  }

  /**
   * Likewise for other things that have a name.
   *
   * @param unnamed what to call those whose name has no letters
   */
  public static String idFor(String name, String unnamed) {
    String id =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+", "");
    String cut = id.substring(0, Math.min(id.length(), ID_CHARACTERS_MAX)).replaceAll("-+$", "");
    return cut.isEmpty() ? unnamed : cut;
  }
}
