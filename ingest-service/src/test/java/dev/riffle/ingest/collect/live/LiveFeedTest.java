package dev.riffle.ingest.collect.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.riffle.ingest.collect.live.LiveView.Item;
import dev.riffle.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
  private static final ProjectId SHOP = new ProjectId(1);
  private static final ProjectId BANK = new ProjectId(2);
  private static final int RING = 5;
  private static final int VIEWERS = 3;
  private static final int VIEWERS_PER_PROJECT = 2;
  private static final Duration RESUME = Duration.ofMinutes(1);

  private Instant now = LiveEvents.NOW;
  private final LiveFeed feed =
      new LiveFeed(
          new LiveLimits(
              RING,
              VIEWERS,
              VIEWERS_PER_PROJECT,
              RESUME,
              Duration.ofSeconds(15),
              Duration.ofSeconds(30)),
          () -> now,
          new Random(1));

  @Test
  void asksForNoEventsWhenNobodyWatchesTheProject() {
    try (LiveView _ = open(SHOP, "")) {
      feed.show(BANK, () -> fail("nobody watches"));
      assertThat(feed.rings()).isOne();
    }
  }

  @Test
  void showsWhatComesAfterTheViewBeganAndOnlyOfItsProject() {
    try (LiveView early = open(SHOP, "");
        LiveView other = open(BANK, "")) {
      show(SHOP, 0, 1);
      try (LiveView late = open(SHOP, "")) {
        show(SHOP, 1, 2);

        assertThat(names(early.read(10))).containsExactly("e0", "e1", "e2");
        assertThat(names(late.read(10))).containsExactly("e1", "e2");
        assertThat(early.read(10)).isEmpty();
        assertThat(other.read(10)).isEmpty();
      }
    }
  }

  @Test
  void aFullRingIsReadWhole() {
    try (LiveView view = open(SHOP, "")) {
      show(SHOP, 0, RING);

      assertThat(names(view.read(10))).containsExactly("e0", "e1", "e2", "e3", "e4");
    }
  }

  @Test
  void whoIsTooSlowLearnsHowManyWereLeftOut() {
    try (LiveView view = open(SHOP, "")) {
      show(SHOP, 0, RING + 1);

      List<Item> items = view.read(10);

      assertThat(((Item.Gap) items.getFirst()).leftOut()).isEqualTo(OptionalLong.of(1));
      assertThat(names(items.subList(1, items.size())))
          .containsExactly("e1", "e2", "e3", "e4", "e5");
    }
  }

  @Test
  void readsAtMostSoManyAndGoesOnAfterThem() {
    try (LiveView view = open(SHOP, "")) {
      show(SHOP, 0, 4);

      assertThat(names(view.read(3))).containsExactly("e0", "e1", "e2");
      assertThat(names(view.read(3))).containsExactly("e3");
    }
  }

  @Test
  void goesOnAfterTheLastOneSeen() {
    LiveView view = open(SHOP, "");
    show(SHOP, 0, 2);
    String seen = ((Item.Event) view.read(1).getFirst()).id();
    view.close();
    show(SHOP, 2, 1);

    try (LiveView again = open(SHOP, seen)) {
      assertThat(names(again.read(10))).containsExactly("e1", "e2");
    }
  }

  @Test
  void goesOnFromItsPlaceWhenNothingWasShown() {
    LiveView view = open(SHOP, "");
    String position = view.position();
    view.close();
    show(SHOP, 0, 1);

    try (LiveView again = open(SHOP, position)) {
      assertThat(names(again.read(10))).containsExactly("e0");
    }
  }

  @Test
  void aPlaceThatWasOverwrittenIsAGapOfKnownSize() {
    LiveView view = open(SHOP, "");
    String position = view.position();
    view.close();
    show(SHOP, 0, RING + 3);

    try (LiveView again = open(SHOP, position)) {
      assertThat(((Item.Gap) again.read(1).getFirst()).leftOut()).isEqualTo(OptionalLong.of(3));
    }
  }

  @Test
  void aPlaceInAnotherRingOrInNoneIsAGapOfUnknownSize() {
    for (String id : List.of("0000000000000000-3", "x", "-", "1-", "-1", "0-x")) {
      try (LiveView view = open(SHOP, id)) {
        assertThat(view.read(10))
            .singleElement()
            .isInstanceOfSatisfying(Item.Gap.class, gap -> assertThat(gap.leftOut()).isEmpty());
        assertThat(view.read(10)).isEmpty();
      }
    }
  }

  @Test
  void aPlaceThatIsStillToComeIsNone() {
    LiveView view = open(SHOP, "");
    String future = view.position().replace("--1", "-7");
    view.close();

    try (LiveView again = open(SHOP, future)) {
      assertThat(again.read(10)).singleElement().isInstanceOf(Item.Gap.class);
    }
  }

  @Test
  void aProjectAndTheProcessHaveSoManyViewersAndAClosedViewMakesRoomOnce() {
    LiveView first = open(SHOP, "");
    LiveView second = open(SHOP, "");
    assertThat(feed.open(SHOP, "")).as("third of the project").isEmpty();
    LiveView third = open(BANK, "");
    assertThat(feed.open(new ProjectId(3), "")).as("fourth of all").isEmpty();

    first.close();
    first.close();

    assertThat(feed.viewers()).isEqualTo(2);
    LiveView fourth = open(SHOP, "");
    assertThat(feed.open(BANK, "")).isEmpty();
    second.close();
    third.close();
    fourth.close();
    assertThat(feed.viewers()).isZero();
  }

  @Test
  void eventsAreKeptForTheReturnOfAViewerAndThenForgotten() {
    LiveView view = open(SHOP, "");
    String position = view.position();
    view.close();

    now = LiveEvents.NOW.plus(RESUME).minusMillis(1);
    show(SHOP, 0, 1);
    assertThat(feed.rings()).isOne();

    now = LiveEvents.NOW.plus(RESUME);
    feed.show(SHOP, () -> fail("nobody has watched for a while"));
    assertThat(feed.rings()).isZero();
    try (LiveView again = open(SHOP, position)) {
      assertThat(again.read(10)).singleElement().isInstanceOf(Item.Gap.class);
    }
  }

  @Test
  void ringsOfQuietProjectsAreForgottenToo() {
    open(SHOP, "").close();
    now = LiveEvents.NOW.plus(RESUME);

    open(BANK, "").close();

    assertThat(feed.rings()).isOne();
  }

  private LiveView open(ProjectId project, String lastSeen) {
    return feed.open(project, lastSeen).orElseThrow();
  }

  private void show(ProjectId project, int first, int count) {
    feed.show(project, () -> LiveEvents.numbered(first, count));
  }

  private static List<String> names(List<Item> items) {
    return items.stream().map(item -> ((Item.Event) item).event().event().name()).toList();
  }
}
