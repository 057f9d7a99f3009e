package dev.riffle.query.rest.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's document at its addresses, whether this build has the page or not. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class PageRoutesIT {
  private static final Pattern ASSET = Pattern.compile("\"(/assets/[^\"]+)\"");

  @ParameterizedTest
  @ValueSource(strings = {"/", "/segmentation?e=A", "/people/ann@example.com", "/nowhere"})
  void everyScreenIsTheSameGuardedDocument(String address) {
    given()
        .get(address)
        .then()
        .statusCode(200)
        .contentType(startsWith("text/html"))
        .header("Cache-Control", "no-cache")
        .header("Content-Security-Policy", equalTo(PageRoutes.POLICY))
        .header("Content-Security-Policy", containsString("script-src 'self';"))
        .header("X-Content-Type-Options", "nosniff")
        .body(containsString("<title>Riffle</title>"));
  }

  @Test
  void whatIsUnknownElsewhereStaysAProblem() {
    given().get("/api/v1/nothing").then().statusCode(404).body("code", equalTo("path-not-found"));
    given().get("/nothing.js").then().statusCode(404);
    given().get("/assets/nothing.js").then().statusCode(404).header("Cache-Control", "no-cache");
    given().post("/segmentation").then().statusCode(404);
    given().get("/q/swagger-ui/").then().header("Content-Security-Policy", nullValue());
  }

  @Test
  void filesWithTheirContentInTheNameAreKeptByTheBrowser() {
    List<String> assets =
        ASSET.matcher(given().get("/").asString()).results().map(PageRoutesIT::path).toList();
    if (!assets.isEmpty()) {
      // none in a build without the page
      assertThat(assets)
          .anyMatch(asset -> asset.endsWith(".js"))
          .anyMatch(asset -> asset.endsWith(".css"));
    }
    for (String asset : assets) {
      given()
          .get(asset)
          .then()
          .statusCode(200)
          .header("Cache-Control", "public, max-age=31536000, immutable");
    }
  }

  private static String path(MatchResult match) {
    return match.group(1);
  }
}
