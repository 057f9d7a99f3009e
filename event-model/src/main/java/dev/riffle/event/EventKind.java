package dev.riffle.event;

/** What a record says. Only {@link #TRACK} is an event that makes a person active. */
public enum EventKind {
  /** Something happened: a tracked event, a page or a screen. */
  TRACK(""),
  /** User properties change; the person becomes known. */
  IDENTIFY("$identify"),
  /** The person belongs to a group; the operations change the group's properties. */
  GROUP("$group"),
  /** Two ids are one person. */
  ALIAS("$alias");

  private final String reservedName;

  EventKind(String reservedName) {
    this.reservedName = reservedName;
  }

  /**
   * The name that records of this kind carry; empty for {@link #TRACK}, which has names of its own.
   */
  public String reservedName() {
    return reservedName;
  }

  /** True for names that no tracked event may have. */
  public static boolean isReserved(String name) {
    if (!name.startsWith("$")) {
      return false;
    }
    for (EventKind kind : values()) {
      if (kind != TRACK && kind.reservedName.equals(name)) {
        return true;
      }
    }
    return false;
  }
}
