package dev.riffle.acceptance.sdk;

import static dev.riffle.acceptance.sdk.StoredRecord.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.acceptance.system.OwnProject;
import dev.riffle.acceptance.system.RunningRiffle;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A page with an SDK; what it tells is in src/test/sdk/node/browser. */
enum BrowserPage {
  AMPLITUDE_BROWSER(
      "amplitude-browser",
      "amplitude-ts/2.47.0",
      "revenue_amount",
      """
      session_start | - | before
      $identify | - | before
      Page Viewed | - | before
      Landing Seen | - | before
      $identify | alice@example.com | before
      Song Played | alice@example.com | before
      $identify | alice@example.com | before
      Operations Done | alice@example.com | before
      $identify | alice@example.com | before
      $group acme | alice@example.com | before
      Board Opened | alice@example.com | before
      revenue_amount | alice@example.com | before
      After Logout | - | after
      """),
  AMPLITUDE_JS(
      "amplitude-js",
      "amplitude-js/8.21.10",
      "revenue_amount",
      """
      $identify | - | before
      Landing Seen | - | before
      $identify | alice@example.com | before
      Song Played | alice@example.com | before
      $identify | alice@example.com | before
      Operations Done | alice@example.com | before
      $identify | alice@example.com | before
      $group acme | alice@example.com | before
      Board Opened | alice@example.com | before
      revenue_amount | alice@example.com | before
      After Logout | - | after
      Page Left | - | after
      """),
  SEGMENT("segment", "analytics.js/npm:next-1.84.3", "Order Completed", Rows.OF_SEGMENT),
  SEGMENT_BATCHING("segment", "analytics.js/npm:next-1.84.3", "Order Completed", Rows.OF_SEGMENT),
  RUDDER(
      "rudder",
      "RudderLabs JavaScript SDK/3.34.1",
      "Order Completed",
      """
      Landing Seen | - | before
      $identify | alice@example.com | before
      Song Played | alice@example.com | before
      $group acme | alice@example.com | before
      Page Viewed | alice@example.com | before
      Order Completed | alice@example.com | before
      $alias alice-before | alice@example.com | before
      After Logout | - | after
      """),
  POSTHOG(
      "posthog",
      "posthog-js/1.449.2",
      "Order Completed",
      """
      Page Viewed | - | before
      Landing Seen | - | before
      $identify | alice@example.com | before
      Song Played | alice@example.com | before
      $identify | alice@example.com | before
      $group acme | alice@example.com | before
      Board Opened | alice@example.com | before
      Order Completed | alice@example.com | before
      $alias alice-before | alice@example.com | before
      After Logout | - | after
      $pageleave | - | after
      """),
  MIXPANEL("mixpanel", "mixpanel-browser/2.83.0", "Order Completed", Rows.OF_MIXPANEL),
  MIXPANEL_BATCHING("mixpanel", "mixpanel-browser/2.83.0", "Order Completed", Rows.OF_MIXPANEL);

  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String driver;
  private final String library;
  private final String order;
  private final String rows;

  BrowserPage(String driver, String library, String order, String rows) {
    this.driver = driver;
    this.library = library;
    this.order = order;
    this.rows = rows;
  }

  /**
   * What came of opening the page.
   *
   * @param address of the page, without its query
   * @param devices before and after the logout
   * @param failedPosts requests that failed in the browser, though the service may have them
   */
  record Visit(
      OwnProject project,
      String address,
      List<String> devices,
      List<String> failedPosts,
      Report report) {
    /** Each event is the right person's, by whatever id it is looked up. */
    void assertPersons(StoredStory story) {
      StoredPersons persons = new StoredPersons(story, project, "before");
      persons.assertRight();
      persons.assertDevicesRight(devices.getFirst(), devices.getLast());
    }

    /** The devices are called {@code before} and {@code after}. */
    StoredStory stored(RunningRiffle riffle, int rows) throws IOException, InterruptedException {
      return StoredStory.of(riffle, project, rows)
          .withDevices(Map.of(devices.getFirst(), "before", devices.getLast(), "after"));
    }
  }

  String library() {
    return library;
  }

  /** The event that carries revenue. */
  String order() {
    return order;
  }

  /** As {@link StoredStory#outline()} has them. */
  List<String> rows() {
    return rows.lines().toList();
  }

