package dev.riffle.ingest.collect.live;

import java.util.Optional;

/** What a viewer wants to see. Each part that is there must match, exactly. */
public record LiveFilter(
    Optional<String> event, Optional<LiveOutcome> outcome, Optional<String> userId) {
  public static final LiveFilter ALL =
      new LiveFilter(Optional.empty(), Optional.empty(), Optional.empty());

  public boolean admits(LiveEvent live) {
    return event.map(live.event().name()::equals).orElse(true)
        && outcome.map(wanted -> wanted == live.outcome()).orElse(true)
        && userId.map(live.event().userId()::equals).orElse(true);
  }
}
