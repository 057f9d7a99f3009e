package dev.riffle.query.rest;

import dev.riffle.query.Watermark;
import dev.riffle.query.engine.EngineException;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.SqlEngine;
import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Caller;
import dev.riffle.query.rest.access.Requires;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlStatement;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** For tests: a question that takes until its limit of time. */
@Path("/api/test/slow")
public class SlowResource {
  private final SqlEngine engine;
  private final QueryLimits limits;
  private final QuestionSlots slots;
  private final Caller caller;
  private final QueryIdHeader queryId;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CompletableFuture<EngineException> refused = new CompletableFuture<>();

  SlowResource(
      SqlEngine engine,
      QueryLimits limits,
      QuestionSlots slots,
      Caller caller,
      QueryIdHeader queryId) {
    this.queryId = queryId;
    this.engine = engine;
    this.limits = limits;
    this.slots = slots;
    this.caller = caller;
  }

  @Operation(hidden = true)
  @GET
  @RunOnVirtualThread
  @Requires(Access.ASK)
  public String ask() {
    Watermark watermark = new Watermark(Optional.of(Instant.now()), 0);
    try {
      return slots.in(caller.key(), queryId.chosen(), () -> answer(watermark));
    } catch (EngineException e) {
      refused.complete(e);
      throw e;
    }
  }

  /** More memory than there is in a limit of 64 MB. */
  @Operation(hidden = true)
  @GET
  @Path("/large")
  @RunOnVirtualThread
  @Requires(Access.ASK)
  public String large() {
    return gathered(
        SqlFragment.sql("(SELECT length(groupArray(number)) FROM numbers(100000000)), count()"));
  }

  /** Less than that. */
  @Operation(hidden = true)
  @GET
  @Path("/small")
  @RunOnVirtualThread
  @Requires(Access.ASK)
  public String small() {
    return gathered(
        SqlFragment.sql("(SELECT length(groupArray(number)) FROM numbers(1000)), count()"));
  }

  private String gathered(SqlFragment columns) {
    return slots.in(
        caller.key(),
        () ->
            engine
                .run(
                    new ProjectRows(CallersProject.of(caller))
                        .tracked(
                            Instant.EPOCH,
                            Instant.now(),
                            new Watermark(Optional.of(Instant.now()), 0))
                        .statement(columns, SqlFragment.empty()),
                    UUID.randomUUID().toString(),
                    limits)
                .rows()
                .toString());
  }

  /** Waits until a question is about to be sent to the engine. */
  boolean awaitAsked(Duration patience) throws InterruptedException {
    return asked.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How the first question ended. */
  EngineException awaitRefused(Duration patience) throws Exception {
    return refused.get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private String answer(Watermark watermark) {
    SqlStatement endless =
        new ProjectRows(CallersProject.of(caller))
            .tracked(Instant.EPOCH, Instant.now(), watermark)
            .statement(
                SqlFragment.sql(
                    "(SELECT max(sipHash64(number)) FROM numbers(1000000000000)), count()"),
                SqlFragment.empty());
    asked.countDown();
    return engine.run(endless, UUID.randomUUID().toString(), limits).rows().toString();
  }
}
