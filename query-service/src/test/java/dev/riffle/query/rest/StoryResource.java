package dev.riffle.query.rest;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.data.ClickHouseFormat;
import dev.riffle.event.table.Migration;
import dev.riffle.testing.ClickHouseEngine;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An engine with a small story in it. Project 1 is the one of {@link DemoKeys}: persons 1
 * (premium), 2 and 4 (free), and 3, who upgrades midway. Projects 2 to 50 hold a sentinel that no
 * other may ever see. The service reads as the reader.
 */
public final class StoryResource implements QuarkusTestResourceLifecycleManager {
  static final String SENTINEL = "Foreign Sentinel";

  /** Argument: a resource of texts that are names of events and properties of project 1 besides. */
  static final String NAMES = "names";

  private static final int LAST_FOREIGN_PROJECT = 50;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final List<String> events = new ArrayList<>();
  private final List<String> catalog = new ArrayList<>();
  private final List<String> persons = new ArrayList<>();
  private @Nullable ClickHouseEngine engine;
  private @Nullable String names;

  @Override
  public void init(Map<String, String> arguments) {
    names = arguments.get(NAMES);
  }

  @Override
  public Map<String, String> start() {
    ClickHouseEngine started = ClickHouseEngine.start();
    engine = started;
    tell();
    try (Client writer =
        new Client.Builder()
            .addEndpoint(started.url())
            .setDefaultDatabase(started.database())
            .setUsername(started.writer().user())
            .setPassword(started.writer().password())
            .build()) {
      for (Migration migration : Migration.all()) {
        execute(writer, migration.statement());
      }
      insert(writer, "events", events);
      insert(writer, "catalog", catalog);
      insert(writer, "persons", persons);
    } catch (Exception e) {
      throw new IllegalStateException("the story could not be written", e);
    }
    return Map.of(
        "riffle.clickhouse.url", started.url(),
        "riffle.clickhouse.database", started.database(),
        "riffle.clickhouse.user", started.reader().user(),
        "riffle.clickhouse.password", started.reader().password());
  }

  @Override
  public void stop() {
    if (engine == null) {
      return;
    }
    try {
      engine.close();
    } catch (Exception e) {
      throw new IllegalStateException("could not stop ClickHouse", e);
    }
  }

  private void tell() {
    track(1, "Used Awesome Feature 1", 1, "premium", 1);
    track(1, "Used Awesome Feature 1", 1, "premium", 1);
    track(1, "Used Awesome Feature 1", 2, "free", 1);
    track(1, "Used Awesome Feature 1", 3, "free", 3);
    track(1, "Used Awesome Feature 1", 3, "premium", 1);
    track(1, "Used Awesome Feature 2", 2, "free", 2);
    track(1, "Used Awesome Feature 3", 1, "premium", 2);
    track(1, "Export Started", 4, "free", 2);
    track(1, "Export Started", 1, "premium", 2);
    track(1, "Export Completed", 1, "premium", 2);
    track(1, "Subscribed to Premium", 3, "premium", 2);
    person(1, 1, "premium");
    person(1, 2, "free");
    person(1, 3, "premium");
    person(1, 4, "free");
    for (int project = 2; project <= LAST_FOREIGN_PROJECT; project++) {
      track(project, SENTINEL, 1, SENTINEL, 1);
      person(project, 1, SENTINEL);
    }
    for (String event :
        List.of(
            "Used Awesome Feature 1",
            "Used Awesome Feature 2",
            "Used Awesome Feature 3",
            "Export Started",
            "Export Completed",
            "Subscribed to Premium")) {
      name(1, "event", event, "", event.endsWith("1") ? 5 : 1);
    }
    name(1, "user_property", "plan", "text", 10);
    name(1, "user_value", "plan", "premium", 6);
    name(1, "user_value", "plan", "free", 4);
    name(1, "user_property", "onboardingFeature", "text", 1);
    name(1, "event_property", "purchasedTier", "number", 1);
    if (names != null) {
      nameEverything(names);
    }
    for (int project = 2; project <= LAST_FOREIGN_PROJECT; project++) {
      name(project, "event", SENTINEL, "", 1);
      name(project, "user_property", "plan", "text", 1);
      name(project, "user_value", "plan", SENTINEL, 1);
    }
  }

  /** As they would be stored, where they can be. */
  private void nameEverything(String resource) {
    List<String> all = new ArrayList<>(InjectionTexts.in(resource));
    all.add(RequestFields.HARMLESS);
    for (String text : all) {
      String name = Normalizer.normalize(text, Normalizer.Form.NFC);
      boolean storable =
          name.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
      if (storable) {
        String written = InjectionTexts.inJson(name);
        name(1, "event", written, "", 1);
        name(1, "event_property", written, "text", 1);
        name(1, "user_property", written, "text", 1);
      }
    }
  }

  private void track(int project, String event, int person, String plan, int daysAgo) {
    String time = time(now.minus(daysAgo, ChronoUnit.DAYS));
    events.add(
        """
        {"project":%d,"event":"%s","kind":"track","aid":%d,"uid":%d,"ts":"%s","claimed_ts":"%s",\
        "received_ts":"%s","_source":1,"_offset":%d,"text":{},"number":{"purchasedTier":2},\
        "user_text":{"plan":"%s","onboardingFeature":"feature 2"},"user_number":{}}\
        """
            .formatted(project, event, person, person, time, time, time, events.size(), plan));
  }

  private void person(int project, int number, String plan) {
    persons.add(
        """
        {"project":%d,"sender_kind":"user","sender_id":"user \\"%d\\"","aid":%d,"uid":%d,\
        "_source":1,"_offset":%d,"text":{"plan":"%s"},"number":{"seats":%d}}\
        """
            .formatted(project, number, number, number, number, plan, number));
  }

  private void name(int project, String entry, String name, String detail, int occurrences) {
    String time = time(now);
    catalog.add(
        """
        {"project":%d,"entry":"%s","name":"%s","detail":"%s","_source":1,"occurrences":%d,\
        "first_seen":"%s","last_seen":"%s","_offset":1}\
        """
            .formatted(project, entry, name, detail, occurrences, time, time));
  }

  private static String time(Instant instant) {
    return instant.toString().replace("T", " ").replace("Z", "");
  }

  private static void execute(Client writer, String statement) throws Exception {
    try (QueryResponse response =
        writer.query(statement, Map.of(), null).get(60, TimeUnit.SECONDS)) {
      response.getQueryId();
    }
  }

  private static void insert(Client writer, String table, List<String> rows) throws Exception {
    byte[] body = String.join("\n", rows).getBytes(StandardCharsets.UTF_8);
    try (InsertResponse response =
        writer
            .insert(table, new ByteArrayInputStream(body), ClickHouseFormat.JSONEachRow)
            .get(60, TimeUnit.SECONDS)) {
      response.getQueryId();
    }
  }
}
