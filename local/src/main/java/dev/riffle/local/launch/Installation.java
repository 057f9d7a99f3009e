package dev.riffle.local.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The built checkout from which the parts run.
 *
 * @param home folder of the script {@code riffle}
 */
public record Installation(Path home) {
  public static final String HOME_PROPERTY = "riffle.home";

  public Installation {
    home = home.toAbsolutePath().normalize();
  }

  /** Where the script says it is; the working directory without the script. */
  public static Installation current() {
    return new Installation(Path.of(System.getProperty(HOME_PROPERTY, "")));
  }

  public Path defaultData() {
    return home.resolve(".riffle");
  }

  /** A service's program: {@code -jar} and its file. */
  List<String> service(String module) {
    return List.of(
        "-jar", home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar").toString());
  }

  /** The class path of the engines, sorted because start-up caches depend on its order. */
  List<String> engine(String mainClass) throws IOException {
    Path target = home.resolve("local/target");
    try (Stream<Path> own = Files.list(target);
        Stream<Path> libraries = Files.list(target.resolve("lib"))) {
      String classPath =
          Stream.concat(
                  own.filter(path -> path.getFileName().toString().matches("local-.*\\.jar")),
                  libraries)
              .map(Path::toString)
              .sorted()
              .collect(Collectors.joining(":"));
      return List.of("-cp", classPath, mainClass);
    }
  }
}
