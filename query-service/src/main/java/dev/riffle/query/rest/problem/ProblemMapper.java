package dev.riffle.query.rest.problem;

import dev.riffle.query.engine.EngineException;
import dev.riffle.query.metadata.MetadataUnavailableException;
import dev.riffle.query.question.InvalidQuestion;
import io.quarkus.arc.All;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every exception that leaves a resource into a problem. */
class ProblemMapper {
  private static final String OUR_FAULT =
      "This is Riffle's fault, not yours. The log has the reason under this request's id.";

  private final ProblemLog log;
  private final List<RefusalShape> shapes;

  ProblemMapper(ProblemLog log, @All List<RefusalShape> shapes) {
    this.log = log;
    this.shapes = List.copyOf(shapes);
  }

  @ServerExceptionMapper
  Response wrongRequest(ProblemException e, RoutingContext context) {
    log.record(e.type(), RequestId.of(context), "", null);
    return reply(e, context);
  }

  @ServerExceptionMapper
  Response wrongQuestion(InvalidQuestion e, RoutingContext context) {
    boolean inAddress = context.request().method().equals(HttpMethod.GET);
    return wrongRequest(QuestionProblem.of(e.faults(), inAddress), context);
  }

  @ServerExceptionMapper
  Response engineFailed(EngineException e, RoutingContext context) {
    ProblemException problem =
        switch (e.reason()) {
          case TIMEOUT ->
              new ProblemException(
                  ProblemType.QUESTION_TIMED_OUT,
                  "The question took longer than it may. Narrow it: fewer days, groups, segments.");
          case TOO_LARGE ->
              new ProblemException(
                  ProblemType.QUESTION_TOO_LARGE,
                  "The question needs more memory or rows than it may. Narrow it: fewer days,"
                      + " groups, segments.");
          case UNAVAILABLE ->
              new ProblemException(
                  ProblemType.ENGINE_UNAVAILABLE,
                  "The analytics store cannot be asked at the moment. No event is lost by that.");
          case CANCELLED ->
              new ProblemException(
                  ProblemType.QUESTION_CANCELLED, "The engine was told to stop it.");
          case ID_IN_USE ->
              new ProblemException(
                  ProblemType.QUERY_ID_IN_USE, "A question of this id runs in another process.");
          case INTERNAL -> new ProblemException(ProblemType.INTERNAL_ERROR, OUR_FAULT);
        };
    // without its cause: the engine's messages quote parameters
    String note = "queryId=" + e.queryId() + " reason=" + e.getMessage();
    log.record(problem.type(), RequestId.of(context), note, null);
    return reply(problem, context);
  }

  @ServerExceptionMapper
  Response metadataDown(MetadataUnavailableException e, RoutingContext context) {
    log.record(ProblemType.METADATA_UNAVAILABLE, RequestId.of(context), "", e);
    return reply(
        new ProblemException(
            ProblemType.METADATA_UNAVAILABLE, "Projects and keys cannot be read at the moment."),
        context);
  }

  /** What the framework itself refuses. */
  @ServerExceptionMapper
  Response refusedByHttp(WebApplicationException e, RoutingContext context) {
    Optional<HttpRefusal> refusal = HttpRefusal.of(e.getResponse().getStatus(), context);
    return refusal.isPresent()
        ? wrongRequest(new ProblemException(refusal.get().type(), refusal.get().detail()), context)
        : unforeseen(e, context);
  }

  /** The outermost place: nothing is thrown past it. */
  @ServerExceptionMapper
  Response unforeseen(Throwable e, RoutingContext context) {
    log.record(ProblemType.INTERNAL_ERROR, RequestId.of(context), "", e);
    return reply(new ProblemException(ProblemType.INTERNAL_ERROR, OUR_FAULT), context);
  }

  private Response reply(ProblemException e, RoutingContext context) {
    ProblemType type = e.type();
    Response.ResponseBuilder reply = Response.status(type.status());
    shapes.stream()
        .filter(shape -> shape.isSpokenAt(context.normalizedPath()))
        .findFirst()
        .ifPresentOrElse(
            shape -> reply.type(MediaType.APPLICATION_JSON).entity(shape.body(e)),
            () ->
                reply
                    .type(Problem.MEDIA_TYPE)
                    .entity(Problem.of(type, e.detail(), e.errors(), RequestId.of(context))));
    if (type.status() == 401) {
      reply.header(HttpHeaders.WWW_AUTHENTICATE, Challenge.of(type));
    }
    if (type.retryable()) {
      reply.header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
    }
    return reply.build();
  }
}
