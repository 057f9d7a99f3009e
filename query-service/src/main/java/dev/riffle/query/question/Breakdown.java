package dev.riffle.query.question;

/** What a question is broken down by: the values of a property, or who is in a segment. */
public sealed interface Breakdown permits GroupBy, Segment {
  /** Of the property or the segment. */
  String name();

  /** True when it looks at a property in this mode. */
  boolean uses(PropertyMode wanted);
}
