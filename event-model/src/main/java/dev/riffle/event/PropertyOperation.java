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
    SET(1, "$set"),
    SET_ONCE(2, "$setOnce"),
    ADD(3, "$add"),
    APPEND(4, "$append"),
    PREPEND(5, "$prepend"),
    PRE_INSERT(6, "$preInsert"),
    POST_INSERT(7, "$postInsert"),
    REMOVE(8, "$remove"),
    UNSET(9, "$unset"),
    CLEAR_ALL(10, "$clearAll");

    private final int code;
    private final String word;

    Kind(int code, String word) {
      this.code = code;
      this.word = word;
    }

    /** Stands for the operation in records and in histories that are stored: never renumber. */
    public int code() {
      return code;
    }

    /**
     * The operation of a {@linkplain #code code}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Kind ofCode(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("unknown operation " + code);
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
