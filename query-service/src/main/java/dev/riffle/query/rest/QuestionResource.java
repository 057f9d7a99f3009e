package dev.riffle.query.rest;

import dev.riffle.query.Analyst;
import dev.riffle.query.answer.FeatureUsageAnswer;
import dev.riffle.query.answer.FunnelAnswer;
import dev.riffle.query.answer.PathsAnswer;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.question.FeatureUsage;
import dev.riffle.query.question.Funnel;
import dev.riffle.query.question.Paths;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.rest.json.StrictJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Questions in, answers out. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Questions")
public class QuestionResource {
  private final Analyst analyst;
  private final Caller caller;
  private final QuestionSlots slots;
  private final AnsweredQuestions answered;

  QuestionResource(
      Analyst analyst, Caller caller, QuestionSlots slots, AnsweredQuestions answered) {
    this.answered = answered;
    this.analyst = analyst;
    this.caller = caller;
    this.slots = slots;
  }

  @Operation(
      operationId = "segmentation",
      summary = "How many persons did what, over time, by segment",
      description =
          "Counts events over time: distinct persons (`uniques`), events (`totals`), events per"
              + " person (`average`), share of the active persons (`activePercent`), sums, means,"
              + " percentiles and different values of a property, over events or person by person,"
              + " and persons by how often. Side by side for named segments, and broken down by"
              + " properties with an exact `(other)`. Every number is exact.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "SegmentationQuestion")))
  @POST
  @Path("/segmentation")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public SegmentationAnswer segmentation(byte[] body) {
    Segmentation question = QuestionReader.segmentation(StrictJson.text(body));
    return answered.keep(
        caller.project().id(),
        question,
        slots.in(caller.project().id(), () -> analyst.answer(CallersProject.of(caller), question)));
  }

  @Operation(
      operationId = "funnel",
      summary = "How many persons go how far along steps",
      description =
          "Persons by the steps they reach within a conversion window, with conversion from step to"
              + " step, exact times between steps, over time, side by side for named segments, and"
              + " broken down by a property.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "FunnelQuestion")))
  @POST
  @Path("/funnel")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public FunnelAnswer funnel(byte[] body) {
    Funnel question = QuestionReader.funnel(StrictJson.text(body));
    return answered.keep(
        caller.project().id(),
        question,
        slots.in(caller.project().id(), () -> analyst.answer(CallersProject.of(caller), question)));
  }

  @Operation(
      operationId = "paths",
      summary = "What persons do next, or did before",
      description =
          "From each person's first anchor event in the range, the events that follow or precede it"
              + " in its session or a window, step by step, with an exact `(other)` and `(end)`:"
              + " nodes and links of a Sankey diagram.")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "PathsQuestion")))
  @POST
  @Path("/paths")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public PathsAnswer paths(byte[] body) {
    Paths question = QuestionReader.paths(StrictJson.text(body));
    return answered.keep(
        caller.project().id(),
        question,
        slots.in(caller.project().id(), () -> analyst.answer(CallersProject.of(caller), question)));
  }

  @Operation(
      operationId = "featureUsage",
      summary = "Which segment uses which feature",
      description =
          "A table of every tracked event by every value of a user property at the event: users,"
              + " share of the segment's active users, times per user, and lift against everybody"
              + " else.")
  @Parameter(
      name = "by",
      in = ParameterIn.QUERY,
      required = true,
      description = "The user property whose values are the columns.",
      example = "plan")
  @Parameter(ref = "last")
  @Parameter(ref = "from")
  @Parameter(ref = "to")
  @Parameter(ref = "timeZone")
  @Parameter(ref = "top")
  @Parameter(ref = "asOfReceived")
  @Parameter(ref = "explain")
  @GET
  @Path("/feature-usage")
  @Requires(Access.ASK)
  public FeatureUsageAnswer featureUsage(@Context UriInfo address) {
    FeatureUsage question = QuestionReader.featureUsage(Parameters.in(address).values());
    return answered.keep(
        caller.project().id(),
        question,
        slots.in(caller.project().id(), () -> analyst.answer(CallersProject.of(caller), question)));
  }
}
