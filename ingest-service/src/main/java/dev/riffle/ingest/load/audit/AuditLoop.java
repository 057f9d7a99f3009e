package dev.riffle.ingest.load.audit;

import dev.riffle.ingest.load.table.ClickHouse;
import java.time.Duration;
import java.time.InstantSource;

/** The auditor of one process: a round, a pause, until it is closed. */
public final class AuditLoop implements AutoCloseable {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  private final Auditor auditor;
  private final AuditStatus status;
  private final Duration interval;
  private final Thread thread;

  /**
   * An auditor of the tables in ClickHouse.
   *
   * @param interval from the end of a round to the next
   */
  public AuditLoop(
      ClickHouse clickHouse,
      RunningLedgers ledgers,
      AuditStatus status,
      Duration interval,
      InstantSource clock) {
    this(
        new Auditor(
            new ClickHouseLedgerStore(clickHouse, clock),
            new ClickHouseStoredRows(clickHouse),
            ledgers,
            status,
            clock),
        status,
        interval);
  }

  AuditLoop(Auditor auditor, AuditStatus status, Duration interval) {
    this.auditor = auditor;
    this.status = status;
    this.interval = interval;
    this.thread = Thread.ofVirtual().name("load-audit").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Breaks a round off: nothing is lost, the next process looks again. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      var _ = thread.join(STOP_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(interval);
        long start = System.nanoTime();
        auditor.round();
        status.lasted(Duration.ofNanos(System.nanoTime() - start));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        // the outermost loop: whatever it was, an audit that stops for good would go unnoticed
        if (!Thread.currentThread().isInterrupted()) {
          status.failed(e);
        }
      }
    }
  }
}
