package dev.riffle.query.reference;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** How often each clause, field and word of the language stood in a question. Thread-safe. */
public final class Coverage {
  private final Map<String, Integer> clauses = new ConcurrentSkipListMap<>();

  /** Counts what is in a question, and returns it. */
  public <T> T seen(T question) {
    try {
      count("", question);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the question cannot be looked into: " + question, e);
    }
    return question;
  }

  private void count(String field, Object value) throws ReflectiveOperationException {
    switch (value) {
      case Optional<?> optional -> {
        if (optional.isPresent()) {
          count(field, optional.get());
        }
      }
      case List<?> list -> {
        for (Object each : list) {
          count(field, each);
        }
      }
      case Boolean flag -> {
        if (flag) {
          add(field);
        }
      }
      case Enum<?> word -> add(word.getDeclaringClass().getSimpleName() + " " + word.name());
      case Record clause -> {
        add(clause.getClass().getSimpleName());
        for (RecordComponent component : clause.getClass().getRecordComponents()) {
          Object part = component.getAccessor().invoke(clause);
          if (part != null) {
            count(clause.getClass().getSimpleName() + "." + component.getName(), part);
          }
        }
      }
      default -> add(field);
    }
  }

  private void add(String clause) {
    clauses.merge(clause, 1, Integer::sum);
  }

  /** One line for each, by name. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    clauses.forEach((clause, times) ->
        text.append(String.format(java.util.Locale.ROOT, "%8d %s%n", times, clause)));
    return text.toString();
  }
}
