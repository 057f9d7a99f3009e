package dev.riffle.query.rest.access;

import dev.riffle.project.ApiKey;
import dev.riffle.project.PresentedKey;
import dev.riffle.query.metadata.KeyDirectory;
import dev.riffle.query.metadata.KnownKey;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Stands before every resource: no key, no entry. A door that names no requirement is shut. */
class AccessFilter {
  private final KeyDirectory directory;
  private final Caller caller;

  AccessFilter(KeyDirectory directory, Caller caller) {
    this.directory = directory;
    this.caller = caller;
  }

  @ServerRequestFilter
  void admit(ResourceInfo resource, ContainerRequestContext request) {
    Requires requires = resource.getResourceMethod().getAnnotation(Requires.class);
    if (requires == null) {
      throw new IllegalStateException("a resource method says what it requires");
    }
    Access access = requires.value();
    if (access == Access.OPEN) {
      return;
    }
    ApiKey presented = presented(request, access);
    KnownKey key = directory.find(presented).orElseThrow(AccessFilter::unknown);
    if (secret(request).isPresent()) {
      requireSameProject(request, key);
    }
    if (!access.admits(key)) {
      throw new ProblemException(ProblemType.KEY_LACKS_SCOPE, refusal(key, access));
    }
    caller.is(key, presented);
  }

  private static ApiKey presented(ContainerRequestContext request, Access access) {
    @Nullable String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    Optional<String> text =
        authorization == null ? SessionCookie.keyIn(request) : PresentedKey.in(authorization);
    if (authorization == null && text.isEmpty()) {
      throw new ProblemException(
          ProblemType.MISSING_KEY,
          "Send " + access.needs() + " as \"Authorization: Bearer <key>\".");
    }
    return secret(request).or(() -> text.flatMap(ApiKey::parse)).orElseThrow(AccessFilter::unknown);
  }

  /**
   * Where vendors have two keys, the public one is Basic's user name and the secret one its
   * password. A password that is none of our keys means nothing.
   */
  private static Optional<ApiKey> secret(ContainerRequestContext request) {
    return PresentedKey.passwordInBasic(request.getHeaderString(HttpHeaders.AUTHORIZATION))
        .flatMap(ApiKey::parse);
  }

  /** The public key says which project is meant; numbers of another one would go unnoticed. */
  private void requireSameProject(ContainerRequestContext request, KnownKey secret) {
    KnownKey beside =
        PresentedKey.inBasic(request.getHeaderString(HttpHeaders.AUTHORIZATION))
            .flatMap(ApiKey::parse)
            .flatMap(directory::find)
            .orElseThrow(AccessFilter::unknown);
    if (!beside.project().id().equals(secret.project().id())) {
      throw new ProblemException(
          ProblemType.KEY_LACKS_SCOPE, "The two keys are of different projects.");
    }
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemType.UNKNOWN_KEY,
        "The key in the Authorization header is unknown, revoked or expired."
            + " Send \"Authorization: Bearer <key>\", or Basic with the key as user.");
  }

  private static String refusal(KnownKey key, Access access) {
    String has =
        switch (key.scope()) {
          case WRITE -> "This is a write key (wk_), which can only post events.";
          case READ -> "This is a read key (rk_), which can only ask.";
          case ADMIN ->
              "This admin key reaches its own %s only."
                  .formatted(key.reach().name().toLowerCase(Locale.ROOT));
        };
    return has + " Needed here: " + access.needs() + ".";
  }
}
