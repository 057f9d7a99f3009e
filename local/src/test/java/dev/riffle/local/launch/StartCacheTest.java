package dev.riffle.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCacheTest {
  private static final String OPTION = "-XX:SharedArchiveFile=";

  @TempDir private Path folder;

  @Test
  void givesEachPartOfEachCheckoutAnArchiveOfItsOwn() {
    StartCache one = new StartCache(folder, Path.of("/home/alice/one"));
    StartCache two = new StartCache(folder, Path.of("/home/alice/two"));

    assertThat(archive(one, "kafka"))
        .isEqualTo(archive(one, "kafka"))
        .isNotEqualTo(archive(one, "query"))
        .isNotEqualTo(archive(two, "kafka"));
  }

  @Test
  void removesAnArchiveWhoseWritingWasCutShortAndKeepsAWholeOne() throws IOException {
    StartCache cache = new StartCache(folder, Path.of("/home"));
    Path whole = Files.write(archive(cache, "kafka"), new byte[] {-88, -85, 11, -16, 1});
    Path cutShort = Files.write(archive(cache, "query"), new byte[100]);
    Path empty = Files.write(archive(cache, "ingest"), new byte[0]);

    cache.options("kafka");
    cache.options("query");
    cache.options("ingest");

    assertThat(whole).exists();
    assertThat(cutShort).doesNotExist();
    assertThat(empty).doesNotExist();
  }

  private static Path archive(StartCache cache, String part) {
    return cache.options(part).stream()
        .filter(option -> option.startsWith(OPTION))
        .map(option -> Path.of(option.substring(OPTION.length())))
        .findFirst()
        .orElseThrow();
  }
}
