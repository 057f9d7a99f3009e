package dev.riffle.query.rest.amplitude;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.query.Analyst;
import dev.riffle.query.ProjectContext;
import dev.riffle.query.catalog.EventEntry;
import dev.riffle.query.catalog.Pickers;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.QuestionReader;
import dev.riffle.query.question.Segmentation;
import dev.riffle.query.rest.CallersProject;
import dev.riffle.query.rest.QuestionSlots;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Amplitude's Dashboard REST API: what it asks about events. Its reference is Amplitude's, so our
 * own document does not describe it; docs/amplitude-api.md says what is different.
 */
@Path("/api/2")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AmplitudeResource {
  private final Analyst analyst;
  private final Pickers pickers;
  private final QuestionSlots slots;
  private final Caller caller;

  AmplitudeResource(Analyst analyst, Pickers pickers, QuestionSlots slots, Caller caller) {
    this.analyst = analyst;
    this.pickers = pickers;
    this.slots = slots;
    this.caller = caller;
  }

  @Operation(hidden = true)
  @GET
  @Path("/events/segmentation")
  @Requires(Access.ASK)
  public SegmentationReply segmentation(@Context UriInfo address) {
    SegmentationTranslation translation =
        SegmentationTranslation.of(AmplitudeParameters.in(address));
    return asked(project -> {
      Segmentation question = QuestionReader.segmentation(translation.question().toString());
      return SegmentationReply.of(analyst.answer(project, question), translation.key());
    });
  }

  @Operation(hidden = true)
  @GET
  @Path("/funnels")
  @Requires(Access.ASK)
  public FunnelReply funnels(@Context UriInfo address) {
    ObjectNode question = FunnelTranslation.of(AmplitudeParameters.in(address)).question();
    return asked(project ->
        FunnelReply.of(analyst.answer(project, QuestionReader.funnel(question.toString()))));
  }

  @Operation(hidden = true)
  @GET
  @Path("/retention")
  @Requires(Access.ASK)
  public RetentionReply retention(@Context UriInfo address) {
    ObjectNode question = RetentionTranslation.of(AmplitudeParameters.in(address)).question();
    return asked(project ->
        RetentionReply.of(analyst.answer(project, QuestionReader.retention(question.toString()))));
  }

  @Operation(hidden = true)
  @GET
  @Path("/events/list")
  @Requires(Access.ASK)
  public EventsReply events(@Context UriInfo address) {
    AmplitudeParameters.in(address).only();
    return asked(project -> {
      List<String> names =
          pickers.events(project, "", Pickers.LIMIT_MAX).stream().map(EventEntry::name).toList();
      return new EventsReply(
          Stream.iterate(0, at -> at < names.size(), at -> at + Segmentation.EVENTS_MAX)
              .map(at -> names.subList(at, Math.min(names.size(), at + Segmentation.EVENTS_MAX)))
              .flatMap(some -> thisWeek(project, some))
              .toList());
    });
  }

  private Stream<EventsReply.Event> thisWeek(ProjectContext project, List<String> names) {
    ObjectNode question =
        JsonNodeFactory.instance.objectNode().put("last", "1w").put("interval", "none");
    question.putArray("measures").add("totals");
    ArrayNode events = question.putArray("events");
    names.forEach(events::add);
    Segmentation segmentation = QuestionReader.segmentation(question.toString());
    return analyst.answer(project, segmentation).series().stream().map(EventsReply.Event::of);
  }

  private <T> T asked(Function<ProjectContext, T> question) {
    Supplier<T> inTurn = () -> question.apply(CallersProject.of(caller));
    try {
      return slots.in(caller.key(), inTurn);
    } catch (InvalidQuestion e) {
      throw QuestionFaults.inParameters(e);
    }
  }
}
