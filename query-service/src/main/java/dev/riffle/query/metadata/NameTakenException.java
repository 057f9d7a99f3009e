package dev.riffle.query.metadata;

/** Another project has this name already. */
public final class NameTakenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NameTakenException(String name) {
    super("there is a project named \"" + name + "\" already");
  }
}
