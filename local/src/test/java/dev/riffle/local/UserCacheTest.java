package dev.riffle.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserCacheTest {
  private static final Path HOME = Path.of("/home/alice");

  @Test
  void isThePlatformsFolderUnlessNamed() {
    assertThat(UserCache.directory(Map.of(), HOME, "Linux"))
        .isEqualTo(Path.of("/home/alice/.cache/riffle"));
    assertThat(UserCache.directory(Map.of(), HOME, "Mac OS X"))
        .isEqualTo(Path.of("/home/alice/Library/Caches/riffle"));
    assertThat(UserCache.directory(Map.of("XDG_CACHE_HOME", "/c"), HOME, "Linux"))
        .isEqualTo(Path.of("/c/riffle"));
    assertThat(
            UserCache.directory(
                Map.of("RIFFLE_CACHE", "/r", "XDG_CACHE_HOME", "/c"), HOME, "Linux"))
        .isEqualTo(Path.of("/r"));
  }
}
