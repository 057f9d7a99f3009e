package dev.riffle.acceptance.sdk.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.acceptance.sdk.NodePrograms;
import dev.riffle.acceptance.system.OwnProject;
import dev.riffle.acceptance.system.RunningRiffle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pages that are open together, of every browser SDK one in each situation, each with a project and
 * a proxy of its own. Not thread-safe.
 */
final class BrowserVisits implements AutoCloseable {
  private record Visit(
      String situation, BrowserSdk sdk, OwnProject project, WatchedDoor door, Oddity oddity) {
    BrowserSdk.Page page() {
      return new BrowserSdk.Page(
          situation + "/" + sdk, sdk, door.url(), project.writeKey(), oddity);
    }
  }

  private final RunningRiffle riffle;
  private final List<Visit> visits = new ArrayList<>();

  BrowserVisits(RunningRiffle riffle) {
    this.riffle = riffle;
  }

  void prepare(String situation, WatchedDoor.Opening opening, Oddity oddity)
      throws IOException, InterruptedException {
    for (BrowserSdk sdk : BrowserSdk.values()) {
      OwnProject project = OwnProject.create(riffle, situation + " " + sdk);
      visits.add(new Visit(situation, sdk, project, opening.open(Optional.empty()), oddity));
    }
  }

  /** Opens all that are prepared, and returns when none sends any more. */
  void make() throws IOException, InterruptedException {
    BrowserSdk.visit(
        NodePrograms.install(riffle.repository()), visits.stream().map(Visit::page).toList());
  }

  /** What each SDK has made of a situation. */
  Map<BrowserSdk, Reaction> reactions(String situation) throws IOException, InterruptedException {
    Map<BrowserSdk, Reaction> reactions = new EnumMap<>(BrowserSdk.class);
    for (Visit visit : visits) {
      if (visit.situation().equals(situation)) {
        List<Integer> stored = StoredNumbers.of(riffle, visit.project());
        List<Integer> statuses = visit.door().statuses();
        // what became of it is told whether the test passes or not
        System.out.printf("%s: replies %s, stored %s%n", visit.page().name(), statuses, stored);
        reactions.put(
            visit.sdk(), new Reaction(Set.of(), statuses, stored.size(), new TreeSet<>(stored)));
      }
    }
    assertThat(reactions).hasSize(BrowserSdk.values().length);
    return reactions;
  }

  @Override
  public void close() {
    visits.forEach(visit -> visit.door().close());
  }
}
