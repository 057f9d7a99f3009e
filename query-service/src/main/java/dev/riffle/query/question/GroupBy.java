package dev.riffle.query.question;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** Break down by the values of a property. */
public record GroupBy(String property, PropertyOf of, PropertyMode mode) implements Breakdown {
  public GroupBy {
    new PropertyReference(property, of, mode);
  }

  @JsonIgnore
  public PropertyReference reference() {
    return new PropertyReference(property, of, mode);
  }

  @Override
  @JsonIgnore
  public String name() {
    return property;
  }

  @Override
  public boolean uses(PropertyMode wanted) {
    return mode == wanted;
  }
}
