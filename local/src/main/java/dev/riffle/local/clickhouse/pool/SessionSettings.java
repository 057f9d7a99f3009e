package dev.riffle.local.clickhouse.pool;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings that every session of a profile begins with, and those of them that a request may lower
 * but not raise.
 *
 * @param defaults by name
 * @param capped names of numeric settings among the defaults; 0 means no limit, so it is a raise
 */
public record SessionSettings(Map<String, String> defaults, List<String> capped) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

  public SessionSettings {
    defaults = Map.copyOf(defaults);
    capped = List.copyOf(capped);
  }

  /** As arguments of a connection. */
  List<String> arguments() {
    return defaults.entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
        .toList();
  }

  /** What a request asks for, brought under the caps. */
  Map<String, String> allowed(Map<String, String> requested) {
    Map<String, String> allowed = new LinkedHashMap<>();
    requested.forEach((name, value) -> {
      if (!NAME.matcher(name).matches()) {
        throw new EngineException(115, "UNKNOWN_SETTING", "Setting of an impossible name.");
      }
      allowed.put(name, capped.contains(name) ? atMost(defaults.get(name), value) : value);
    });
    return allowed;
  }

  private static String atMost(@Nullable String cap, String value) {
    if (cap == null) {
      return value;
    }
    try {
      BigDecimal wanted = new BigDecimal(value);
      boolean raises = wanted.signum() <= 0 || wanted.compareTo(new BigDecimal(cap)) > 0;
      return raises ? cap : value;
    } catch (NumberFormatException e) {
      throw new EngineException(
          EngineException.BAD_ARGUMENTS, "BAD_ARGUMENTS", "A limit has to be a number.");
    }
  }
}
