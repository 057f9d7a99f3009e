package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** Break down by the values of a property. */
public record GroupBy(String property, PropertyOf of, PropertyMode mode) {
  public GroupBy {
    new PropertyReference(property, of, mode);
  }

  @JsonIgnore
  public PropertyReference reference() {
    return new PropertyReference(property, of, mode);
  }
}
