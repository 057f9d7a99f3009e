package dev.riffle.query.rest;

import dev.riffle.event.PropertyValue;
import dev.riffle.event.table.StoredValue;
import dev.riffle.query.sql.SqlStatement;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether statements are those of a harmless text, with another text in their parameters.
 *
 * @param harmless statements that were asked with {@link RequestFields#HARMLESS}; where that is no
 *     answer, such as to how long, with another one, whose parameters say nothing of names
 */
record SameStatements(List<SqlStatement> harmless, boolean named) {
  /** Whether a parameter has the text, so that another one must be there in its place. */
  boolean carryTheText() {
    return named
        && harmless.stream()
            .anyMatch(
                statement -> statement.parameters().toString().contains(RequestFields.HARMLESS));
  }

  /**
   * What is different, if anything is but the text in the parameters.
   *
   * @param forms of the other text
   */
  Optional<String> difference(List<SqlStatement> others, Set<String> forms) {
    if (others.size() != harmless.size()) {
      return Optional.of(
          "%d statements instead of %d: %s".formatted(others.size(), harmless.size(), others));
    }
    for (int i = 0; i < others.size(); i++) {
      SqlStatement expected = harmless.get(i);
      SqlStatement found = others.get(i);
      if (!expected.text().equals(found.text())) {
        return Optional.of("the SQL is " + found.text() + "\ninstead of " + expected.text());
      }
      if (named && !same(expected.parameters(), found.parameters(), forms)) {
        return Optional.of(
            "the parameters are "
                + found.parameters()
                + "\ninstead of "
                + expected.parameters()
                + "\nin "
                + found.text());
      }
    }
    return Optional.empty();
  }

  /** As it was sent, as names and values are kept, and as values are stored. */
  static Set<String> forms(String text) {
    Set<String> forms = new LinkedHashSet<>();
    String storable = text.replaceAll("[\\x00\\ud800-\\udfff]", "\ufffd");
    for (String form :
        List.of(text, storable, Normalizer.normalize(storable, Normalizer.Form.NFC))) {
      forms.add(form);
      forms.add(StoredValue.encode(PropertyValue.of(form)));
    }
    return forms;
  }

  private static boolean same(
      Map<String, Object> expected, Map<String, Object> found, Set<String> forms) {
    Iterator<Object> values = found.values().iterator();
    return expected.keySet().equals(found.keySet())
        && expected.values().stream().allMatch(value -> same(value, values.next(), forms));
  }

  private static boolean same(Object expected, Object found, Set<String> forms) {
    if (expected instanceof String text && text.contains(RequestFields.HARMLESS)) {
      return forms.stream()
          .anyMatch(form -> text.replace(RequestFields.HARMLESS, form).equals(found));
    }
    if (expected instanceof List<?> list && found instanceof List<?> other) {
      // sets are sorted by their texts
      List<Object> left = new ArrayList<>(other);
      return list.size() == other.size()
          && list.stream().allMatch(each -> removed(each, left, forms));
    }
    return expected.equals(found);
  }

  private static boolean removed(Object expected, List<Object> left, Set<String> forms) {
    for (int i = 0; i < left.size(); i++) {
      if (same(expected, left.get(i), forms)) {
        left.remove(i);
        return true;
      }
    }
    return false;
  }
}
