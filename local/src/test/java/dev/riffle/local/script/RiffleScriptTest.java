package dev.riffle.local.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls functions of the script with JDKs that are nothing but a folder and a release file. */
class RiffleScriptTest {
  private static final Path SCRIPT = Path.of("../riffle").toAbsolutePath().normalize();

  @TempDir private Path machine;
  private final Map<String, String> environment = new HashMap<>();

  private record Output(int status, String text) {}

  @BeforeEach
  void emptyMachine() throws IOException {
    environment.put("HOME", Files.createDirectories(machine.resolve("home")).toString());
    environment.put("RIFFLE_JVM_FOLDER", machine.resolve("jvm").toString());
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("JAVA_HOME", "");
    environment.put("RIFFLE_JAVA_HOME", "");
  }

  @Test
  void takesTheJdkThatJavaHomeNames() throws Exception {
    environment.put("JAVA_HOME", jdk("jdk with space", "25.0.1").toString());

    assertThat(call("find_jdk").text()).isEqualTo(machine.resolve("jdk with space").toString());
  }

  @Test
  void prefersItsOwnVariable() throws Exception {
    environment.put("JAVA_HOME", jdk("one", "25").toString());
    environment.put("RIFFLE_JAVA_HOME", jdk("two", "26-ea").toString());

    assertThat(call("find_jdk").text()).endsWith("/two");
  }

