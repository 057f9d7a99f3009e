package dev.riffle.query.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.riffle.query.answer.Meta;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What is answered about populations: plain records that are the JSON wire model. */
public final class SegmentAnswers {
  private SegmentAnswers() {}

  /**
   * How many are in.
   *
   * @param asOf the instant that it is about
   */
  public record Size(Instant asOf, long persons, List<SegmentLint.Warning> warnings, Meta meta) {}

  /**
   * How many were in, at the end of each day, week or month.
   *
   * @param points in order
   */
  public record Sizes(List<SizePoint> points, Meta meta) {}

  /**
   * At the end of a bucket, or at the newest received time when that is earlier.
   *
   * @param date local date on which the bucket starts
   */
  public record SizePoint(LocalDate date, Instant asOf, long persons) {}

  /**
   * A person, by the id that it is named by.
   *
   * @param kind {@code user} or {@code device}; absent, as {@code id} is, until the person's row is
   *     written, some seconds after its first record
   * @param number for the next page, and for those who have no id yet
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Member(long number, Optional<String> kind, Optional<String> id) {}

  /**
   * A page of persons.
   *
   * @param persons how many there are on all pages
   * @param next to be sent as {@code after} for the next page; absent on the last
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Members(
      Instant asOf, long persons, List<Member> members, Optional<Long> next, Meta meta) {}

  /**
   * Who is in at {@code to} and was not at {@code from}, and the other way round.
   *
   * @param entered the first so many of them, by number; likewise {@code left}
   */
  public record Changes(
      Instant from,
      Instant to,
      long enteredPersons,
      long leftPersons,
      List<Member> entered,
      List<Member> left,
      Meta meta) {}

  /**
   * Several segments beside each other.
   *
   * @param sizes in the order of the question
   * @param pairs one for each two
   */
  public record Overlaps(
      Instant asOf,
      List<NamedSize> sizes,
      List<Pair> pairs,
      List<SegmentLint.Warning> warnings,
      Meta meta) {}

  /** A segment's size. */
  public record NamedSize(String segment, long persons) {}

  /**
   * Two segments.
   *
   * @param share of the smaller one's persons that are also in the other, 0 to 1; 0 without any
   */
  public record Pair(String first, String second, long persons, double share) {}

  /**
   * Why a person is in, or is not.
   *
   * @param known false when there is no record of the person at or before that instant: then nobody
   *     can be in
   * @param clauses of the population, by JSON pointer; those without others within them hold or do
   *     not by themselves
   */
  public record Why(
      Instant asOf, boolean in, boolean known, List<ClauseTruth> clauses, Meta meta) {}

  /**
   * A clause.
   *
   * @param pointer where it stands in the population
   * @param kind {@code all}, {@code did}, {@code didNot}, ...
   */
  public record ClauseTruth(String pointer, String kind, boolean holds) {}
}
