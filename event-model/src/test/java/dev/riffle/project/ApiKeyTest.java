package dev.riffle.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
  @Test
  void aKeyHidesItsSecretInLogs() {
    ApiKey key = ApiKey.generate(KeyScope.WRITE, new Random(1));

    assertThat(key.text()).hasSize(67).startsWith("wk_");
    assertThat(key.toString()).startsWith("wk_").hasSizeLessThan(15);
    assertThat(key.hash()).hasSize(64).doesNotContain(key.text().substring(3));
  }

  @Test
  void theScopeFollowsFromThePrefix() {
    assertThat(ApiKey.generate(KeyScope.READ, new Random(2)).scope()).isEqualTo(KeyScope.READ);
    assertThat(ApiKey.generate(KeyScope.ADMIN, new Random(3)).scope()).isEqualTo(KeyScope.ADMIN);
  }

  @Test
  void whatHasNotTheFormOfAKeyIsNone() {
    assertThat(ApiKey.parse("")).isEmpty();
    assertThat(ApiKey.parse("wk_short")).isEmpty();
    assertThat(ApiKey.parse("xk_" + "0".repeat(64))).isEmpty();
    assertThat(ApiKey.parse("wk_" + "0".repeat(63))).isEmpty();
    assertThat(ApiKey.parse("wk_" + "0".repeat(65))).isEmpty();
    for (char wrong : "/:`gAF\n".toCharArray()) {
      assertThat(ApiKey.parse("wk_" + "0".repeat(63) + wrong)).isEmpty();
    }
    assertThat(ApiKey.parse("wk_" + "0".repeat(64))).isPresent();
    assertThat(ApiKey.parse("rk_" + "09af".repeat(16))).isPresent();
  }
}
