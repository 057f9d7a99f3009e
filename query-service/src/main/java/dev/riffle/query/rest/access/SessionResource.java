package dev.riffle.query.rest.access;

import dev.riffle.project.ApiKey;
import dev.riffle.query.config.RiffleConfig;
import dev.riffle.query.metadata.KeyDirectory;
import dev.riffle.query.metadata.KnownKey;
import dev.riffle.query.metadata.ProjectDetails;
import dev.riffle.query.rest.json.StrictJson;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** Signing in and out on the page. Programs send their key with each request instead. */
@Path("/api/v1/session")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionResource {
  private final KeyDirectory directory;
  private final Caller caller;
  private final String ingestUrl;

  SessionResource(KeyDirectory directory, Caller caller, RiffleConfig config) {
    this.directory = directory;
    this.caller = caller;
    this.ingestUrl = config.page().ingestPublicUrl().orElse(config.page().ingestUrl()).toString();
  }

  /**
   * Who has signed in.
   *
   * @param scope {@code read} or {@code admin}; likewise {@code reach}, lower case
   * @param ingestUrl where SDKs send events to
   */
  record Session(SessionProject project, String scope, String reach, String ingestUrl) {}

  /** The project that the page is about. */
  record SessionProject(int id, String name, String timeZone, String weekStart) {}

  @Operation(hidden = true)
  @GET
  @Requires(Access.ASK)
  public Session session() {
    return sessionOf(caller.key());
  }

  @Operation(hidden = true)
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.OPEN)
  public RestResponse<Session> signIn(byte[] body, RoutingContext context) {
    String text = StrictJson.object(body).only("key").text("key");
    ApiKey key = ApiKey.parse(text.strip()).orElseThrow(SessionResource::unknown);
    KnownKey known = directory.find(key).orElseThrow(SessionResource::unknown);
    if (!Access.ASK.admits(known)) {
      throw new ProblemException(
          ProblemType.KEY_LACKS_SCOPE,
          "A write key (wk_) can only post events. Sign in with " + Access.ASK.needs() + ".");
    }
    return RestResponse.ResponseBuilder.ok(sessionOf(known))
        .cookie(SessionCookie.begin(key, context.request().isSSL()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @Operation(hidden = true)
  @DELETE
  @Requires(Access.OPEN)
  public RestResponse<Void> signOut(RoutingContext context) {
    return RestResponse.ResponseBuilder.<Void>noContent()
        .cookie(SessionCookie.end(context.request().isSSL()))
        .build();
  }

  private Session sessionOf(KnownKey key) {
    ProjectDetails project = key.project();
    return new Session(
        new SessionProject(
            project.id().number(),
            project.name(),
            project.timeZone().getId(),
            lower(project.weekStart())),
        lower(key.scope()),
        lower(key.reach()),
        ingestUrl);
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemType.UNKNOWN_KEY, "The key is unknown, revoked or expired. Is all of it there?");
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
