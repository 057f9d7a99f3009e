package dev.riffle.event.deadletter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a dead letter was read, and who it is: a load that is repeated makes the same id again.
 *
 * @param part of the column {@code _source}: topic id and partition, an unsigned 32-bit number
 * @param offset in that partition, 0 or more
 * @param ingestId low half of the ingest id, unsigned; 0 when the bytes do not give it
 */
public record DeadLetterId(int part, long offset, long ingestId) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,10})-(\\d{1,19})-(\\d{1,20})");
  private static final int PARTITION_BITS = 0xFFFF;

  public DeadLetterId {
    if (offset < 0) {
      throw new IllegalArgumentException("an offset is 0 or more, not " + offset);
    }
  }

  /** The id that the text spells; empty when it spells none. */
  public static Optional<DeadLetterId> parse(String text) {
    Matcher numbers = TEXT.matcher(text);
    if (!numbers.matches()) {
      return Optional.empty();
    }
    try {
      DeadLetterId id =
          new DeadLetterId(
              Integer.parseUnsignedInt(numbers.group(1)),
              Long.parseLong(numbers.group(2)),
              Long.parseUnsignedLong(numbers.group(3)));
      // one spelling each, without leading zeros: the text is the record's key
      return id.text().equals(text) ? Optional.of(id) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** {@code <part>-<offset>-<ingest id>} in decimal digits. */
  public String text() {
    return Integer.toUnsignedString(part) + "-" + offset + "-" + Long.toUnsignedString(ingestId);
  }

  /** Number of the partition of the events' topic. */
  public int partition() {
    return part & PARTITION_BITS;
  }
}
