package dev.riffle.query.rest.problem;

/** The body of refusals at paths that are not of our own API: another vendor's clients read it. */
public interface RefusalShape {
  /** Whether it is the one for this path, which begins with a slash. */
  boolean isSpokenAt(String path);

  /** What becomes the JSON of the reply; the status is that of the problem. */
  Object body(ProblemException problem);
}
