package dev.riffle.ingest.load.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Inserts rows so that each lands exactly once, whatever the engine answers. The truth is what is
 * in the table: after any answer but a plain yes, what landed is read back and only the complement
 * is inserted, until nothing is missing.
 *
 * <p>A block that the engine refuses for its data is halved until the rows to blame stand alone;
 * those are returned, the others are stored. One thread.
 */
public final class EventInserter {
  private final EventStore store;
  private final EngineWait wait;
  private final Supplier<String> tokens;
  private final Observer observer;

  /** Told what happened, for metrics. */
  public interface Observer {
    /** After a doubt: how many of the rows had landed. */
    void recovered(int rows, int landed);

    void inserted(int rows, long nanos);
  }

  /** A row, by its place among the rows given, and the code with which the engine refused it. */
  public record Refused(long offset, int code) {}

  /**
   * @param tokens gives texts that were never used before, not even by an earlier process
   */
  public EventInserter(
      EventStore store, EngineWait wait, Supplier<String> tokens, Observer observer) {
    this.store = store;
    this.wait = wait;
    this.tokens = tokens;
    this.observer = observer;
  }

  /**
   * Returns when every row is stored or refused.
   *
   * @return the refused rows
   */
  public List<Refused> insert(EventBlock.Rows rows) throws InterruptedException {
    List<Refused> refused = new ArrayList<>();
    insert(rows, refused);
    return refused;
  }

  private void insert(EventBlock.Rows rows, List<Refused> refused) throws InterruptedException {
    EventBlock.Rows missing = rows;
    int refusals = 0;
    for (int attempt = 0; !missing.isEmpty(); attempt++) {
      String token = tokens.get();
      long start = System.nanoTime();
      try {
        store.insert(missing, token);
        observer.inserted(missing.count(), System.nanoTime() - start);
        if (attempt == 0) {
          return;
        }
      } catch (EngineException.DataRefused e) {
        refusals++;
        if (missing.count() > 1) {
          for (EventBlock.Rows half : missing.halves()) {
            insert(half, refused);
          }
          return;
        }
        // a connection that breaks inside a row looks like a bad row: only the same answer twice
        // counts
        if (refusals > 1) {
          refused.add(new Refused(missing.firstOffset(), e.code()));
          return;
        }
      } catch (EngineException.Unavailable e) {
        wait.failed(e);
      }
      missing = complement(missing, token);
    }
  }

  private EventBlock.Rows complement(EventBlock.Rows sent, String token)
      throws InterruptedException {
    EventBlock.Rows missing =
        wait.until(() -> {
          store.stop(token);
          return sent.without(store.landed(sent.firstOffset(), sent.lastOffset() + 1));
        });
    observer.recovered(sent.count(), sent.count() - missing.count());
    return missing;
  }
}
