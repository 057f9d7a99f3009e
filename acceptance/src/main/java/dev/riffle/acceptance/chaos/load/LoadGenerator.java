package dev.riffle.acceptance.chaos.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Posts batches over keep-alive connections, each with one request in flight: a batch whose outcome
 * is unknown is posted again until it is acknowledged, as the SDKs do. Journals every request.
 */
public final class LoadGenerator implements AutoCloseable {
  private static final int LANES = 24;
  private static final int BATCH_MAX = 400;
  private static final int SYNC_MILLIS = 200;
  private static final Duration IDLE = Duration.ofMillis(50);

  /** Above the 9 s in which the ingest service answers. */
  private static final Duration TIMEOUT = Duration.ofSeconds(12);

  private static final int IMPATIENT_MILLIS_MAX = 60;
  private static final int PAUSE_FIRST_MILLIS = 100;
  private static final int PAUSE_MAX_MILLIS = 2000;
  private static final int PERCENT = 100;
  private static final int BYTES_PER_EVENT = 500;

  private final EventSource source;
  private final Journal journal;
  private final LoadSettings settings;
  private final String authorization;
  private final Pace pace;
  private final Tally tally = new Tally();
  private final Backlog backlog;
  private final AtomicInteger busy = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private volatile int lanes = LANES;
  private volatile String failure = "";

  public LoadGenerator(EventSource source, Journal journal, LoadSettings settings) {
    this.source = source;
    this.journal = journal;
    this.settings = settings;
    byte[] credentials = (settings.writeKey() + ':').getBytes(StandardCharsets.UTF_8);
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    this.pace = new Pace(settings.eventsPerSecond(), System.nanoTime());
    this.backlog = new Backlog(settings, source.seed());
  }

  public void start() {
    startLanes(0);
    threads.add(Thread.ofPlatform().daemon().name("journal-sync").start(this::syncJournal));
  }

  private void startLanes(int from) {
    for (int number = from; number < lanes; number++) {
      int lane = number;
      Random random = new Random(source.seed() * LANES + lane);
      threads.add(Thread.ofVirtual().name("lane-" + lane).start(() -> run(lane, random)));
    }
  }

  /**
   * Runs with so many more connections, and comes back to the usual number afterwards.
   *
   * @return how long each request took that was accepted meanwhile
   */
  public List<Duration> withMoreConnections(int more, Meanwhile work) throws InterruptedException {
    int usual = lanes;
    tally.timeAccepted();
    lanes = usual + more;
    startLanes(usual);
    try {
      work.run();
    } finally {
      lanes = usual;
    }
    return tally.timesOfAccepted();
  }

  /** What is done while the load is another. */
  public interface Meanwhile {
    void run() throws InterruptedException;
  }

  /** More or less load from now on. */
  public void rate(double eventsPerSecond) {
    pace.rate(eventsPerSecond);
  }

  /** New events per second at present. */
  public double rate() {
    return pace.rate();
  }

  public LoadFigures figures() {
    return tally.figures(backlog.taken(), backlog.resent());
  }

  /** Why the generator itself failed; empty while it works. */
  public String failure() {
    return failure;
  }

  /** No new events from now on; those that are sent again come at once. */
  public void pause() {
    backlog.pause();
  }

  /** So many new events after all. */
  public void more(long events) {
    backlog.more(events);
  }

  /** True when every event sent has been acknowledged, and sent again as often as planned. */
  public boolean awaitQuiet(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (!backlog.isExhausted() || busy.get() > 0) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(IDLE);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    threads.forEach(Thread::interrupt);
    journal.close();
  }

  private void run(int lane, Random random) {
    try (HttpConnection connection = new HttpConnection(settings.port(), authorization)) {
      while (closed.getCount() > 0 && lane < lanes) {
        busy.incrementAndGet();
        boolean idle = !postNext(connection, random);
        busy.decrementAndGet();
        if (idle) {
          Thread.sleep(IDLE);
        }
      }
    } catch (IOException e) {
      failure = "the journal cannot be written: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns false when there is nothing to do at present. */
  private boolean postNext(HttpConnection connection, Random random)
      throws IOException, InterruptedException {
    List<Long> numbers = backlog.next(1 + random.nextInt(BATCH_MAX), System.nanoTime());
    if (numbers.isEmpty()) {
      return false;
    }
    Thread.sleep(pace.take(numbers.size(), System.nanoTime()));
    postUntilAcknowledged(numbers, connection, random);
    return true;
  }

  private void postUntilAcknowledged(List<Long> numbers, HttpConnection connection, Random random)
      throws IOException, InterruptedException {
    List<SentEvent> events = new ArrayList<>(numbers.size());
    numbers.forEach(number -> events.add(source.event(number)));
    boolean amplitude = random.nextInt(5) == 0;
    int pauseMillis = PAUSE_FIRST_MILLIS;
    for (int attempt = 0; closed.getCount() > 0; attempt++) {
      if (attempt > 0) {
        tally.retried();
        Collections.shuffle(events, random);
      }
      int status = post(events, amplitude, timeout(random), connection);
      if (status / PERCENT == 2) {
        backlog.acknowledged(numbers, System.nanoTime());
        return;
      }
      if (Tally.isRefused(status)) {
        // the same again would be refused again; the report tells
        return;
      }
      Thread.sleep(pauseMillis / 2 + random.nextInt(pauseMillis));
      pauseMillis = Math.min(2 * pauseMillis, PAUSE_MAX_MILLIS);
    }
  }

  private int post(
      List<SentEvent> events, boolean amplitude, Duration timeout, HttpConnection connection)
      throws IOException {
    String body = amplitude ? amplitude(events) : segment(events);
    String path = amplitude ? "/2/httpapi" : "/v1/batch";
    long request = journal.sent(events);
    int status = Journal.NO_ANSWER;
    String said = "";
    long startedAt = System.nanoTime();
    try {
      HttpConnection.Reply reply = connection.post(path, body, timeout);
      status = reply.status();
      said = reply.body();
    } catch (IOException e) {
      // no answer: what became of it is unknown
    }
    journal.got(request, status);
    tally.answered(status, said, Duration.ofNanos(System.nanoTime() - startedAt), events);
    return status;
  }

  private Duration timeout(Random random) {
    return random.nextInt(PERCENT) < settings.impatientPercent()
        ? Duration.ofMillis(1 + random.nextInt(IMPATIENT_MILLIS_MAX))
        : TIMEOUT;
  }

  private static String segment(List<SentEvent> events) {
    StringBuilder json = new StringBuilder(events.size() * BYTES_PER_EVENT).append("{\"batch\":[");
    for (int i = 0; i < events.size(); i++) {
      json.append(i == 0 ? "" : ",");
      events.get(i).appendSegment(json);
    }
    return json.append("]}").toString();
  }

  private String amplitude(List<SentEvent> events) {
    StringBuilder json = new StringBuilder(events.size() * BYTES_PER_EVENT);
    json.append("{\"api_key\":\"").append(settings.writeKey()).append("\",\"events\":[");
    for (int i = 0; i < events.size(); i++) {
      json.append(i == 0 ? "" : ",");
      events.get(i).appendAmplitude(json);
    }
    return json.append("]}").toString();
  }

  private void syncJournal() {
    try {
      while (!closed.await(SYNC_MILLIS, TimeUnit.MILLISECONDS)) {
        journal.sync();
      }
    } catch (IOException e) {
      failure = "the journal cannot be written: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
