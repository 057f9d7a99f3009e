package dev.riffle.acceptance.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.acceptance.system.LoaderGroup.Announced;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class LoaderGroupTest {
  @Test
  void readsTheRangeOfAnAnnouncedBatch() {
    assertThat(Announced.read(commit("1 part=65536 ledger=0:1:2:3 end=600 cut=63 token=t#1")))
        .contains(new Announced(100, 600));
  }

  @Test
  void readsNothingWhenNothingIsAnnounced() {
    assertThat(Announced.read(commit("1 part=65536 ledger=0:1:2:3"))).isEmpty();
    assertThat(Announced.read(commit(""))).isEmpty();
  }

  private static OffsetAndMetadata commit(String metadata) {
    return new OffsetAndMetadata(100, metadata);
  }
}
