package dev.riffle.query.person;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What an id names: a user and a device of the same id are two. */
public enum IdKind {
  @JsonProperty("user")
  USER,
  @JsonProperty("device")
  DEVICE;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the engine says. */
  public static IdKind of(Object wire) {
    return wire.equals("user") ? USER : DEVICE;
  }
}
