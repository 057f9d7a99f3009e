package dev.riffle.ingest.collect.protocol;

import java.util.Locale;
import java.util.Set;

/** Texts that programs send when they have no id. They would make one person of many. */
public final class PlaceholderIds {
  private static final int LONGEST = 15;
  private static final Set<String> LOWER_CASE =
      Set.of(
          "",
          "null",
          "undefined",
          "anonymous",
          "0",
          "-1",
          "none",
          "nil",
          "[object object]",
          "nan",
          "true",
          "false");

  private PlaceholderIds() {}

  /** True in any case; docs/semantics.md, "Who". */
  public static boolean contains(String id) {
    return id.length() <= LONGEST && LOWER_CASE.contains(id.toLowerCase(Locale.ROOT));
  }
}
