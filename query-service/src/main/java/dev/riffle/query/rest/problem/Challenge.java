package dev.riffle.query.rest.problem;

/** What a reply 401 asks for (RFC 6750). Basic works too, but naming it makes browsers ask. */
final class Challenge {
  private static final String REALM = "Bearer realm=\"riffle\"";

  private Challenge() {}

  static String of(ProblemType type) {
    return type == ProblemType.UNKNOWN_KEY ? REALM + ", error=\"invalid_token\"" : REALM;
  }
}
