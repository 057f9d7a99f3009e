package dev.riffle.query.rest;

import dev.riffle.query.metadata.Segments;
import dev.riffle.query.person.IdKind;
import dev.riffle.query.person.StoredPersons;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.TimeRange;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.rest.json.StrictJson;
import dev.riffle.query.rest.problem.ProblemException;
import dev.riffle.query.rest.problem.ProblemType;
import dev.riffle.query.segment.SegmentAnalyst;
import dev.riffle.query.segment.SegmentAnswers;
import dev.riffle.query.sql.MemberRows;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is in a segment: how many, since when and why, as of any instant. */
@Path("/api/v1/segments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Segments")
public class SegmentMembersResource {
  private static final String AS_OF = "asOf";
  private static final String LAST = "last";
  private static final String INTERVAL = "interval";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String AFTER = "after";
  private static final String IDS = "ids";
  private static final String ID = "id";
  private static final String KIND = "kind";
  private static final int LIMIT_DEFAULT = 100;
  private static final int LIMIT_MAX = 1_000;

  private final Segments segments;
  private final SegmentAnalyst analyst;
  private final StoredPersons persons;
  private final Caller caller;
  private final QuestionSlots slots;

  SegmentMembersResource(
      Segments segments,
      SegmentAnalyst analyst,
      StoredPersons persons,
      Caller caller,
      QuestionSlots slots) {
    this.segments = segments;
    this.analyst = analyst;
    this.persons = persons;
    this.caller = caller;
    this.slots = slots;
  }

  @Operation(
      operationId = "previewPopulation",
      summary = "How many are in a population that is not saved",
      description = "Also says what may not be meant: too small, never true, no behaviour.")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Population")))
  @Parameter(ref = "asOf")
  @POST
  @Path("/preview")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public SegmentAnswers.Size preview(@Context UriInfo address, byte[] body) {
    Population population = QuestionReader.population(StrictJson.text(body));
    Optional<Instant> asOf = Parameters.in(address).only(AS_OF).instant(AS_OF);
    return asked(() -> {
      analyst.check(CallersProject.of(caller), population, "");
      return analyst.size(CallersProject.of(caller), population, asOf);
    });
  }

  @Operation(
      operationId = "previewMembers",
      summary = "Who is in a population that is not saved",
      description = "Pages do not overlap: `next` is sent as `after`, with the same `asOf`.")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Population")))
  @Parameter(ref = "asOf")
  @Parameter(ref = "after")
  @Parameter(ref = "limit")
  @POST
  @Path("/preview/members")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public SegmentAnswers.Members previewMembers(@Context UriInfo address, byte[] body) {
    Population population = QuestionReader.population(StrictJson.text(body));
    Parameters parameters = Parameters.in(address).only(AS_OF, AFTER, Parameters.LIMIT);
    Optional<Instant> asOf = parameters.instant(AS_OF);
    SegmentAnalyst.Page page = page(parameters);
    return asked(() -> {
      analyst.check(CallersProject.of(caller), population, "");
      return analyst.members(CallersProject.of(caller), population, asOf, page);
    });
  }

  @Operation(
      operationId = "segmentSize",
      summary = "How many are in a segment",
      description = "Now, or as of any past instant.")
  @Parameter(ref = "segment")
  @Parameter(ref = "asOf")
  @GET
  @Path("/{segment}/size")
  @Requires(Access.ASK)
  public SegmentAnswers.Size size(@PathParam("segment") String segment, @Context UriInfo address) {
    Optional<Instant> asOf = Parameters.in(address).only(AS_OF).instant(AS_OF);
    Population population = saved(segment);
    return asked(() -> analyst.size(CallersProject.of(caller), population, asOf));
  }

