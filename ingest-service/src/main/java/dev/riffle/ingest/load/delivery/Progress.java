package dev.riffle.ingest.load.delivery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a partition is loaded: what one commit says. The offset is the commit's own; the rest
 * travels as its metadata, of which Kafka keeps 4096 characters.
 *
 * @param part source partition as in the column {@code _source}; offsets of another one, from a
 *     topic of the same name that is no more, mean nothing here
 * @param nextOffset everything before it is stored
 * @param intent what may be on its way from there on
 * @param ledger the audit's running figures, in a form that is not looked into here
 */
public record Progress(int part, long nextOffset, Optional<Intent> intent, String ledger) {
  private static final String VERSION = "1";

  private static final Pattern FORM =
      Pattern.compile(
          "1 part=(\\d{1,10}) ledger=(\\S*)"
              + "(?: end=(\\d{1,19}) cut=(\\d{1,2}) token=(\\S{1,120}))?");

  public Progress {
    if (nextOffset < 0 || ledger.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("progress to " + nextOffset + ", ledger " + ledger);
    }
  }

  /** A partition of which nothing is loaded, or of which only the offset is known. */
  public static Progress at(int part, long nextOffset) {
    return at(part, nextOffset, "");
  }

  /** Everything before the offset is stored, and nothing is on its way. */
  public static Progress at(int part, long nextOffset, String ledger) {
    return new Progress(part, nextOffset, Optional.empty(), ledger);
  }

  /** The same, and what is about to be inserted from there on. */
  public Progress announcing(Intent next) {
    return new Progress(part, nextOffset, Optional.of(next), ledger);
  }

  /**
   * What an earlier owner committed.
   *
   * @return empty when the commit was made for another part. Metadata in an unknown form say
   *     nothing: what has landed is read from the table anyway
   */
  public static Optional<Progress> read(int part, long offset, String metadata) {
    Matcher form = FORM.matcher(metadata);
    if (!form.matches()) {
      return Optional.of(at(part, offset));
    }
    if (Integer.parseUnsignedInt(form.group(1)) != part) {
      return Optional.empty();
    }
    Optional<Intent> intent =
        form.group(3) == null
            ? Optional.empty()
            : Optional.of(
                new Intent(
                    Long.parseLong(form.group(3)), form.group(5), Integer.parseInt(form.group(4))));
    return Optional.of(
        new Progress(
            part, offset, intent.filter(announced -> announced.end() > offset), form.group(2)));
  }

  /** The commit's metadata. */
  public String metadata() {
    StringBuilder text = new StringBuilder(VERSION);
    text.append(" part=").append(Integer.toUnsignedString(part)).append(" ledger=").append(ledger);
    intent.ifPresent(announced ->
        text.append(" end=")
            .append(announced.end())
            .append(" cut=")
            .append(announced.cut())
            .append(" token=")
            .append(announced.token()));
    return text.toString();
  }
}
