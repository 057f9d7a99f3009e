package dev.riffle.query.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.query.answer.Answer;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Tags the answers to {@code GET}, so that whoever has one already need not get it again.
 *
 * <p>The tag is that of everything an answer says but for what is of this asking alone (its query
 * id, its costs, its SQL). It is made of the answer itself, so that it cannot be wrong; what makes
 * it cheap are the kept results. {@code POST} has none: there RFC 9110 (13.1.2) has no 304.
 */
public class AnswerTags {
  private static final List<String> OF_THE_DATA =
      List.of("asOf", "pendingCorrections", "exact", "warnings");

  private final ObjectMapper json;

  AnswerTags(ObjectMapper json) {
    this.json = json;
  }

  /** Called for every response. */
  @ServerResponseFilter
  public void tag(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Answer answer
        && request.getMethod().equals(HttpMethod.GET)
        && response.getStatus() == Response.Status.OK.getStatusCode()) {
      EntityTag tag = new EntityTag(hash(answer, response.getMediaType().toString()), true);
      response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
      response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
      if (request.getRequest().evaluatePreconditions(tag) != null) {
        response.setStatusInfo(Response.Status.NOT_MODIFIED);
        response.setEntity(null);
      }
    }
  }

  private String hash(Answer answer, String mediaType) {
    ObjectNode said = json.valueToTree(answer);
    said.withObject("/meta").retain(OF_THE_DATA);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(mediaType.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of()
          .formatHex(digest.digest(said.toString().getBytes(StandardCharsets.UTF_8)), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
