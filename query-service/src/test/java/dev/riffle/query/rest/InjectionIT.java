package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.riffle.query.rest.DoorRequests.DoorField;
import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Texts that would break out of SQL, JSON, CSV, logs or formats, in every field of every door. The
 * engine runs the same text of SQL whatever a field says, no reply is a fault of ours, and none has
 * a byte of another project. The names that a question may use are in the project's catalog, so
 * that they get past it.
 *
 * <p>Each field is first asked with a harmless name. By default {@value #SHARE} hostile requests
 * follow, by seed, half of them in fields that took the harmless name; {@code -Dinjection=20000}
 * sends so many, no field again before all the others had their turn; {@code -Dinjection=taken}
 * sends every text in every field that takes names, and {@code -Dinjection=all} in all of them,
 * which are millions. {@link SqlTextTest} compares the SQL of all texts in all fields of questions
 * without HTTP, in minutes; {@code -Dinjection=others} sends every text in every other field of
 * every door, and in headers of one door of each kind. {@code -Ddoors=/api/v1/segments} leaves all
 * doors out whose path begins otherwise.
 */
@QuarkusTest
@TestProfile(WithoutIngest.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(
    value = StoryResource.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = StoryResource.NAMES, value = InjectionTexts.RESOURCE))
class InjectionIT {
  private static final Logger LOG = Logger.getLogger(InjectionIT.class);
  private static final int SHARE = 2_000;
  private static final int AT_ONCE = 4;
  private static final int TELL_EVERY = 5_000;
  private static final String OTHERS = "others";
  private static final Set<String> WHOLE = Set.of("all", "taken", OTHERS);
  private static final Pattern DOORS = Pattern.compile(System.getProperty("doors", ""));
  private static final String WANTED = System.getProperty("injection", String.valueOf(SHARE));

  /** Of so many requests one must have its SQL compared, or the test would say nothing. */
  private static final int REQUESTS_PER_COMPARED_MAX = 20;

  private final Set<DoorField> taken = ConcurrentHashMap.newKeySet();
  private final Map<DoorField, List<String>> harmlessSql = new ConcurrentHashMap<>();
  private final AtomicInteger compared = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();

  private record Sent(DoorField field, String text) {}

  @Test
  void textsStayTextsInEveryFieldOfEveryDoor() {
    DoorRequests requests =
        new DoorRequests(DemoKeys.ADMIN, HarmlessParameters.detailed(newProject("for injection")));
    List<DoorField> fields = fields(requests);
    List<String> texts = InjectionTexts.all();
    assertThat(texts).hasSizeGreaterThanOrEqualTo(500).doesNotHaveDuplicates();

    each(fields, field -> harmless(requests, field));
    List<Sent> all = chosen(fields, texts);
    long began = System.nanoTime();
    each(all, sent -> send(requests, sent));

    LOG.infof(
        "%d requests in %d s, %d fields of %d doors, %d of which take names, %d texts; replies %s;"
            + " SQL compared %d times",
        all.size(),
        Duration.ofNanos(System.nanoTime() - began).toSeconds(),
        fields.size(),
        fields.stream().map(DoorField::door).distinct().count(),
        taken.size(),
        texts.size(),
        new TreeMap<>(statuses),
        compared.get());
    assertThat(wrong).isEmpty();
    if (!WANTED.equals(OTHERS) && DOORS.pattern().isEmpty()) {
      assertThat(compared.get()).isGreaterThan(all.size() / REQUESTS_PER_COMPARED_MAX);
    }
  }

  /** PostgreSQL's texts have no such character; an address can. */
  @Test
  void noPathWithTheCharacterZeroIsAFaultOfOurs() {
    DoorRequests requests =
        new DoorRequests(DemoKeys.ADMIN, HarmlessParameters.of(newProject("for paths")));
    List<DoorField> paths =
        Doors.all().stream()
            .flatMap(door -> requests.fields(door).stream())
            .filter(field -> field.name().startsWith("path "))
            .toList();
    assertThat(paths).hasSizeGreaterThan(20);

    each(paths, field -> reply(requests, new Sent(field, "a\0")));

    assertThat(wrong).isEmpty();
  }

  private static List<DoorField> fields(DoorRequests requests) {
    MendedFields mending = new MendedFields(requests);
    List<DoorField> fields =
        Collections.synchronizedList(
            new ArrayList<>(
                Doors.all().stream()
                    .filter(door -> DOORS.matcher(door.path()).lookingAt())
                    .flatMap(door -> requests.fields(door).stream())
                    .toList()));
    if (WANTED.equals(OTHERS)) {
      Set<String> headers = new HashSet<>();
      fields.removeIf(requests::isOfQuestion);
      // a header is read before a door is chosen
      fields.removeIf(field ->
          field.name().endsWith(":")
              && !headers.add(field.door().method() + field.door().access() + field.name()));
    }
    each(
        IntStream.range(0, fields.size()).boxed().toList(),
        i -> fields.set(i, mending.mended(fields.get(i))));
    return List.copyOf(fields);
  }

  private static <T> void each(List<T> all, Consumer<T> action) {
    try (ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE)) {
      all.forEach(one -> senders.execute(() -> action.accept(one)));
    }
  }

  private List<Sent> chosen(List<DoorField> fields, List<String> texts) {
    long seed = Long.getLong("seed", new Random().nextLong());
    LOG.infof("-Dseed=%d", seed);
    Random random = new Random(seed);
    if (WHOLE.contains(WANTED)) {
      List<Sent> all =
          new ArrayList<>(
              fields.stream()
                  .filter(field -> !WANTED.equals("taken") || taken.contains(field))
                  .flatMap(field -> texts.stream().map(text -> new Sent(field, text)))
                  .toList());
      // two at a time that make a thing of one name would be told that it is there already
      Collections.shuffle(all, random);
      return all;
    }
    int half = Integer.parseInt(WANTED) / 2;
    List<Sent> chosen = new ArrayList<>();
    for (boolean takes : List.of(true, false)) {
      List<DoorField> turns =
          new ArrayList<>(fields.stream().filter(field -> taken.contains(field) == takes).toList());
      Collections.shuffle(turns, random);
      for (int i = 0; i < half; i++) {
        chosen.add(new Sent(turns.get(i % turns.size()), texts.get(random.nextInt(texts.size()))));
      }
    }
    return chosen;
  }

  private void harmless(DoorRequests requests, DoorField field) {
    Sent sent = new Sent(field, RequestFields.HARMLESS);
    reply(requests, sent)
        .ifPresent(reply -> {
          if (reply.statusCode() < 300) {
            taken.add(field);
            sql(reply).ifPresent(texts -> harmlessSql.put(field, texts));
          }
        });
  }

  private void send(DoorRequests requests, Sent sent) {
    int sentBefore = done.getAndIncrement();
    if (sentBefore > 0 && sentBefore % TELL_EVERY == 0) {
      LOG.infof(
          "%d requests, now %s; replies %s; %d wrong",
          sentBefore, sent.field(), new TreeMap<>(statuses), wrong.size());
    }
    List<String> harmless = harmlessSql.get(sent.field());
    Optional<HttpResponse<String>> reply = reply(requests, sent);
    Optional<List<String>> sql = reply.flatMap(InjectionIT::sql);
    if (reply.isPresent() && sql.isPresent() && harmless != null) {
      compared.incrementAndGet();
      if (!harmless.equals(sql.get())) {
        note(sent, reply.get(), "ran other SQL than a harmless name, " + harmless);
      }
    }
  }

  /** Empty when none came, which is noted. */
  private Optional<HttpResponse<String>> reply(DoorRequests requests, Sent sent) {
    try {
      HttpResponse<String> reply = requests.send(sent.field().with().apply(sent.text()));
      requests.unmake(sent.field().door(), reply);
      statuses.computeIfAbsent(reply.statusCode(), _ -> new AtomicInteger()).incrementAndGet();
      if (reply.statusCode() >= 500 && !reply.body().contains("\"ingest-unavailable\"")) {
        note(sent, reply, "is a fault of ours");
      }
      if (reply.body().contains(StoryResource.SENTINEL)) {
        note(sent, reply, "has what is another project's");
      }
      if (reply.body().contains("DB::Exception") || reply.body().contains("dev.riffle")) {
        note(sent, reply, "tells of the inside");
      }
      return Optional.of(reply);
    } catch (RuntimeException e) {
      wrong.add(sent.field() + " with " + InjectionTexts.quoted(sent.text()) + ": " + e);
      return Optional.empty();
    }
  }

  private void note(Sent sent, HttpResponse<String> reply, String what) {
    String body = reply.body();
    wrong.add(
        "%s with %s: %d %s: %s"
            .formatted(
                sent.field(),
                InjectionTexts.quoted(sent.text()),
                reply.statusCode(),
                what,
                body.substring(0, Math.min(body.length(), 600))));
  }

  /** Of an answer that explains itself. */
  private static Optional<List<String>> sql(HttpResponse<String> reply) {
    if (reply.statusCode() != 200 || !reply.body().contains("\"sql\":[")) {
      return Optional.empty();
    }
    JsonNode answer = DoorRequests.tree(reply.body());
    List<String> texts = new ArrayList<>();
    answer.path("meta").path("sql").forEach(statement -> texts.add(statement.get("text").asText()));
    return Optional.of(texts);
  }

  private static String newProject(String name) {
    return RestAssured.given()
        .header("Authorization", "Bearer " + DemoKeys.ADMIN)
        .contentType("application/json")
        .body(Map.of("name", name))
        .post("/api/v1/projects")
        .then()
        .statusCode(201)
        .extract()
        .path("id")
        .toString();
  }
}
