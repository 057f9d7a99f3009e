package dev.riffle.ingest.load.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.event.EventRecord;
import dev.riffle.event.EventTime;
import dev.riffle.event.Identity;
import dev.riffle.event.PropertyValue;
import dev.riffle.project.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PartitionCatalogTest {
  private static final EventRecord EVENT =
      EventRecord.track(
          new UUID(1, 2),
          new ProjectId(1),
          "Opened",
          Identity.ofUser("alice"),
          EventTime.received(Instant.parse("2026-11-01T12:00:00Z")),
          Map.of("plan", PropertyValue.of("premium")));

  @Test
  void countsNothingForWhatIsTakenBack() {
    PartitionCatalog catalog = new PartitionCatalog(List.of());
    catalog.count(EVENT, 1);
    catalog.count(EVENT, 2);

    catalog.takeBack(EVENT, 2);

    // the event, its property, and the property's value
    assertThat(catalog.changes()).hasSize(3).allMatch(count -> count.occurrences() == 1);
  }

  @Test
  void takesNothingBackThatAnEarlierOwnerHasStored() {
    PartitionCatalog before = new PartitionCatalog(List.of());
    before.count(EVENT, 1);
    before.count(EVENT, 2);
    before.takeBack(EVENT, 2);
    PartitionCatalog after = new PartitionCatalog(before.changes());

    after.count(EVENT, 2);
    after.takeBack(EVENT, 2);
    after.count(EVENT, 3);

    assertThat(after.changes()).hasSize(3).allMatch(count -> count.occurrences() == 2);
  }
}
