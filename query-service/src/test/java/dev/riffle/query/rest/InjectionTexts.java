package dev.riffle.query.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The texts of a test resource, a JSON string on each line, so that all of them can be seen. */
final class InjectionTexts {
  static final String RESOURCE = "/injection/texts.jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();

  private InjectionTexts() {}

  static List<String> all() {
    return in(RESOURCE);
  }

  static List<String> in(String resource) {
    try (InputStream file = InjectionTexts.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException("no " + resource);
      }
      List<String> texts = new ArrayList<>();
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        texts.add(JSON.readValue(line, String.class));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To be read in a report, and cut when long. */
  static String quoted(String text) {
    return "\"" + inJson(text.substring(0, Math.min(text.length(), 100))) + "\"";
  }

  /** Escaped, without the quotes around it. */
  static String inJson(String text) {
    try {
      String quoted = JSON.writeValueAsString(text);
      return quoted.substring(1, quoted.length() - 1);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
