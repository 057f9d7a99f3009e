package dev.riffle.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.InvalidQuestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The documents have all that can be asked, so that {@link SqlTextTest} proves what it says. */
class AskedDocumentTest {
  private static final Pattern KNOWN = Pattern.compile("The fields are: (.*)\\.");
  private static final String UNKNOWN = "zz";

  /** Each has one reader wherever it stands, so that one document with it is enough. */
  private static final Set<String> SHARED =
      Set.of(
          "last",
          "from",
          "to",
          "timeZone",
          "asOfReceived",
          "explain",
          "calendar",
          "since",
          "withinFirst",
          "atLeast",
          "moreThan",
          "atMost",
          "lessThan",
          "exactly");

  private static final List<AskedDocument> DOCUMENTS = AskedDocument.all();
  private static final PlainAnswers ANSWERS =
      new PlainAnswers(
          DOCUMENTS.stream()
              .flatMap(document -> document.texts().stream())
              .collect(Collectors.toSet()));

  @Test
  void everyKindIsThereAndEveryDocumentIsAnswered() {
    Set<String> kinds = new TreeSet<>();
    Set<String> kindsOfPeople =
        new TreeSet<>(Set.of(AskedDocument.PEOPLE, AskedDocument.POPULATION));
    for (AskedDocument document : DOCUMENTS) {
      kinds.add(document.what());
      if (document.what().equals(AskedDocument.PEOPLE)) {
        kindsOfPeople.add(document.body().get("kind").asText());
      }
      assertThat(ANSWERS.statements(document, document.body().toString(), "x"))
          .as(document.source())
          .isNotEmpty();
    }
    assertThat(kinds).isEqualTo(AskedDocument.kinds());
    assertThat(kindsOfPeople).isEqualTo(AskedDocument.kinds());
  }

  /** A reader says which fields it knows to whoever sends one that it does not. */
  @Test
  void everyFieldThatIsReadIsInADocumentAndNoOtherIsTaken() {
    Map<String, Set<String>> used = new TreeMap<>();
    Set<String> anywhere = new HashSet<>();
    for (AskedDocument document : DOCUMENTS) {
      for (String pointer : objects(document.body(), "")) {
        JsonNode body = document.body().deepCopy();
        ObjectNode object = (ObjectNode) body.at(pointer);
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        anywhere.addAll(names);
        object.put(UNKNOWN, 1);
        used.computeIfAbsent(known(document, body, pointer), _ -> new HashSet<>()).addAll(names);
        // a clause without a field that tells its kind
        object.retain(UNKNOWN);
        used.computeIfAbsent(known(document, body, pointer), _ -> new HashSet<>());
      }
    }
    Set<String> missing = new TreeSet<>();
    used.forEach((known, names) -> {
      for (String name : known.split(", ", -1)) {
        boolean once = names.isEmpty() || SHARED.contains(name);
        if (!(once ? anywhere : names).contains(name)) {
          missing.add(name + " of: " + known);
        }
      }
    });
    assertThat(missing).isEmpty();
    assertThat(used).hasSizeGreaterThan(50);
  }

  private static List<String> objects(JsonNode node, String pointer) {
    List<String> found = new ArrayList<>();
    if (node.isObject()) {
      found.add(pointer);
    }
    node.properties()
        .forEach(property ->
            found.addAll(objects(property.getValue(), pointer + "/" + property.getKey())));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      found.addAll(objects(node.get(i), pointer + "/" + i));
    }
    return found;
  }

  private static String known(AskedDocument document, JsonNode body, String pointer) {
    try {
      ANSWERS.statements(document, body.toString(), "x");
    } catch (InvalidQuestion e) {
      for (Fault fault : e.faults()) {
        Matcher known = KNOWN.matcher(fault.detail());
        if (fault.pointer().equals(pointer + "/" + UNKNOWN) && known.find()) {
          return known.group(1);
        }
      }
    }
    throw new AssertionError(document.source() + " takes any field at " + pointer);
  }
}
