package dev.riffle.query.segment;

import dev.riffle.query.segment.SavedSegment.Content;
import java.util.List;

/**
 * Segments that every project begins with. They are given once and are then like any other: to be
 * changed, or deleted for good. They name no event and no property of a project's own, so that they
 * are sound before the first event. Pure.
 */
public final class StarterSegments {
  /** Who answers for them until somebody else does. */
  public static final String OWNER = "riffle";

  /** In the order in which they were thought of: a project gets those that it was not given yet. */
  private static final List<List<Content>> SETS =
      List.of(
          List.of(
              starter(
                  "New persons",
                  "Lifecycle: did anything for the first time in the last 28 days.",
                  "{\"firstTime\":\"$any\",\"last\":\"28d\"}"),
              starter(
                  "Current persons",
                  "Lifecycle: active in the last 28 days and before, without a pause of more than"
                      + " 28 days.",
                  "{\"all\":[{\"did\":\"$any\",\"last\":\"28d\"},"
                      + "{\"not\":{\"firstTime\":\"$any\",\"last\":\"28d\"}},"
                      + "{\"not\":{\"resumed\":\"$any\",\"after\":\"28d\",\"last\":\"28d\"}}]}"),
              starter(
                  "Resurrected persons",
                  "Lifecycle: came back in the last 28 days after a pause of more than 28 days.",
                  "{\"resumed\":\"$any\",\"after\":\"28d\",\"last\":\"28d\"}"),
              starter(
                  "Dormant persons",
                  "Lifecycle: were active once, but not in the last 28 days.",
                  "{\"stopped\":\"$any\",\"last\":\"28d\"}"),
              starter(
                  "Power users",
                  "Engagement: active on 12 or more days of the last 28, three a week.",
                  "{\"did\":\"$any\",\"count\":\"days\",\"atLeast\":12,\"last\":\"28d\"}"),
              starter(
                  "Regular users",
                  "Engagement: active on 4 to 11 days of the last 28, at least one a week.",
                  "{\"did\":\"$any\",\"count\":\"days\",\"atLeast\":4,\"lessThan\":12,\"last\":\"28d\"}"),
              starter(
                  "Light users",
                  "Engagement: active on 1 to 3 days of the last 28.",
                  "{\"did\":\"$any\",\"count\":\"days\",\"lessThan\":4,\"last\":\"28d\"}"),
              customers("Champions", "bought lately, often and much.", "\"champions\""),
              customers("Loyal customers", "buy often and much.", "\"loyal\""),
              customers(
                  "Promising customers",
                  "bought lately, not yet often or much.",
                  "\"potentialLoyalists\",\"new\",\"promising\""),
              customers(
                  "Customers who need attention",
                  "have not bought for some time, and never often or much.",
                  "\"needAttention\",\"aboutToSleep\""),
              customers(
                  "Customers at risk",
                  "bought often and much, but not lately.",
                  "\"atRisk\",\"cannotLose\""),
              customers(
                  "Hibernating customers", "bought little and long ago.", "\"hibernating\"")));

  private StarterSegments() {}

  /** How many sets there are by now. */
  public static int sets() {
    return SETS.size();
  }

  /** Those of the sets after the first so many. */
  public static List<Content> after(int sets) {
    return SETS.subList(sets, SETS.size()).stream().flatMap(List::stream).toList();
  }

  private static Content customers(String name, String who, String classes) {
    return starter(
        name,
        "RFM, by the property revenue of any event in the last 365 days: " + who,
        "{\"rfm\":\"$any\",\"sum\":\"revenue\",\"last\":\"365d\",\"classes\":[" + classes + "]}");
  }

  private static Content starter(String name, String description, String population) {
    return new Content(name, OWNER, description, population);
  }
}
