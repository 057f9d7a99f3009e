package dev.riffle.query.rest.problem;

import dev.riffle.query.metadata.MetadataUnavailableException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every exception that leaves a resource into a problem. */
class ProblemMapper {
  private final ProblemLog log;

  ProblemMapper(ProblemLog log) {
    this.log = log;
  }

  @ServerExceptionMapper
  Response wrongRequest(ProblemException e, RoutingContext context) {
    return reply(e.type(), e.detail(), e.errors(), context, e);
  }

  @ServerExceptionMapper
  Response metadataDown(MetadataUnavailableException e, RoutingContext context) {
    return reply(
        ProblemType.METADATA_UNAVAILABLE,
        "Projects and keys cannot be read at the moment.",
        List.of(),
        context,
        e);
  }

  /** What the framework itself refuses. */
  @ServerExceptionMapper
  Response refusedByHttp(WebApplicationException e, RoutingContext context) {
    return HttpRefusal.of(e.getResponse().getStatus(), context)
        .map(refusal -> reply(refusal.type(), refusal.detail(), List.of(), context, e))
        .orElseGet(() -> unforeseen(e, context));
  }

  /** The outermost place: nothing is thrown past it. */
  @ServerExceptionMapper
  Response unforeseen(Throwable e, RoutingContext context) {
    return reply(
        ProblemType.INTERNAL_ERROR,
        "This is Riffle's fault, not yours. The log has the reason under this request's id.",
        List.of(),
        context,
        e);
  }

  private Response reply(
      ProblemType type,
      String detail,
      List<FieldError> errors,
      RoutingContext context,
      Throwable cause) {
    String requestId = RequestId.of(context);
    log.record(type, requestId, cause);
    Response.ResponseBuilder reply =
        Response.status(type.status())
            .type(Problem.MEDIA_TYPE)
            .entity(Problem.of(type, detail, errors, requestId));
    if (type.status() == 401) {
      reply.header(HttpHeaders.WWW_AUTHENTICATE, Challenge.of(type));
    }
    if (type.retryable()) {
      reply.header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
    }
    return reply.build();
  }
}
