package dev.riffle.query.reference;

import dev.riffle.event.EventKind;
import dev.riffle.event.PropertyValue;
import dev.riffle.query.answer.SessionsAnswer.SessionCounts;
import dev.riffle.query.answer.SessionsAnswer.SessionsGroup;
import dev.riffle.query.answer.SessionsAnswer.SessionsLine;
import dev.riffle.query.question.Segment;
import dev.riffle.query.question.Sessions;
import dev.riffle.query.question.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers questions about sessions by walking from event to event of each person, over all time.
 */
public final class ReferenceSessions {
  private record Session(List<TestEvent> events) {
    Instant began() {
      return events.getFirst().time();
    }

    List<TestEvent> followed() {
      return events.stream()
          .filter(event -> between(events.getFirst(), event).compareTo(Duration.ofHours(24)) <= 0)
          .toList();
    }

    long millis() {
      return between(events.getFirst(), followed().getLast()).toMillis();
    }
  }

  private final Sessions question;
  private final ReferencePredicate predicates;
  private final ReferenceGroups groups;
  private final ReferenceCalendar calendar;
  private final List<Session> sessions = new ArrayList<>();

  public ReferenceSessions(History history, Sessions question, Instant watermark) {
    this.question = question;
    this.predicates =
        ReferenceSegment.predicates(
            history,
            ((TimeRange.Dates) question.scope().range()).to(),
            question.scope().timeZone().orElse(history.project().zone()),
            watermark);
    this.groups = new ReferenceGroups(question.groupBy(), predicates);
    this.calendar =
        new ReferenceCalendar(
            (TimeRange.Dates) question.scope().range(),
            question.scope().timeZone().orElse(history.project().zone()),
            question.interval(),
            history.project().weekStart());
    // sorting keeps the order of arrival among those of one time
    List<TestEvent> events =
        history.events().stream()
            .filter(event -> event.kind() == EventKind.TRACK)
            .filter(event -> !event.received().isAfter(watermark))
            .sorted(Comparator.comparing(TestEvent::time))
            .toList();
    Set<Integer> persons = new TreeSet<>();
    events.forEach(event -> persons.add(event.person()));
    for (int person : persons) {
      takeApart(events.stream().filter(event -> event.person() == person).toList());
    }
  }

  private void takeApart(List<TestEvent> life) {
    Map<String, List<TestEvent>> byId = new LinkedHashMap<>();
    for (int i = 0; i < life.size(); i++) {
      byId.computeIfAbsent(id(life, i), _ -> new ArrayList<>()).add(life.get(i));
    }
    byId.forEach((id, events) -> {
      Duration pause = id.isEmpty() ? inactivity() : Duration.ofHours(24);
      List<TestEvent> current = new ArrayList<>();
      for (TestEvent event : events) {
        if (!current.isEmpty() && between(current.getLast(), event).compareTo(pause) > 0) {
          sessions.add(new Session(List.copyOf(current)));
          current.clear();
        }
        current.add(event);
      }
      sessions.add(new Session(List.copyOf(current)));
    });
  }

  /** Its own; else that of the nearest before it without a pause between, else after it. */
  private String id(List<TestEvent> life, int place) {
    for (int step : List.of(-1, 1)) {
      int at = place;
      while (life.get(at).session().isEmpty()
          && at + step >= 0
          && at + step < life.size()
          && between(life.get(at), life.get(at + step)).abs().compareTo(inactivity()) <= 0) {
        at += step;
      }
      if (!life.get(at).session().isEmpty()) {
        return life.get(at).session();
      }
    }
    return "";
  }

  private Duration inactivity() {
    return Duration.ofMillis(question.inactivity().millis());
  }

  private static Duration between(TestEvent first, TestEvent second) {
    return Duration.between(first.time(), second.time());
  }

  public List<LocalDate> dates() {
    return List.copyOf(calendar.buckets().values());
  }

  public SessionsLine line(Optional<Segment> segment) {
    List<Session> all = begun(segment);
    return new SessionsLine(
        segment.map(Segment::name),
        counts(all),
        points(all),
        question.groupBy().isEmpty() ? List.of() : groups(all));
  }

  /** Who began a session, or several, in a bucket of this place, or in any. */
  public Set<Integer> people(
      Optional<Segment> segment,
      Optional<Integer> place,
      Predicate<List<PropertyValue>> group,
      boolean repeat) {
    Optional<String> bucket = place.map(at -> List.copyOf(calendar.buckets().keySet()).get(at));
    List<Session> wanted =
        begun(segment).stream()
            .filter(session ->
                bucket.map(name -> calendar.name(session.began()).equals(name)).orElse(true))
            .filter(session -> group.test(key(session)))
            .toList();
    Set<Integer> people = new HashSet<>(persons(wanted));
    people.removeIf(person -> repeat && Collections.frequency(persons(wanted), person) < 2);
    return people;
  }

  private List<SessionsGroup> groups(List<Session> all) {
    Map<List<PropertyValue>, List<Session>> byKey =
        all.stream().collect(Collectors.groupingBy(this::key));
    List<List<PropertyValue>> ranked = new ArrayList<>(byKey.keySet());
    ranked.sort(
        Comparator.<List<PropertyValue>>comparingInt(key -> -byKey.get(key).size())
            .thenComparing(ReferenceGroups.BY_TEXT));
    List<SessionsGroup> told = new ArrayList<>();
    List<Session> others = new ArrayList<>();
    for (List<PropertyValue> key : ranked) {
      List<Session> own = byKey.get(key);
      if (told.size() < question.top()) {
        told.add(
            new SessionsGroup(
                groups.values(key), false, groups.label(key), counts(own), points(own)));
      } else {
        others.addAll(own);
      }
    }
    if (!others.isEmpty()) {
      told.add(new SessionsGroup(List.of(), true, "(other)", counts(others), points(others)));
    }
    return told;
  }

  private List<PropertyValue> key(Session session) {
    return groups.key(session.events().getFirst());
  }

  private List<SessionCounts> points(List<Session> sessions) {
    return calendar.buckets().keySet().stream()
        .map(bucket ->
            counts(
                sessions.stream()
                    .filter(session -> calendar.name(session.began()).equals(bucket))
                    .toList()))
        .toList();
  }

  private List<Session> begun(Optional<Segment> segment) {
    return sessions.stream()
        .filter(session -> calendar.covers(session.began()))
        .filter(session ->
            Stream.of(question.where(), segment.flatMap(Segment::where))
                .flatMap(Optional::stream)
                .allMatch(where -> predicates.holds(where, session.events().getFirst())))
        .toList();
  }

  private static List<Integer> persons(List<Session> sessions) {
    return sessions.stream().map(session -> session.events().getFirst().person()).toList();
  }

  private static SessionCounts counts(List<Session> sessions) {
    if (sessions.isEmpty()) {
      return SessionCounts.NONE;
    }
    long[] lengths = sessions.stream().mapToLong(Session::millis).sorted().toArray();
    List<Integer> persons = persons(sessions);
    double median = (lengths[(lengths.length - 1) / 2] + lengths[lengths.length / 2]) / 2.0;
    return SessionCounts.of(
        sessions.size(),
        persons.stream().distinct().count(),
        persons.stream()
            .distinct()
            .filter(person -> Collections.frequency(persons, person) > 1)
            .count(),
        sessions.stream().mapToLong(session -> session.followed().size()).sum(),
        sessions.stream().mapToLong(Session::millis).sum(),
        median);
  }
}
