package dev.riffle.project;

/**
 * Number of a project, given by the metadata store. Positive; at most 2^31-1, so that it fits the
 * {@code UInt32} key column of every table.
 */
public record ProjectId(int number) {
  public ProjectId {
    if (number <= 0) {
      throw new IllegalArgumentException("a project number is positive, not " + number);
    }
  }

  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
