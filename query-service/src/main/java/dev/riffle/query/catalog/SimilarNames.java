package dev.riffle.query.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What somebody who misspelt a name may have meant. */
final class SimilarNames {
  private static final int SHOWN_MAX = 3;
  private static final int COMPARED_CHARACTERS_MAX = 60;

  private SimilarNames() {}

  /** At most three, closest first; none when nothing is close. */
  static List<String> of(String wanted, Collection<String> names) {
    String word = comparable(wanted);
    int far = Math.max(2, word.length() / 3);
    record Candidate(String name, int distance) {}
    return names.stream()
        .map(name -> new Candidate(name, distance(word, comparable(name))))
        .filter(candidate -> candidate.distance() <= far)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(SHOWN_MAX)
        .map(Candidate::name)
        .toList();
  }

  private static String comparable(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", "");
    return lower.substring(0, Math.min(lower.length(), COMPARED_CHARACTERS_MAX));
  }

  /** Levenshtein distance; 1 at most when one word contains the other. */
  private static int distance(String a, String b) {
    if (!a.isEmpty() && !b.isEmpty() && (a.contains(b) || b.contains(a))) {
      return a.equals(b) ? 0 : 1;
    }
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
