package dev.riffle.query.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of the containers' files can be checked without an engine for containers. */
class ComposeTest {
  private static final Path DOCKER = Path.of("../docker");
  private static final Pattern DEMANDED = Pattern.compile("\\$\\{[A-Z_]+:\\?.+}");
  private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|KEY)");

  private Map<String, JsonNode> services = Map.of();

  @BeforeEach
  void readServices() throws IOException {
    services = new TreeMap<>();
    new YAMLMapper()
        .readTree(DOCKER.resolve("compose.yaml").toFile())
        .get("services")
        .properties()
        .forEach(service -> services.put(service.getKey(), service.getValue()));
  }

  @Test
  void startsEveryPart() {
    assertThat(services.keySet())
        .containsExactly("clickhouse", "ingest", "kafka", "postgres", "query");
  }

  @Test
  void demandsEverySecretAndKnowsNone() {
    services.forEach((name, service) ->
        environment(service)
            .forEach((variable, value) -> {
              if (SECRET.matcher(variable).matches()) {
                assertThat(value).as("%s of %s", variable, name).matches(DEMANDED);
              }
            }));
  }

  @Test
  void makeEnvMakesWhatIsDemanded() throws IOException {
    String script = Files.readString(DOCKER.resolve("make-env"));
    services.values().stream()
        .flatMap(service -> environment(service).values().stream())
        .filter(value -> DEMANDED.matcher(value).matches())
        .map(value -> value.substring(2, value.indexOf(':')))
        .forEach(variable -> assertThat(script).contains("\n" + variable + "="));
  }

  @Test
  void queryServiceKnowsItsVariables() {
    Map<String, String> variables = environment(service("query"));
    assertThat(UnknownVariables.in(variables.keySet())).isEmpty();
    assertThat(variables.keySet())
        .filteredOn(name -> name.startsWith("RIFFLE_"))
        .allMatch(UnknownVariables::isKnown);
  }

  @Test
  void ourImagesAreBuiltAndOthersArePinned() {
    services.forEach((name, service) -> {
      if (service.has("build")) {
        String dockerfile = service.get("build").get("dockerfile").asText();
        assertThat(new File("..", dockerfile)).exists();
      } else {
        assertThat(service.get("image").asText()).matches("[a-z/-]+:[0-9]+(\\.[0-9]+)+");
      }
    });
  }

  @Test
  void waitsOnlyForHealthOfWhatReportsIt() {
    services.forEach((name, service) ->
        service
            .path("depends_on")
            .properties()
            .forEach(dependency -> {
              JsonNode needed = service(dependency.getKey());
              if (dependency.getValue().get("condition").asText().endsWith("healthy")) {
                assertThat(needed.has("healthcheck")).as(dependency.getKey()).isTrue();
              }
            }));
  }

  @Test
  void storesPublishNoPort() {
    for (String store : List.of("kafka", "clickhouse", "postgres")) {
      assertThat(service(store).has("ports")).as(store).isFalse();
      assertThat(service(store).get("networks")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "ingest"})
  void servicesRunWithoutRightsOnReadOnlyDisks(String name) throws IOException {
    assertThat(service(name).get("read_only").asBoolean()).isTrue();
    assertThat(service(name).get("cap_drop").get(0).asText()).isEqualTo("ALL");
    String dockerfile = Files.readString(DOCKER.resolve("Dockerfile." + name));
    assertThat(dockerfile).contains("\nUSER 10001:10001\n", "\nHEALTHCHECK ");
    assertThat(dockerfile.lines().filter(line -> line.startsWith("FROM ")))
        .allMatch(line -> line.matches("FROM [a-z-]+:[0-9]+\\.[0-9]+\\.[0-9]+.*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"users.d/riffle.xml", "config.d/riffle.xml"})
  void engineConfigurationIsWellFormed(String file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    var document =
        factory.newDocumentBuilder().parse(DOCKER.resolve("clickhouse").resolve(file).toFile());
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("clickhouse");
  }

  /** KILL QUERY looks for its statement in a table of the system, as the user who sends it. */
  @ParameterizedTest
  @ValueSource(strings = {"writer", "reader"})
  void bothUsersMayStopTheirOwnStatements(String user) throws IOException {
    String users = Files.readString(DOCKER.resolve("clickhouse/users.d/riffle.xml"));
    assertThat(users.substring(users.indexOf("<" + user + ">"), users.indexOf("</" + user + ">")))
        .containsPattern("GRANT SELECT\\(query_id, user, query[^)]*\\) ON system\\.processes<");
  }

  private JsonNode service(String name) {
    JsonNode service = services.get(name);
    assertThat(service).as("service %s", name).isNotNull();
    return java.util.Objects.requireNonNull(service);
  }

  private static Map<String, String> environment(JsonNode service) {
    Map<String, String> variables = new TreeMap<>();
    service
        .path("environment")
        .properties()
        .forEach(variable -> variables.put(variable.getKey(), variable.getValue().asText()));
    return variables;
  }
}
