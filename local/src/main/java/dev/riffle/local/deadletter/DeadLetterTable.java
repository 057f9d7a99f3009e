package dev.riffle.local.deadletter;

import dev.riffle.event.deadletter.DeadLetterReason;
import dev.riffle.local.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A list of dead letters for a terminal. */
public final class DeadLetterTable {
  private static final int EVENT_CHARACTERS_MAX = 40;
  private static final List<String> HEADING =
      List.of("ID", "TIME", "REASON", "PARTITION", "OFFSET", "BYTES", "EVENT");
  private static final int FIRST_NUMBER = 3;
  private static final int LAST_NUMBER = 5;

  private DeadLetterTable() {}

  /** One line each under a heading, and how many there are of each reason. */
  public static void print(List<DeadLetterSummary> letters, Consumer<String> lines) {
    if (letters.isEmpty()) {
      lines.accept("There are no dead letters.");
      return;
    }
    int[] widths = new int[HEADING.size()];
    widen(widths, HEADING);
    letters.forEach(letter -> widen(widths, row(letter)));
    lines.accept(line(HEADING, widths));
    letters.forEach(letter -> lines.accept(line(row(letter), widths)));
    lines.accept("");
    lines.accept(total(letters));
  }

  /** For example {@code 3 dead letters: 2 unknown-version, 1 not-an-event-record}. */
  static String total(List<DeadLetterSummary> letters) {
    List<String> counts = new ArrayList<>();
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      long count = letters.stream().filter(letter -> letter.reason() == reason).count();
      if (count > 0) {
        counts.add(count + " " + reason.word());
      }
    }
    return counted(letters.size()) + ": " + String.join(", ", counts);
  }

  /** {@code 1 dead letter}, {@code 2 dead letters}. */
  public static String counted(int letters) {
    return letters == 1 ? "1 dead letter" : letters + " dead letters";
  }

  private static void widen(int[] widths, List<String> row) {
    for (int column = 0; column < widths.length; column++) {
      widths[column] = Math.max(widths[column], row.get(column).length());
    }
  }

  private static List<String> row(DeadLetterSummary letter) {
    String code = letter.engineCode().isPresent() ? " " + letter.engineCode().getAsInt() : "";
    return List.of(
        letter.id().text(),
        letter.keptAt().toString(),
        letter.reason().word() + code,
        Integer.toString(letter.id().partition()),
        Long.toString(letter.id().offset()),
        Integer.toString(letter.byteCount()),
        letter.eventName().isEmpty()
            ? "-"
            : Printable.line(letter.eventName(), EVENT_CHARACTERS_MAX));
  }

  private static String line(List<String> row, int[] widths) {
    List<String> cells = new ArrayList<>();
    for (int column = 0; column < widths.length; column++) {
      boolean number = column >= FIRST_NUMBER && column <= LAST_NUMBER;
      cells.add(
          String.format(
              Locale.ROOT, "%" + (number ? "" : "-") + widths[column] + "s", row.get(column)));
    }
    return cells.stream().collect(Collectors.joining("  ")).stripTrailing();
  }
}
