package dev.riffle.acceptance.chaos.network;

import java.util.Locale;

/** What a connection does to the bytes that go through it. */
public enum Impairment {
  /** Nothing. */
  NONE,
  /** Every piece arrives five seconds late, both ways. */
  DELAY,
  /** One kilobyte a second, both ways. */
  THROTTLE,
  /** Connections are reset after some more bytes; new ones too. */
  RESET,
  /** Bytes are taken and never delivered, both ways; connections stay open. */
  BLACK_HOLE,
  /**
   * The server is told that the client has finished, while the client goes on and hears nothing.
   */
  HALF_OPEN,
  /** What the client sends arrives; what the server answers does not. */
  LOSE_REPLIES,
  /** Open connections are reset and new ones are refused. */
  CUT;

  /** As plan and report name it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
