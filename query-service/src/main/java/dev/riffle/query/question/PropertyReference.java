package dev.riffle.query.question;

/**
 * A property as a question names it.
 *
 * @param mode for a user property; an event's property is always the one at the event
 */
public record PropertyReference(String name, PropertyOf of, PropertyMode mode) {
  public static final int NAME_CHARACTERS_MAX = 1_000;

  public PropertyReference {
    if (name.isEmpty() || name.length() > NAME_CHARACTERS_MAX) {
      throw InvalidQuestion.at(
          "/property",
          FaultCode.OUT_OF_BOUNDS,
          "A property's name has 1 to " + NAME_CHARACTERS_MAX + " characters.");
    }
    if (of == PropertyOf.EVENT && mode == PropertyMode.CURRENT) {
      throw InvalidQuestion.at(
          "/mode", FaultCode.CONTRADICTION, "Only user properties have a current value.");
    }
  }
}
