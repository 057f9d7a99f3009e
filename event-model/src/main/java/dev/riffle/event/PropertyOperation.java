package dev.riffle.event;

/**
 * One change of one user property.
 *
 * @param kind what to do
 * @param name of the property; empty for {@link Kind#CLEAR_ALL} only
 * @param value the operand; {@link PropertyValue.Null} for {@link Kind#UNSET} and {@link
 *     Kind#CLEAR_ALL}
 */
public record PropertyOperation(Kind kind, String name, PropertyValue value) {
  /** Meaning as in Amplitude's identify API; docs/semantics.md, "Properties". */
  public enum Kind {
    SET("$set"),
    SET_ONCE("$setOnce"),
    ADD("$add"),
    APPEND("$append"),
    PREPEND("$prepend"),
    PRE_INSERT("$preInsert"),
    POST_INSERT("$postInsert"),
    REMOVE("$remove"),
    UNSET("$unset"),
    CLEAR_ALL("$clearAll");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word by which the operation is known in the field, with its dollar sign. */
    public String word() {
      return word;
    }
  }

  public PropertyOperation {
    if (name.isEmpty() != (kind == Kind.CLEAR_ALL)) {
      throw new IllegalArgumentException(kind.word() + " with the property name '" + name + "'");
    }
  }

  public static PropertyOperation set(String name, PropertyValue value) {
    return new PropertyOperation(Kind.SET, name, value);
  }
}
