package dev.riffle.query.rest;

import dev.riffle.query.rest.access.Access;
import dev.riffle.query.rest.access.Requires;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every door of this service, read off its resources: described in the document or not. */
final class Doors {
  private static final java.nio.file.Path COMPILED = java.nio.file.Path.of("target/classes");
  private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");

  /**
   * One door.
   *
   * @param path with its parameters in braces
   */
  record Door(String method, String path, Access access, boolean takesBody, boolean takesQuery) {
    List<String> pathParameters() {
      List<String> names = new ArrayList<>();
      Matcher parameter = PARAMETER.matcher(path);
      while (parameter.find()) {
        names.add(parameter.group(1));
      }
      return names;
    }

    /** Name of the door in the OpenAPI document. */
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private Doors() {}

  static List<Door> all() {
    List<Door> doors = new ArrayList<>();
    for (Class<?> type : classes()) {
      if (type.isAnnotationPresent(Path.class)) {
        for (Method method : type.getDeclaredMethods()) {
          Requires requires = method.getAnnotation(Requires.class);
          if (requires != null) {
            doors.add(door(type, method, requires.value()));
          }
        }
      }
    }
    doors.sort(Comparator.comparing(Door::toString));
    return doors;
  }

  /** As they were compiled, without tests. */
  private static List<Class<?>> classes() {
    List<Class<?>> classes = new ArrayList<>();
    try (Stream<java.nio.file.Path> files = Files.walk(COMPILED.resolve("dev/riffle/query/rest"))) {
      for (java.nio.file.Path file :
          files.filter(each -> each.toString().endsWith(".class")).toList()) {
        String name = COMPILED.relativize(file).toString().replace('/', '.');
        classes.add(
            Class.forName(
                name.substring(0, name.length() - ".class".length()),
                false,
                Doors.class.getClassLoader()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    return classes;
  }

  private static Door door(Class<?> type, Method method, Access access) {
    String verb =
        Arrays.stream(method.getAnnotations())
            .map(Annotation::annotationType)
            .map(annotation -> annotation.getAnnotation(HttpMethod.class))
            .filter(annotation -> annotation != null)
            .map(HttpMethod::value)
            .findFirst()
            .orElseThrow();
    String path = path(type.getAnnotation(Path.class)) + path(method.getAnnotation(Path.class));
    boolean takesBody = Arrays.asList(method.getParameterTypes()).contains(byte[].class);
    boolean takesQuery = Arrays.asList(method.getParameterTypes()).contains(UriInfo.class);
    return new Door(verb, path.replaceAll("//+", "/"), access, takesBody, takesQuery);
  }

  private static String path(@Nullable Path path) {
    return path == null ? "" : path.value();
  }
}
