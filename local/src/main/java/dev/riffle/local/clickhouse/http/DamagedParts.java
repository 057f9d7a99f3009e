package dev.riffle.local.clickhouse.http;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parts that the engine could not read: each is named in the log once. */
final class DamagedParts {
  private static final Logger LOG = LoggerFactory.getLogger(DamagedParts.class);
  private static final int MAX_NAMED = 1_000;

  /** What reading a file that is empty, too short or changed ends in. */
  private static final Set<Integer> CODES =
      Set.of(
          27, // CANNOT_PARSE_INPUT_ASSERTION_FAILED
          32, // ATTEMPT_TO_READ_AFTER_EOF
          33, // CANNOT_READ_ALL_DATA
          40, // CHECKSUM_DOESNT_MATCH
          107, // FILE_DOESNT_EXIST
          226, // NO_FILE_IN_DATA_PART
          246, // CORRUPTED_DATA
          271); // CANNOT_DECOMPRESS

  private static final Pattern PART = Pattern.compile("while reading from part ([^ )]+)");
  private static final Pattern FILE = Pattern.compile("file '([^']+/store/[^']+)/[^/']+'");

  private final Set<String> named = new HashSet<>();

  /** Names the part that a failed statement could not read; false when there is nothing new. */
  synchronized boolean report(EngineException e) {
    String part = partOf(e);
    if (part.isEmpty() || named.size() >= MAX_NAMED || !named.add(part)) {
      return false;
    }
    LOG.error(
        "a part cannot be read and is damaged: restart the engine, which sets it aside, and load"
            + " its rows again (docs/delivery.md, Disk full); code={} part={}",
        e.code(),
        part);
    return true;
  }

  /** Path of the part, or nothing when the error is of another kind. */
  static String partOf(EngineException e) {
    if (!CODES.contains(e.code())) {
      return "";
    }
    String message = String.valueOf(e.getMessage());
    Matcher part = PART.matcher(message);
    if (part.find()) {
      return part.group(1);
    }
    Matcher file = FILE.matcher(message);
    return file.find() ? file.group(1) : "";
  }
}
