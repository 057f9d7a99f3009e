package dev.riffle.query.rest.problem;

import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Requires;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages that the {@code type} of a problem leads to: {@code docs/problems/<code>.md}. */
@Path("/problems")
public class ProblemPages {
  @GET
  @Path("/{code}")
  @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
  @Operation(hidden = true)
  @Requires(Access.OPEN)
  public String page(@PathParam("code") String code) {
    ProblemType type =
        Arrays.stream(ProblemType.values())
            .filter(candidate -> candidate.code().equals(code))
            .findAny()
            .orElseThrow(NotFoundException::new);
    return text(type);
  }

  static String text(ProblemType type) {
    String resource = "/problems/" + type.code() + ".md";
    try (InputStream page = ProblemPages.class.getResourceAsStream(resource)) {
      if (page == null) {
        throw new IllegalStateException("no page " + resource);
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
