package dev.riffle.acceptance.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.riffle.acceptance.OneRiffle;
import dev.riffle.acceptance.sdk.Chromium;
import dev.riffle.acceptance.sdk.NodePrograms;
import dev.riffle.acceptance.system.OwnProject;
import dev.riffle.acceptance.system.RunningRiffle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a person does on the page, in headless Chromium; where there is none this is skipped. The
 * stories are in {@code src/test/sdk/node/page}: each screen in light and dark, at 1440 and 390
 * pixels, without a violation that axe finds, an error in the console, a request to another origin
 * or scrolling sideways; pictures of all of them go to {@code target/page}.
 */
@ExtendWith(OneRiffle.class)
@Order(4)
class PageIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(8);
  private static final Path SCREENSHOTS = Path.of("acceptance/target/page");

  @TestFactory
  List<DynamicTest> stories(RunningRiffle riffle) throws Exception {
    assumeTrue(
        Chromium.isInstalled(),
        "no Chromium: install it (Debian: apt-get install chromium) or set RIFFLE_CHROMIUM");
    assumeTrue(
        riffle.query().get("/").body().contains("/assets/"), "this build is without the page");
    OwnProject project = OwnProject.create(riffle, "page");
    String settings =
        new ObjectMapper()
            .createObjectNode()
            .put("url", riffle.query().url().toString())
            .put("ingestUrl", riffle.ingestUrl().toString())
            .put("writeKey", project.writeKey())
            .put("readKey", project.query().key())
            .put("adminKey", riffle.secret("demo.admin-key"))
            .put("screenshots", riffle.repository().resolve(SCREENSHOTS).toString())
            .toString();

    JsonNode problems =
        NodePrograms.install(riffle.repository())
            .drive(TIMEOUT, "page/stories.mjs", Chromium.program().toString(), settings);

    List<DynamicTest> stories = new ArrayList<>();
    problems
        .properties()
        .forEach(story ->
            stories.add(
                dynamicTest(
                    story.getKey(),
                    () -> assertThat(story.getValue()).as(story.getKey()).isEmpty())));
    assertThat(stories).hasSizeGreaterThan(10);
    return stories;
  }
}
