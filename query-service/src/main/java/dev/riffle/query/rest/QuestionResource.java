package dev.riffle.query.rest;

import dev.riffle.query.Analyst;
import dev.riffle.query.answer.FeatureUsageAnswer;
import dev.riffle.query.answer.FunnelAnswer;
import dev.riffle.query.answer.LifecycleAnswer;
import dev.riffle.query.answer.PathsAnswer;
import dev.riffle.query.answer.RetentionAnswer;
import dev.riffle.query.answer.RevenueAnswer;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.answer.SessionsAnswer;
import dev.riffle.query.answer.StickinessAnswer;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.rest.access.Access;
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
@Produces({
  MediaType.APPLICATION_JSON,
  AnswerTableWriter.CSV,
  AnswerTableWriter.JSONL,
  AnswerTableWriter.PARQUET
})
@RunOnVirtualThread
@Tag(name = "Questions")
public class QuestionResource {
  private final Analyst analyst;
  private final Answering answering;

  QuestionResource(Analyst analyst, Answering answering) {
    this.analyst = analyst;
    this.answering = answering;
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
  @Parameter(ref = "X-Riffle-Query-Id")
  @POST
  @Path("/segmentation")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public SegmentationAnswer segmentation(byte[] body) {
    return answering.answer(QuestionReader.segmentation(StrictJson.text(body)), analyst::answer);
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
  @Parameter(ref = "X-Riffle-Query-Id")
  @POST
  @Path("/funnel")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public FunnelAnswer funnel(byte[] body) {
    return answering.answer(QuestionReader.funnel(StrictJson.text(body)), analyst::answer);
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
  @Parameter(ref = "X-Riffle-Query-Id")
  @POST
  @Path("/paths")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public PathsAnswer paths(byte[] body) {
    return answering.answer(QuestionReader.paths(StrictJson.text(body)), analyst::answer);
  }

  @Operation(
      operationId = "featureUsage",
      summary = "Which segment uses which feature",
      description =
          "A table of every tracked event by every value of a user property at the event, or by"
              + " named segments: users, share of the column's active users, times per user, and"
              + " lift against everybody else.")
  @Parameter(
      name = "by",
      in = ParameterIn.QUERY,
      description = "The user property whose values are the columns; required without `segments`.",
      example = "plan")
  @Parameter(
      name = "segments",
      in = ParameterIn.QUERY,
      description = "A list of `NamedSegment` as JSON: the columns instead of values.",
      example = "[{\"name\": \"Loyal\", \"segment\": \"loyalists\"}]")
  @Parameter(
      name = "where",
      in = ParameterIn.QUERY,
      description = "A `Condition` as JSON: what every event must meet that is looked at.",
      example = "{\"inSegment\": \"loyalists\"}")
  @Parameter(ref = "last")
  @Parameter(ref = "from")
  @Parameter(ref = "to")
  @Parameter(ref = "timeZone")
  @Parameter(ref = "top")
  @Parameter(ref = "asOfReceived")
  @Parameter(ref = "explain")
  @Parameter(ref = "X-Riffle-Query-Id")
  @GET
  @Path("/feature-usage")
  @Requires(Access.ASK)
  public FeatureUsageAnswer featureUsage(@Context UriInfo address) {
    return answering.answer(
        QuestionReader.featureUsage(Parameters.in(address).values()), analyst::answer);
  }

  @Operation(
      operationId = "retention",
      summary = "Of those who started, who came back",
      description =
          "Persons by the period in which they started, and how many of them returned in each period after it: by calendar"
              + " or by 24 hours, on a period or on or after it, or in brackets of periods. What a"
              + " cohort has not finished is marked and in no rate.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "RetentionQuestion")))
  @Parameter(ref = "X-Riffle-Query-Id")
  @POST
  @Path("/retention")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public RetentionAnswer retention(byte[] body) {
    return answering.answer(QuestionReader.retention(StrictJson.text(body)), analyst::answer);
  }

  @Operation(
      operationId = "lifecycle",
      summary = "Where active persons come from, and who has gone",
      description =
          "Persons by day, week or month: new (active for the first time ever), current (as in the period before),"
              + " resurrected (not in the period before, but earlier), dormant (in the period before,"
              + " but not now), and their pulse.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "LifecycleQuestion")))
  @Parameter(ref = "X-Riffle-Query-Id")
  @POST
  @Path("/lifecycle")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public LifecycleAnswer lifecycle(byte[] body) {
    return answering.answer(QuestionReader.lifecycle(StrictJson.text(body)), analyst::answer);
  }

  @Operation(
      operationId = "stickiness",
      summary = "On how many days of a week or month persons come",
      description =
          "Persons by the number of different local dates with the event, exactly and at least, in each week or month.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "StickinessQuestion")))
  @Parameter(ref = "X-Riffle-Query-Id")
  @POST
  @Path("/stickiness")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public StickinessAnswer stickiness(byte[] body) {
    return answering.answer(QuestionReader.stickiness(StrictJson.text(body)), analyst::answer);
  }

  @Operation(
      operationId = "sessions",
      summary = "How often persons come, and how long they stay",
      description =
          "Sessions over time, side by side for named segments: how many, per person, their average"
              + " and median length, and events in each. By the client's session id, else by"
              + " inactivity; each on the date on which it begins.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "SessionsQuestion")))
  @Parameter(ref = "X-Riffle-Query-Id")
  @POST
  @Path("/sessions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public SessionsAnswer sessions(byte[] body) {
    return answering.answer(QuestionReader.sessions(StrictJson.text(body)), analyst::answer);
  }

  @Operation(
      operationId = "revenue",
      summary = "How much new persons bring, day by day of their lives",
      description =
          "Of the persons who were new in the range: revenue up to the end of each day since their"
              + " first event, for each of them (ARPU) and for each who paid (ARPPU), side by side"
              + " for named segments. A day counts those for whom it has ended.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "RevenueQuestion")))
  @Parameter(ref = "X-Riffle-Query-Id")
  @POST
  @Path("/revenue")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public RevenueAnswer revenue(byte[] body) {
    return answering.answer(QuestionReader.revenue(StrictJson.text(body)), analyst::answer);
  }
}