  /** What the event Landing Seen says of its page and browser, under the common names. */
  ObjectNode context(Visit visit) {
    ObjectNode context =
        object("{\"os.name\":\"Linux\",\"browser.name\":\"Chrome\",\"device.type\":\"desktop\"}");
    if (this != AMPLITUDE_JS) {
      context.put(
          "page.url", visit.address() + "?sdk=" + driver + "&utm_source=news&utm_campaign=c1");
      context.put("page.path", "/shop");
      context.put("campaign.source", "news");
      context.put("campaign.name", "c1");
    }
    return context;
  }

  /**
   * Some of the user's properties at the order; none of Mixpanel's, whose changes of a profile have
   * the time of their receipt.
   */
  ObjectNode userProperties() {
    return switch (this) {
      case AMPLITUDE_BROWSER ->
          object(
              """
              {"plan": "pro", "newsletter": true, "interests": ["music"], "songs": 2.5,
               "played": ["b"], "early": ["m"], "late": ["n"], "address.city": "Budapest",
               "group.org": "acme"}
              """);
      case AMPLITUDE_JS ->
          object(
              """
              {"plan": "pro", "newsletter": true, "interests": ["music"], "songs": 2.5,
               "played": ["b"], "early": ["m"], "late": ["n"], "address.city": "Budapest",
               "group.org": "acme"}
              """);
      case SEGMENT, SEGMENT_BATCHING, RUDDER -> object(Scenario.TRAITS_STORED);
      case POSTHOG ->
          object(
              """
              {"plan": "team", "newsletter": true, "interests": ["music", "art"],
               "address.city": "Budapest", "firstSong": "First", "firstPlan": "team", "age": 30}
              """);
      case MIXPANEL, MIXPANEL_BATCHING -> object("{}");
    };
  }

  /** Opens all pages at the same time, each for a project of its own. */
  static Map<BrowserPage, Visit> visitAll(RunningRiffle riffle)
      throws IOException, InterruptedException {
    Map<BrowserPage, OwnProject> projects = new EnumMap<>(BrowserPage.class);
    ArrayNode pages = JSON.createArrayNode();
    for (BrowserPage page : values()) {
      OwnProject project = OwnProject.create(riffle, page.name());
      projects.put(page, project);
      pages
          .addObject()
          .put("name", page.name())
          .put("sdk", page.driver)
          .put("part", "scenario")
          .put("batching", page.name().toLowerCase(Locale.ROOT).endsWith("batching"))
          .put("url", riffle.ingestUrl().toString())
          .put("key", project.writeKey())
          .put("at", Told.yesterday().toEpochMilli());
    }
    JsonNode results =
        NodePrograms.install(riffle.repository())
            .drive(TIMEOUT, "browse.mjs", Chromium.program().toString(), pages.toString());
    Map<BrowserPage, Visit> visits = new EnumMap<>(BrowserPage.class);
    projects.forEach(
        (page, project) -> visits.put(page, visit(project, results.path(page.name()))));
    return visits;
  }

  private static Visit visit(OwnProject project, JsonNode result) {
    List<String> failed = new ArrayList<>();
    result
        .path("requests")
        .forEach(request -> {
          String line = request.asText();
          if (line.startsWith("POST") && !line.endsWith(" 200")) {
            failed.add(line);
          }
        });
    return new Visit(
        project,
        result.path("page").asText(),
        List.of(result.path("devices").path(0).asText(), result.path("devices").path(1).asText()),
        failed,
        Report.of(result));
  }

  /** What two pages with the same SDK tell. */
  private static final class Rows {
    static final String OF_SEGMENT =
        """
        Landing Seen | - | before
        $identify | alice@example.com | before
        Song Played | alice@example.com | before
        $group acme | alice@example.com | before
        Board Opened | alice@example.com | before
        Page Viewed | alice@example.com | before
        Screen Viewed | alice@example.com | before
        Order Completed | alice@example.com | before
        $alias alice-before | alice@example.com | before
        After Logout | - | after
        """;

    static final String OF_MIXPANEL =
        """
        Page Viewed | - | before
        Landing Seen | - | before
        $identify | alice@example.com | before
        $identify | alice@example.com | before
        $identify | alice@example.com | before
        $identify | alice@example.com | before
        $identify | alice@example.com | before
        $identify | alice@example.com | before
        $identify | alice@example.com | before
        $identify | alice@example.com | before
        $identify | alice@example.com | before
        $identify | alice@example.com | before
        Song Played | alice@example.com | before
        Operations Done | alice@example.com | before
        $group acme | - | $org_acme
        Board Opened | alice@example.com | before
        Order Completed | alice@example.com | before
        After Logout | - | after
        """;

    private Rows() {}
  }
}
