package dev.riffle.ingest.load;

import dev.riffle.ingest.load.delivery.Answer;
import dev.riffle.ingest.load.delivery.Batch;
import dev.riffle.ingest.load.delivery.Delivery;
import dev.riffle.ingest.load.delivery.Effect;
import dev.riffle.ingest.load.delivery.Intent;
import dev.riffle.ingest.load.table.EngineException;
import dev.riffle.ingest.load.table.EngineWait;
import dev.riffle.ingest.load.table.EventBlock;
import dev.riffle.ingest.load.table.EventStore;
import dev.riffle.ingest.load.table.LandedRows;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Carries out what {@link Delivery} asks for, batch after batch. It decides nothing, and waits for
 * the engine as long as it takes. One thread.
 */
final class BatchDelivery {
  /**
   * An insert is sent only that soon after its batch was announced; a later one is announced again.
   * So a process that was frozen, and whose partition has moved meanwhile, hears of it before it
   * sends.
   */
  private static final Duration ANNOUNCEMENT_AGE_MAX = Duration.ofSeconds(5);

  private final EventStore events;
  private final EngineWait wait;
  private final Observer observer;

  /** Told what happened, for metrics. */
  interface Observer {
    void inserted(int rows, long nanos);

    /** After a doubt: how many of the rows sent had landed. */
    void readBack(int rows, int landed, boolean swallowed);
  }

  /** What one batch asks of its partition, besides the events themselves. */
  interface Contents {
    /** Commits where the batch begins, all before it being delivered, and the intent. */
    void announce(Intent intent) throws InterruptedException;

    void keepDeadLetters(List<Effect.Refusal> refused) throws InterruptedException;

    void storeDerived() throws InterruptedException;
  }

  BatchDelivery(EventStore events, EngineWait wait, Observer observer) {
    this.events = events;
    this.wait = wait;
    this.observer = observer;
  }

  /** Returns when everything of the batch is durable. It remains to commit its end. */
  void deliver(Batch batch, Contents contents) throws InterruptedException {
    Delivering delivering = new Delivering(batch, contents);
    Delivery.State state = Delivery.begin(batch);
    while (!(state instanceof Delivery.Delivered)) {
      state = Delivery.next(state, delivering.carryOut(Delivery.effect(state)));
    }
  }

  private final class Delivering {
    private final Contents contents;
    private Intent announced;
    private long announcedAt;
    private Optional<EventBlock.Rows> sent = Optional.empty();
    private boolean answeredYes;

    Delivering(Batch batch, Contents contents) {
      this.announced = batch.intent();
      this.contents = contents;
    }

    Answer carryOut(Effect effect) throws InterruptedException {
      return switch (effect) {
        case Effect.Announce(Intent intent) -> {
          announce(intent);
          yield new Answer.Done();
        }
        case Effect.Insert insert -> insert(insert);
        case Effect.Stop(String statement) -> {
          wait.untilDone(() -> events.stop(statement));
          yield new Answer.Done();
        }
        case Effect.ReadBack(long from, long to) -> readBack(from, to);
        case Effect.KeepDeadLetters(List<Effect.Refusal> refused) -> {
          contents.keepDeadLetters(refused);
          yield new Answer.Done();
        }
        case Effect.StoreDerived _ -> {
          contents.storeDerived();
          yield new Answer.Done();
        }
      };
    }

    private void announce(Intent intent) throws InterruptedException {
      contents.announce(intent);
      announced = intent;
      announcedAt = System.nanoTime();
    }

    private Answer insert(Effect.Insert insert) throws InterruptedException {
      if (System.nanoTime() - announcedAt > ANNOUNCEMENT_AGE_MAX.toNanos()) {
        announce(announced);
      }
      sent = Optional.of(insert.rows());
      answeredYes = false;
      long start = System.nanoTime();
      try {
        events.insert(insert.rows(), insert.statement(), insert.token());
        answeredYes = true;
        observer.inserted(insert.rows().count(), System.nanoTime() - start);
        return new Answer.Done();
      } catch (EngineException.DataRefused e) {
        return new Answer.Refused(e.code());
      } catch (EngineException.Unavailable e) {
        wait.failed(e);
        return new Answer.Unknown();
      }
    }

    private Answer readBack(long from, long to) throws InterruptedException {
      LandedRows landed = wait.until(() -> events.landed(from, to));
      sent.ifPresent(rows -> {
        int missing = rows.without(landed).count();
        observer.readBack(rows.count(), rows.count() - missing, answeredYes && missing > 0);
      });
      return new Answer.Landed(landed);
    }
  }
}
