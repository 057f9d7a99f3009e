package dev.riffle.local.clickhouse.statement;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names that lead out of the data directory: to files, the network or other programs. libchdb has
 * no users to withhold them from, so the statements are read instead ({@link SourceGuard}).
 *
 * <p>Table functions are allowed by name, not refused by name: what a later engine brings is
 * refused until it is listed here.
 *
 * @param refusedFunctions in lower case
 */
public record SourceRules(Set<String> refusedFunctions) {
  private static final Set<String> ALLOWED_TABLE_FUNCTIONS =
      Set.of(
          "dictionary",
          "format",
          "generate_series",
          "generaterandom",
          "generateseries",
          "input",
          "null",
          "numbers",
          "numbers_mt",
          "primes",
          "sqlstandardvalues",
          "values",
          "view",
          "viewexplain",
          "viewifpermitted",
          "zeros",
          "zeros_mt");

  /**
   * Ordinary functions, dictionary sources and disks that reach out, or resolve a table by text.
   */
  private static final Set<String> REFUSED_FUNCTIONS =
      Set.of(
          "aiclassify",
          "aiembed",
          "aiextract",
          "aigenerate",
          "aitranslate",
          "cassandra",
          "catboostevaluate",
          "disk",
          "eval",
          "executable",
          "executable_pool",
          "file",
          "hascolumnintable",
          "http",
          "library",
          "python",
          "reversednsquery",
          "url");

  static final Set<String> ALLOWED_ENGINES =
      Set.of(
          "aggregatingmergetree",
          "atomic",
          "coalescingmergetree",
          "collapsingmergetree",
          "generaterandom",
          "graphitemergetree",
          "join",
          "log",
          "materializedview",
          "memory",
          "mergetree",
          "null",
          "replacingmergetree",
          "set",
          "stripelog",
          "summingmergetree",
          "tinylog",
          "versionedcollapsingmergetree",
          "view");

  /** What a statement may begin with; COPY and SNAPSHOT, for example, write files. */
  static final Set<String> ALLOWED_VERBS =
      Set.of(
          "alter",
          "attach",
          "backup",
          "check",
          "create",
          "delete",
          "desc",
          "describe",
          "detach",
          "drop",
          "exchange",
          "exists",
          "explain",
          "from",
          "insert",
          "kill",
          "optimize",
          "rename",
          "replace",
          "restore",
          "select",
          "set",
          "show",
          "system",
          "truncate",
          "undrop",
          "update",
          "use",
          "with");

  static final Set<String> ALLOWED_SYSTEM_COMMANDS =
      Set.of("cancel", "drop", "flush", "refresh", "reload", "start", "stop", "sync", "wait");

  /** The engine's overlay database in which every path is a table. */
  static final String FILE_DATABASE = "default";

  public SourceRules {
    refusedFunctions = Set.copyOf(refusedFunctions);
  }

  /**
   * The rules for an engine.
   *
   * @param tableFunctions all that the engine has, from {@code system.table_functions}
   */
  public static SourceRules of(Collection<String> tableFunctions) {
    Set<String> refused = new HashSet<>(REFUSED_FUNCTIONS);
    for (String name : tableFunctions) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!ALLOWED_TABLE_FUNCTIONS.contains(lower)) {
        refused.add(lower);
      }
    }
    return new SourceRules(refused);
  }

  boolean refusesFunction(String name) {
    return refusedFunctions.contains(name.toLowerCase(Locale.ROOT));
  }
}
