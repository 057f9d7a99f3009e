package dev.riffle.query.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed document is the published one; {@code -Dopenapi.update} writes it anew. */
@QuarkusTest
@TestProfile(DemoKeys.class)
@QuarkusTestResource(PostgresResource.class)
class OpenApiIT {
  private static final Path COMMITTED = Path.of("openapi.yaml");

  @Test
  void committedDocumentIsThePublishedOne() throws IOException {
    String published = given().get("/q/openapi").asString();
    if (System.getProperty("openapi.update") != null) {
      Files.writeString(COMMITTED, published);
    }
    assertThat(published)
        .as("openapi.yaml is out of date; write it anew with -Dopenapi.update")
        .isEqualTo(Files.readString(COMMITTED));
  }

  @Test
  void isVersion31WithBothWaysToShowAKey() {
    given()
        .accept("application/json")
        .get("/q/openapi")
        .then()
        .body("openapi", org.hamcrest.Matchers.startsWith("3.1"))
        .body("security.size()", org.hamcrest.Matchers.equalTo(2));
  }

  @Test
  void swaggerUiIsThere() {
    given().get("/q/swagger-ui/").then().statusCode(200);
  }
}