  @Test
  void followsTheLinksFromThePath() throws Exception {
    Path jdk = jdk("opt/jdk-25", "25.0.2");
    Path bin = Files.createDirectories(machine.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
    environment.put("PATH", bin + ":/usr/bin:/bin");

    assertThat(call("find_jdk").text()).isEqualTo(jdk.toString());
  }

  @Test
  void passesOverOldOnesAndThoseWithoutCompiler() throws Exception {
    environment.put("JAVA_HOME", jdk("old", "24.0.2").toString());
    Path runtimeOnly = jdk("jvm/a-25-jre", "25.0.1");
    Files.delete(runtimeOnly.resolve("bin/javac"));
    jdk("jvm/b-17", "17.0.15");
    jdk("jvm/c-25", "25.0.1");

    assertThat(call("find_jdk").text()).endsWith("/jvm/c-25");
  }

  @Test
  void findsThoseOfSdkman() throws Exception {
    jdk("home/.sdkman/candidates/java/25.0.1-tem", "25.0.1");

    assertThat(call("find_jdk").text()).endsWith("/25.0.1-tem");
  }

  @Test
  void saysInOneSentenceWhatToInstall() throws Exception {
    environment.put("JAVA_HOME", jdk("old", "24").toString());
    environment.put("PATH", binWithout("java"));

    Output output = call("use_jdk");

    assertThat(output.status()).isEqualTo(1);
    assertThat(output.text().lines()).hasSize(1);
    assertThat(output.text()).contains("needs a JDK 25 or newer and found none", "install");
  }

  @ParameterizedTest
  @CsvSource({"3.6.3,true", "3.6.2,false", "3.10.0,true", "3.9.9,true", "4.0.0,true", "3.6,false"})
  void comparesVersionsByNumber(String version, boolean enough) throws Exception {
    assertThat(call("version_at_least " + version + " 3.6.3").status()).isEqualTo(enough ? 0 : 1);
  }

  @Test
  void isBuiltUntilASourceOrAPomIsNewer() throws Exception {
    Path home = checkout();
    assertThat(isBuilt(home)).isTrue();

    touch(home.resolve("query-service/src/main/java/Question.java"));

    assertThat(isBuilt(home)).isFalse();
  }

  @Test
  void isStaleWhenASourceWasRemovedOrAnArtefactIsMissing() throws Exception {
    Path home = checkout();
    Files.delete(home.resolve("query-service/src/main/java/Question.java"));
    assertThat(isBuilt(home)).isFalse();

    Path other = checkout();
    Files.delete(other.resolve("ingest-service/target/quarkus-app/quarkus-run.jar"));
    assertThat(isBuilt(other)).isFalse();
  }

  @Test
  void isNotStaleWhenOnlyATestIsNewer() throws Exception {
    Path home = checkout();

    touch(home.resolve("query-service/src/test/java/QuestionTest.java"));

    assertThat(isBuilt(home)).isTrue();
  }

  @Test
  void isNotStaleByWhatBuildingThePageLeaves() throws Exception {
    Path home = checkout();

    touch(home.resolve("query-service/src/main/web/node_modules/preact/package.json"));
    touch(home.resolve("query-service/src/main/web/src/api/schema.d.ts"));
    Files.setLastModifiedTime(home.resolve("query-service/src/main"), FileTime.from(Instant.EPOCH));
    Files.setLastModifiedTime(
        home.resolve("query-service/src/main/web/src"), FileTime.from(Instant.EPOCH));

    assertThat(isBuilt(home)).isTrue();
  }

  @Test
  void isStaleWhenAFileOfThePageIsNewer() throws Exception {
    Path home = checkout();

    touch(home.resolve("query-service/src/main/web/src/app.tsx"));

    assertThat(isBuilt(home)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"v20.19.0,false", "v24.1.0,false", "v20.18.3,true", "v18.20.0,true"})
  void leavesThePageOutWhereNodeIsTooOld(String version, boolean without) throws Exception {
    Path bin = Files.createDirectories(machine.resolve("node"));
    Path node = Files.writeString(bin.resolve("node"), "#!/bin/sh\necho " + version + "\n");
    assertThat(node.toFile().setExecutable(true)).isTrue();
    environment.put("PATH", bin + ":/usr/bin:/bin");

    Output output = call("without_page");

    assertThat(output.text().endsWith("-Dskip.web")).isEqualTo(without);
    assertThat(output.text().contains("found " + version.substring(1))).isEqualTo(without);
  }

  @Test
  void findsItsCheckoutThroughLinksAndSpaces() throws Exception {
    Path checkout = Files.createDirectories(machine.resolve("my checkout"));
    Files.copy(SCRIPT, checkout.resolve("riffle"));
    Path link = machine.resolve("link");
    Files.createSymbolicLink(link, Path.of("my checkout/riffle"));

    assertThat(call("script_home '" + link + "'").text()).isEqualTo(checkout.toString());
  }

  @Test
  void answersAnUnknownCommandWithASentenceAndHelp() throws Exception {
    Output output = run(SCRIPT.toString(), "upp");

    assertThat(output.status()).isEqualTo(2);
    assertThat(output.text()).startsWith("riffle: there is no command \"upp\".\n");
    assertThat(output.text()).contains("./riffle up");
  }

  /** A checkout in which everything was built a minute after it was written. */
  private Path checkout() throws IOException {
    Path home = Files.createTempDirectory(machine, "checkout");
    Instant written = Instant.now().minusSeconds(3600);
    for (String file :
        List.of(
            "pom.xml",
            ".mvn/jvm.config",
            "event-model/pom.xml",
            "event-model/src/main/java/Event.java",
            "local/pom.xml",
            "local/src/main/java/Main.java",
            "ingest-service/pom.xml",
            "ingest-service/src/main/java/Door.java",
            "query-service/pom.xml",
            "query-service/src/main/java/Question.java",
            "query-service/src/test/java/QuestionTest.java",
            "local/target/local-0.1.0-SNAPSHOT.jar",
            "ingest-service/target/quarkus-app/quarkus-run.jar",
            "query-service/target/quarkus-app/quarkus-run.jar")) {
      touch(home.resolve(file));
    }
    try (var paths = Files.walk(home)) {
      for (Path path : paths.toList()) {
        Files.setLastModifiedTime(path, FileTime.from(written));
      }
    }
    touch(home.resolve("target/riffle-built"));
    Files.setLastModifiedTime(
        home.resolve("target/riffle-built"), FileTime.from(written.plusSeconds(60)));
    return home;
  }

  private boolean isBuilt(Path home) throws IOException, InterruptedException {
    return call("home='" + home + "'; is_built").status() == 0;
  }

  private static void touch(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
  }

  private Path jdk(String name, String version) throws IOException {
    Path jdk = machine.resolve(name);
    Files.createDirectories(jdk.resolve("bin"));
    for (String program : List.of("java", "javac")) {
      Path file = Files.writeString(jdk.resolve("bin").resolve(program), "#!/bin/sh\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\nOS=\"x\"\n");
    return jdk;
  }

  /** A PATH with the programs that the script itself uses, and nothing else. */
  private String binWithout(String program) throws IOException {
    Path bin = Files.createDirectories(machine.resolve("bin-without-" + program));
    for (String name : List.of("bash", "dirname", "readlink", "sed", "head", "sort")) {
      Path file =
          Files.writeString(
              bin.resolve(name), "#!/bin/sh\nPATH=/usr/bin:/bin exec " + name + " \"$@\"\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    return bin.toString();
  }

  private Output call(String function) throws IOException, InterruptedException {
    return run("bash", "-c", "source '" + SCRIPT + "'; " + function);
  }

  private Output run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // set while "./riffle test" runs these
    builder.environment().remove("RIFFLE_BUILT");
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Output(process.waitFor(), text.strip().equals(text) ? text : text.stripTrailing());
  }
}
