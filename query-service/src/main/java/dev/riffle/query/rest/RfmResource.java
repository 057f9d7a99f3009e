package dev.riffle.query.rest;

import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.rest.json.StrictJson;
import dev.riffle.query.segment.RfmAnswer;
import dev.riffle.query.segment.SegmentAnalyst;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Customers by recency, frequency and money. */
@Path("/api/v1/rfm")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Segments")
public class RfmResource {
  private static final String AS_OF = "asOf";

  private final SegmentAnalyst analyst;
  private final Caller caller;
  private final QuestionSlots slots;

  RfmResource(SegmentAnalyst analyst, Caller caller, QuestionSlots slots) {
    this.analyst = analyst;
    this.caller = caller;
    this.slots = slots;
  }

  @Operation(
      operationId = "rfm",
      summary = "Customers by recency, frequency and money",
      description =
          "Everybody with a purchase in the window gets three scores from 1 to 5 and, by them, one"
              + " of ten classes. The same clause with `classes`, `recency`, `frequency` or"
              + " `monetary` is a population: to be saved as a segment, or asked for its members.")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "RfmQuestion")))
  @Parameter(ref = "asOf")
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public RfmAnswer rfm(@Context UriInfo address, byte[] body) {
    Population population = QuestionReader.population(StrictJson.text(body));
    Optional<Instant> asOf = Parameters.in(address).only(AS_OF).instant(AS_OF);
    if (!(population instanceof Population.Rfm rfm)) {
      throw InvalidQuestion.at("/rfm", FaultCode.MISSING, "This field is required.");
    }
    if (!rfm.isOpen()) {
      throw InvalidQuestion.at(
          "", FaultCode.CONTRADICTION, "The answer has all classes and scores: leave them out.");
    }
    return slots.in(
        caller.key(),
        () -> {
          analyst.check(CallersProject.of(caller), rfm, "");
          return analyst.rfm(CallersProject.of(caller), rfm.purchases(), asOf);
        });
  }
}