  @Operation(
      operationId = "segmentSizes",
      summary = "How many were in a segment, over time",
      description = "At the end of each day, week or month; at most 100 points.")
  @Parameter(ref = "segment")
  @Parameter(ref = "last")
  @Parameter(
      name = INTERVAL,
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              enumeration = {"day", "week", "month", "quarter"},
              defaultValue = "day"))
  @GET
  @Path("/{segment}/sizes")
  @Requires(Access.ASK)
  public SegmentAnswers.Sizes sizes(
      @PathParam("segment") String segment, @Context UriInfo address) {
    Parameters parameters = Parameters.in(address).only(LAST, INTERVAL);
    TimeRange range = range(parameters);
    Interval interval = parameters.constant(INTERVAL, Interval.class, Interval.DAY);
    if (interval == Interval.HOUR || interval == Interval.NONE) {
      throw Parameters.wrong(INTERVAL, "unknown-value", "It is day, week, month or quarter.");
    }
    Population population = saved(segment);
    return asked(() -> analyst.sizes(CallersProject.of(caller), population, range, interval));
  }

  @Operation(
      operationId = "segmentMembers",
      summary = "Who is in a segment",
      description = "Pages do not overlap: `next` is sent as `after`, with the same `asOf`.")
  @Parameter(ref = "segment")
  @Parameter(ref = "asOf")
  @Parameter(ref = "after")
  @Parameter(ref = "limit")
  @GET
  @Path("/{segment}/members")
  @Requires(Access.ASK)
  public SegmentAnswers.Members members(
      @PathParam("segment") String segment, @Context UriInfo address) {
    Parameters parameters = Parameters.in(address).only(AS_OF, AFTER, Parameters.LIMIT);
    Optional<Instant> asOf = parameters.instant(AS_OF);
    SegmentAnalyst.Page page = page(parameters);
    Population population = saved(segment);
    return asked(() -> analyst.members(CallersProject.of(caller), population, asOf, page));
  }

  @Operation(
      operationId = "segmentChanges",
      summary = "Who entered and who left",
      description = "Between two instants: members at one and not at the other.")
  @Parameter(ref = "segment")
  @Parameter(
      name = FROM,
      in = ParameterIn.QUERY,
      required = true,
      schema = @Schema(format = "date-time"),
      example = "2026-11-01T00:00:00Z")
  @Parameter(
      name = TO,
      in = ParameterIn.QUERY,
      required = true,
      schema = @Schema(format = "date-time"),
      example = "2026-11-22T00:00:00Z")
  @Parameter(ref = "limit")
  @GET
  @Path("/{segment}/changes")
  @Requires(Access.ASK)
  public SegmentAnswers.Changes changes(
      @PathParam("segment") String segment, @Context UriInfo address) {
    Parameters parameters = Parameters.in(address).only(FROM, TO, Parameters.LIMIT);
    Instant from = required(parameters, FROM);
    Instant to = required(parameters, TO);
    if (to.isBefore(from)) {
      throw Parameters.wrong(TO, "range-reversed", "It lies before `from`.");
    }
    int limit = parameters.limit(LIMIT_DEFAULT, LIMIT_MAX);
    Population population = saved(segment);
    return asked(() -> analyst.changes(CallersProject.of(caller), population, from, to, limit));
  }

  @Operation(
      operationId = "segmentWhy",
      summary = "Why a person is in a segment, or is not",
      description = "Clause by clause.")
  @Parameter(ref = "segment")
  @Parameter(name = ID, in = ParameterIn.QUERY, required = true, example = "user-17")
  @Parameter(
      name = KIND,
      in = ParameterIn.QUERY,
      description = "What the id names.",
      schema =
          @Schema(
              enumeration = {"user", "device"},
              defaultValue = "user"))
  @Parameter(ref = "asOf")
  @GET
  @Path("/{segment}/why")
  @Requires(Access.ASK)
  public SegmentAnswers.Why why(@PathParam("segment") String segment, @Context UriInfo address) {
    Parameters parameters = Parameters.in(address).only(ID, KIND, AS_OF);
    String id = parameters.id(ID);
    IdKind kind = parameters.constant(KIND, IdKind.class, IdKind.USER);
    Optional<Instant> asOf = parameters.instant(AS_OF);
    Population population = saved(segment);
    return asked(() -> {
      long person =
          persons
              .person(CallersProject.of(caller), kind, id)
              .orElseThrow(() ->
                  new ProblemException(
                      ProblemType.PERSON_NOT_FOUND,
                      "No %s \"%s\". Ids are exact, capitals included."
                          .formatted(kind.wire(), id)));
      return analyst.why(CallersProject.of(caller), population, person, asOf);
    });
  }

  @Operation(
      operationId = "segmentOverlaps",
      summary = "How many persons segments have in common",
      description = "Sizes, and for each two segments their common persons; 2 to 10 segments.")
  @Parameter(
      name = IDS,
      in = ParameterIn.QUERY,
      required = true,
      description = "Ids with commas between them.",
      example = "browsers,loyalists")
  @Parameter(ref = "asOf")
  @GET
  @Path("/overlaps")
  @Requires(Access.ASK)
  public SegmentAnswers.Overlaps overlaps(@Context UriInfo address) {
    Parameters parameters = Parameters.in(address).only(IDS, AS_OF);
    LinkedHashMap<String, Population> populations = new LinkedHashMap<>();
    for (String id : parameters.optional(IDS).orElse("").split(",", -1)) {
      if (!id.isEmpty()) {
        populations.put(id, saved(id));
      }
    }
    if (populations.size() < 2 || populations.size() > MemberRows.OVERLAPS_MAX) {
      throw Parameters.wrong(
          IDS, "out-of-bounds", "It has 2 to " + MemberRows.OVERLAPS_MAX + " different ids.");
    }
    Optional<Instant> asOf = parameters.instant(AS_OF);
    return asked(() -> analyst.overlaps(CallersProject.of(caller), populations, asOf));
  }

  private <T> T asked(Supplier<T> question) {
    return slots.in(caller.key(), question);
  }

  private Population saved(String id) {
    return SegmentResource.found(segments.find(caller.project().id(), id), id).population();
  }

  private static TimeRange range(Parameters parameters) {
    try {
      return parameters
          .optional(LAST)
          .<TimeRange>map(TimeRange.Last::parse)
          .orElse(TimeRange.DEFAULT);
    } catch (InvalidQuestion e) {
      throw Parameters.wrong(LAST, "malformed", e.faults().getFirst().detail());
    }
  }

  private static SegmentAnalyst.Page page(Parameters parameters) {
    return new SegmentAnalyst.Page(after(parameters), parameters.limit(LIMIT_DEFAULT, LIMIT_MAX));
  }

  private static long after(Parameters parameters) {
    String after = parameters.optional(AFTER).orElse("0");
    if (!after.matches("[0-9]{1,10}")) {
      throw Parameters.wrong(AFTER, "malformed", "It is the `next` of an earlier page.");
    }
    return Long.parseLong(after);
  }

  private static Instant required(Parameters parameters, String name) {
    return parameters
        .instant(name)
        .orElseThrow(() -> Parameters.wrong(name, "missing", "It is required."));
  }
}
