package dev.riffle.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedKeyTest {
  @Test
  void bearerAndBasicWithTheKeyAsUserName() {
    assertThat(PresentedKey.in("Bearer rk_1")).contains("rk_1");
    assertThat(PresentedKey.in("bearer  rk_1 ")).contains("rk_1");
    assertThat(PresentedKey.in("Basic " + base64("rk_1:"))).contains("rk_1");
    assertThat(PresentedKey.in("Basic " + base64("rk_1"))).contains("rk_1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rk_1", "Digest rk_1", "Basic ?"})
  void nothingElse(String authorization) {
    assertThat(PresentedKey.in(authorization)).isEmpty();
  }

  @Test
  void aDoorThatKnowsBasicOnlyGetsTheUserNameOrTheEmptyText() {
    assertThat(PresentedKey.inBasic("basic " + base64("wk_1:"))).contains("wk_1");
    assertThat(PresentedKey.inBasic("Basic ?")).contains("");
    assertThat(PresentedKey.inBasic("Bearer wk_1")).isEmpty();
    assertThat(PresentedKey.inBasic(null)).isEmpty();
  }

  @Test
  void passwordOfBasicIsWhatFollowsTheFirstColon() {
    assertThat(PresentedKey.passwordInBasic("Basic " + base64("wk_1:rk_1"))).contains("rk_1");
    assertThat(PresentedKey.passwordInBasic("Basic " + base64("wk_1:a:b"))).contains("a:b");
    assertThat(PresentedKey.passwordInBasic("Basic " + base64("wk_1:"))).isEmpty();
    assertThat(PresentedKey.passwordInBasic("Basic " + base64("wk_1"))).isEmpty();
    assertThat(PresentedKey.passwordInBasic("Basic ?")).isEmpty();
    assertThat(PresentedKey.passwordInBasic("Bearer wk_1:rk_1")).isEmpty();
    assertThat(PresentedKey.passwordInBasic(null)).isEmpty();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
