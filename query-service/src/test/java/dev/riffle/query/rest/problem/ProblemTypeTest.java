package dev.riffle.query.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jboss.logging.Logger.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {
  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void hasItsPageWithTitleCodeAndStatus(ProblemType type) {
    assertThat(ProblemPages.text(type))
        .startsWith("# " + type.title() + "\n\n`" + type.code() + "`, HTTP status " + type.status())
        .contains("**What to do.**");
  }

  @Test
  void codesAreToldApart() {
    assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::code)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void onlyOurOwnFaultsAreLoggedAboveDebug(ProblemType type) {
    boolean ours = type.status() >= 500;
    assertThat(type.logLevel() == Level.DEBUG).isEqualTo(!ours);
  }
}
