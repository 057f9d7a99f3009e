package dev.riffle.query.rest;

import dev.riffle.query.Analyst;
import dev.riffle.query.answer.FeatureUsageAnswer;
import dev.riffle.query.answer.SegmentationAnswer;
import dev.riffle.query.question.FeatureUsage;
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

/** Questions in, answers out. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class QuestionResource {
  private final Analyst analyst;
  private final Caller caller;
  private final QuestionSlots slots;

  QuestionResource(Analyst analyst, Caller caller, QuestionSlots slots) {
    this.analyst = analyst;
    this.caller = caller;
    this.slots = slots;
  }

  @POST
  @Path("/segmentation")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Access.ASK)
  public SegmentationAnswer segmentation(byte[] body) {
    Segmentation question = QuestionReader.segmentation(StrictJson.text(body));
    return slots.in(
        caller.project().id(), () -> analyst.answer(CallersProject.of(caller), question));
  }

  @GET
  @Path("/feature-usage")
  @Requires(Access.ASK)
  public FeatureUsageAnswer featureUsage(@Context UriInfo address) {
    FeatureUsage question = QuestionReader.featureUsage(Parameters.in(address).values());
    return slots.in(
        caller.project().id(), () -> analyst.answer(CallersProject.of(caller), question));
  }
}
