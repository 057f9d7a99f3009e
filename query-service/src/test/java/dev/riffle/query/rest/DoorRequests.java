package dev.riffle.query.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.riffle.query.rest.Doors.Door;
import dev.riffle.query.rest.access.Access;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests to every door that are right but for one field: a parameter of the path or of the
 * address, a text in the body, a header. What a door takes it says itself; for a new parameter this
 * class must be told a harmless value, and fails until it is.
 */
final class DoorRequests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern KNOWN =
      Pattern.compile("(?:known here: |known are |The fields are: )([A-Za-z0-9, ]+)\\.");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Heads up to so many characters are within the limits of the server, however they count. */
  private static final int SHORT_HEAD = 4_000;

  /** A field of a door's requests. */
  record DoorField(Door door, String name, Function<String, Asked> with) {
    @Override
    public String toString() {
      return door + " " + name;
    }
  }

  /** A request. */
  record Asked(Door door, String address, Optional<String> body, Map<String, String> headers) {}

  private final HttpClient client = client();
  private final String key;
  private final Map<String, String> harmless;
  private final JsonNode document;

  /**
   * @param key that the requests carry
   * @param harmless a value for every parameter of a path or an address, by its name
   */
  DoorRequests(String key, Map<String, String> harmless) {
    this.key = key;
    this.harmless = Map.copyOf(harmless);
    this.document = tree(RestAssured.given().get("/q/openapi?format=json").asString());
  }

  List<DoorField> fields(Door door) {
    List<DoorField> fields = new ArrayList<>();
    for (String name : door.pathParameters()) {
      fields.add(new DoorField(door, "path " + name, value -> asked(door, Map.of(name, value))));
    }
    for (String name : queryParameters(door)) {
      fields.add(new DoorField(door, "?" + name, value -> asked(door, Map.of(name, value))));
      for (RequestFields.Field inner : textsWithin(harmless(name))) {
        fields.add(
            new DoorField(
                door,
                "?" + name + inner.pointer(),
                value ->
                    asked(
                        door,
                        Map.of(name, inner.body().apply(TextNode.valueOf(value)).toString()))));
      }
    }
    for (String name : List.of("Authorization", "Cookie", "Accept", "Content-Type")) {
      fields.add(new DoorField(door, name + ":", value -> header(door, name, value)));
    }
    if (door.takesBody()) {
      JsonNode content = content(door);
      for (RequestFields.Field field :
          new RequestFields(document).of(content.get("schema"), bodies(door))) {
        fields.add(
            new DoorField(
                door,
                field.pointer(),
                value -> body(door, field.body().apply(TextNode.valueOf(value)))));
      }
    }
    return fields;
  }

  /** Of a parameter that is JSON itself. */
  private static List<RequestFields.Field> textsWithin(String parameter) {
    return parameter.startsWith("{") || parameter.startsWith("[")
        ? RequestFields.texts(tree(parameter))
        : List.of();
  }

  /** Whether the field is within a document that {@link SqlTextTest} asks without HTTP. */
  boolean isOfQuestion(DoorField field) {
    if (!field.name().startsWith("/")) {
      return false;
    }
    Door door = field.door();
    String schema = content(door).path("schema").path("$ref").asText().replaceAll(".*/", "");
    return bodies(door).stream()
        .flatMap(body -> AskedDocument.place(schema, body).stream())
        .anyMatch(place -> field.name().startsWith(place + "/"));
  }

  /** Bodies that the door takes: the examples of the document. */
  List<JsonNode> bodies(Door door) {
    List<JsonNode> bodies = new ArrayList<>();
    content(door).path("examples").forEach(example -> bodies.add(example.get("value")));
    if (bodies.isEmpty()) {
      throw new IllegalStateException("no example of a body for " + door);
    }
    return bodies;
  }

  /** A right request, but for these parameters of the path and the address. */
  Asked asked(Door door, Map<String, String> given) {
    Optional<String> body =
        door.takesBody() ? Optional.of(bodies(door).getFirst().toString()) : Optional.empty();
    return new Asked(door, address(door, given), body, headers());
  }

  /** A right request with this body, as it is. */
  Asked plain(Door door, JsonNode body) {
    return new Asked(door, address(door, Map.of()), Optional.of(body.toString()), headers());
  }

  /** One with this body, and the wish to see the SQL where a question can say so. */
  Asked body(Door door, JsonNode body) {
    JsonNode explained =
        body instanceof ObjectNode object && explains(door)
            ? object.deepCopy().put("explain", true)
            : body;
    return new Asked(door, address(door, Map.of()), Optional.of(explained.toString()), headers());
  }

  /**
   * The reply. A server that refuses a head as too long closes the connection without saying so in
   * the reply, and the next request on it would be lost: a long head gets a connection of its own.
   */
  HttpResponse<String> send(Asked asked) {
    int head =
        asked.address().length() + asked.headers().values().stream().mapToInt(String::length).sum();
    if (head <= SHORT_HEAD) {
      return send(asked, client);
    }
    try (HttpClient alone = client()) {
      return send(asked, alone);
    }
  }

  /** Deletes what a reply says was made: there may be only so many of most things. */
  void unmake(Door door, HttpResponse<String> reply) {
    if (reply.statusCode() == 201) {
      String id = tree(reply.body()).path("id").asText();
      Door made = new Door("DELETE", door.path() + "/{id}", door.access(), false, false);
      send(asked(made, Map.of("id", id)));
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static HttpResponse<String> send(Asked asked, HttpClient client) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + asked.address()))
            .timeout(PATIENCE)
            .method(
                asked.door().method(),
                asked.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
    asked.headers().forEach(request::header);
    try {
      return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage() + " after " + asked, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Names of the parameters that the door says it takes, asked with one that nobody takes. */
  List<String> queryParameters(Door door) {
    if (!door.takesQuery()) {
      return List.of();
    }
    Asked right = asked(door, Map.of());
    String reply =
        send(new Asked(
                door,
                address(door, Map.of()).replaceAll("\\?.*", "") + "?zz=1",
                right.body(),
                right.headers()))
            .body();
    Matcher known = KNOWN.matcher(reply);
    List<String> names = known.find() ? List.of(known.group(1).split(", ")) : List.of();
    names.forEach(this::harmless);
    return names;
  }

  private Asked header(Door door, String name, String value) {
    Map<String, String> headers = new LinkedHashMap<>(headers());
    // the client refuses to send what is no text of a header
    String sendable = value.replaceAll("[^\\x20-\\x7e]", "?");
    switch (name) {
      case "Authorization" -> headers.put(name, "Bearer " + sendable);
      case "Cookie" -> {
        headers.remove("Authorization");
        headers.put("X-Riffle-Page", sendable);
        headers.put(name, "riffle_session=" + sendable);
      }
      default -> headers.put(name, sendable);
    }
    Asked right = asked(door, Map.of());
    return new Asked(door, right.address(), right.body(), headers);
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + key);
    headers.put("Content-Type", "application/json");
    return headers;
  }

  private String address(Door door, Map<String, String> given) {
    String path = door.path();
    Map<String, String> query = new LinkedHashMap<>(required(door));
    for (Map.Entry<String, String> each : given.entrySet()) {
      if (!door.pathParameters().contains(each.getKey())) {
        query.put(each.getKey(), each.getValue());
      }
    }
    if (given.containsKey("segments")) {
      // they are asked for instead of the values of a property
      query.remove("by");
    }
    for (String name : door.pathParameters()) {
      path = path.replace("{" + name + "}", encoded(given.getOrDefault(name, harmless(name))));
    }
    StringBuilder address = new StringBuilder(path);
    query.forEach((name, value) ->
        address
            .append(address.indexOf("?") < 0 ? '?' : '&')
            .append(name)
            .append('=')
            .append(encoded(value)));
    return address.toString();
  }

  /** What must be there, lest a door refuses before it looks at the field in question. */
  private Map<String, String> required(Door door) {
    List<String> names =
        switch (door.path()) {
          case "/api/2/events/segmentation" -> List.of("e", "start", "end");
          case "/api/2/funnels" -> List.of("e", "start", "end");
          case "/api/2/retention" -> List.of("se", "re", "start", "end");
          case "/api/2/usersearch", "/api/2/useractivity" -> List.of("user");
          case "/api/v1/feature-usage" -> List.of("by", "explain");
          case "/api/v1/properties/{name}/values" -> List.of("of");
          case "/api/v1/aliases/preview" -> List.of("previousId", "userId");
          case "/api/v1/segments/overlaps" -> List.of("ids");
          case "/api/v1/segments/{segment}/changes" -> List.of("from", "to");
          case "/api/v1/segments/{segment}/why" -> List.of("id");
          default -> List.of();
        };
    Map<String, String> required = new LinkedHashMap<>();
    names.forEach(name -> required.put(name, harmless(name)));
    if (names.contains("from")) {
      // instants, where others take dates
      required.replaceAll((_, date) -> date + "T00:00:00Z");
    }
    return required;
  }

  private String harmless(String name) {
    return Optional.ofNullable(harmless.get(name))
        .orElseThrow(
            () -> new IllegalStateException("say what a harmless value of " + name + " is"));
  }

  private JsonNode content(Door door) {
    if (door.path().equals("/api/v1/session")) {
      return tree(
          """
          {"schema": {"type": "object", "properties": {"key": {"type": "string"}}},
           "examples": {"x": {"value": {"key": "rk_1"}}}}
          """);
    }
    JsonNode content =
        document
            .path("paths")
            .path(door.path())
            .path(door.method().toLowerCase(Locale.ROOT))
            .path("requestBody")
            .path("content")
            .path("application/json");
    if (content.isMissingNode()) {
      throw new IllegalStateException("the document says nothing of the body of " + door);
    }
    return content;
  }

  /** Whether its body only asks, and changes nothing. */
  static boolean isQuestion(Door door) {
    return door.takesBody() && door.method().equals("POST") && door.access() == Access.ASK;
  }

  private boolean explains(Door door) {
    return isQuestion(door)
        && content(door).path("schema").path("$ref").asText().endsWith("Question")
        && !door.path().endsWith("/people");
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(json, e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
