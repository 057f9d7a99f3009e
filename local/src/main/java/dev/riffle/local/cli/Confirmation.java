package dev.riffle.local.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;

/** Asks before something that cannot be taken back. */
final class Confirmation {
  private static final List<String> YES = List.of("y", "yes");

  private Confirmation() {}

  /** True when the user says yes; no answer at all is a no. */
  static boolean isGiven(String question, PrintWriter out) {
    out.print(question + " [y/N] ");
    out.flush();
    Scanner answer = new Scanner(System.in, StandardCharsets.UTF_8);
    return answer.hasNextLine() && YES.contains(answer.nextLine().strip().toLowerCase(Locale.ROOT));
  }
}
