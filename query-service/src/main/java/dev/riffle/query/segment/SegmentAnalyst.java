package dev.riffle.query.segment;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.answer.Meta;
import dev.riffle.query.catalog.Catalog;
import dev.riffle.query.catalog.Catalogs;
import dev.riffle.query.catalog.UnknownPopulationNames;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.SqlEngine;
import dev.riffle.query.person.IdKind;
import dev.riffle.query.question.Fault;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.Interval;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.question.Population;
import dev.riffle.query.question.TimeRange;
import dev.riffle.query.segment.SegmentAnswers.Changes;
import dev.riffle.query.segment.SegmentAnswers.Member;
import dev.riffle.query.segment.SegmentAnswers.Members;
import dev.riffle.query.segment.SegmentAnswers.NamedSize;
import dev.riffle.query.segment.SegmentAnswers.Overlaps;
import dev.riffle.query.segment.SegmentAnswers.Pair;
import dev.riffle.query.segment.SegmentAnswers.Size;
import dev.riffle.query.segment.SegmentAnswers.SizePoint;
import dev.riffle.query.segment.SegmentAnswers.Sizes;
import dev.riffle.query.segment.SegmentAnswers.Why;
import dev.riffle.query.segment.SegmentLint.Warning;
import dev.riffle.query.sql.MemberRows;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlStatement;
import dev.riffle.query.time.LocalRange;
import dev.riffle.query.time.SegmentTime;
import dev.riffle.query.time.TimeAxis;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * Answers what there is to ask about a population by itself. Without an instant of its own an
 * answer is as of the newest received time of the project.
 *
 * <p>Blocking and thread-safe; call from virtual threads.
 */
public final class SegmentAnalyst {
  /** Most points of {@link #sizes}. */
  public static final int POINTS_MAX = 100;

  private final SqlEngine engine;
  private final Catalogs catalogs;
  private final InstantSource clock;
  private final Supplier<String> queryIds;
  private final QueryLimits limits;

  /**
   * Makes an analyst.
   *
   * @param queryIds a new name for each answer, unique for the engine
   * @param limits of one answer; the time is that of all its statements together
   */
  public SegmentAnalyst(
      SqlEngine engine,
      Catalogs catalogs,
      InstantSource clock,
      Supplier<String> queryIds,
      QueryLimits limits) {
    this.engine = engine;
    this.catalogs = catalogs;
    this.clock = clock;
    this.queryIds = queryIds;
    this.limits = limits;
  }

  /**
   * Refuses names that the project does not know, those of saved segments too.
   *
   * @param pointer to the population, in the text that is refused
   */
  public void check(ProjectContext project, Population population, String pointer) {
    if (!faults(population, pointer, catalogs.recent(project), project).isEmpty()) {
      List<Fault> faults = faults(population, pointer, catalogs.fresh(project), project);
      if (!faults.isEmpty()) {
        throw new InvalidQuestion(faults);
      }
    }
  }

  public Size size(ProjectContext project, Population population, Optional<Instant> asOf) {
    Look look = new Look(project);
    SegmentTime time = look.time(asOf);
    long persons = look.number(look.rows.size(population, time));
    return new Size(time.at(), persons, SegmentLint.of(population, persons), look.meta());
  }

  /** Sizes at the ends of the days, weeks or months of a range. */
  public Sizes sizes(
      ProjectContext project, Population population, TimeRange range, Interval interval) {
    TimeAxis axis =
        TimeAxis.of(
                LocalRange.of(range, project.zone(), project.weekStart(), clock.instant()),
                interval,
                project.weekStart())
            .filter(all -> all.buckets().size() <= POINTS_MAX)
            .orElseThrow(() ->
                InvalidQuestion.at(
                    "/interval",
                    FaultCode.TOO_LARGE,
                    "This range has more than " + POINTS_MAX + " buckets."));
    Look look = new Look(project);
    List<SizePoint> points = new ArrayList<>();
    for (TimeAxis.Stretch bucket : axis.buckets()) {
      Instant last = bucket.end().minusMillis(1);
      Instant read = look.watermark.receivedUntil();
      SegmentTime time = look.time(Optional.of(last.isBefore(read) ? last : read));
      points.add(
          new SizePoint(bucket.date(), time.at(), look.number(look.rows.size(population, time))));
    }
    return new Sizes(points, look.meta());
  }

  /** A page of members. */
  public Members members(
      ProjectContext project, Population population, Optional<Instant> asOf, Page page) {
    Look look = new Look(project);
    SegmentTime time = look.time(asOf);
    long persons = look.number(look.rows.size(population, time));
    List<Member> found =
        look.members(look.rows.page(population, time, page.after(), page.limit() + 1));
    List<Member> shown = found.subList(0, Math.min(page.limit(), found.size()));
    return new Members(
        time.at(),
        persons,
        List.copyOf(shown),
        found.size() > page.limit() ? Optional.of(shown.getLast().number()) : Optional.empty(),
        look.meta());
  }

  /**
   * The members as a list that does not change any more.
   *
   * @throws SnapshotException when there are none, too many, or some without an id yet
   */
  public Snapshot snapshot(ProjectContext project, Population population, Optional<Instant> asOf) {
    Look look = new Look(project);
    SegmentTime time = look.time(asOf);
    List<Member> members =
        look.members(look.rows.page(population, time, 0, Population.USERS_MAX + 1));
    if (members.isEmpty() || members.size() > Population.USERS_MAX) {
      throw new SnapshotException(
          members.isEmpty()
              ? "Nobody was in it at " + time.at() + "."
              : "More than %d persons were in it at %s: a list has no more."
                  .formatted(Population.USERS_MAX, time.at()));
    }
    if (members.stream().anyMatch(member -> member.id().isEmpty())) {
      throw new SnapshotException(
          "The newest of its persons are not stored yet: try again in some seconds.");
    }
    Snapshot snapshot =
        new Snapshot(time.at(), ids(members, IdKind.USER), ids(members, IdKind.DEVICE));
    if (snapshot.bytes() > Snapshot.BYTES_MAX) {
      throw new SnapshotException(
          "The ids of its %d persons are too long together: %d bytes, and a list has at most %d."
              .formatted(members.size(), snapshot.bytes(), Snapshot.BYTES_MAX));
    }
    return snapshot;
  }

  private static List<String> ids(List<Member> members, IdKind kind) {
    return members.stream()
        .filter(member -> member.kind().equals(Optional.of(kind.wire())))
        .flatMap(member -> member.id().stream())
        .toList();
  }

  /**
   * Which members are wanted.
   *
   * @param after number of the last one of the page before; 0 for the first page
   */
  public record Page(long after, int limit) {}

  /** Who came and who went between two instants. */
  public Changes changes(
      ProjectContext project, Population population, Instant from, Instant to, int limit) {
    Look look = new Look(project);
    SegmentTime before = look.time(Optional.of(from));
    SegmentTime after = look.time(Optional.of(to));
    return new Changes(
        before.at(),
        after.at(),
        look.number(look.rows.gained(population, before, after)),
        look.number(look.rows.gained(population, after, before)),
        look.members(look.rows.entered(population, before, after, 0, limit)),
        look.members(look.rows.entered(population, after, before, 0, limit)),
        look.meta());
  }

  /**
   * Sizes and overlaps of several populations.
   *
   * @param populations by the names that the answer gives them; at most {@link
   *     MemberRows#OVERLAPS_MAX}
   */
  public Overlaps overlaps(
      ProjectContext project,
      SequencedMap<String, Population> populations,
      Optional<Instant> asOf) {
    Look look = new Look(project);
    SegmentTime time = look.time(asOf);
    List<List<Object>> masks =
        look.run.run(look.rows.overlaps(List.copyOf(populations.values()), time)).rows();
    List<String> names = List.copyOf(populations.keySet());
    List<NamedSize> sizes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      sizes.add(new NamedSize(names.get(i), withAll(masks, 1L << i)));
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        long both = withAll(masks, 1L << i | 1L << j);
        long smaller = Math.min(sizes.get(i).persons(), sizes.get(j).persons());
        pairs.add(
            new Pair(names.get(i), names.get(j), both, smaller == 0 ? 0 : (double) both / smaller));
      }
    }
    return new Overlaps(time.at(), sizes, pairs, warnings(sizes, pairs), look.meta());
  }

  /** Everybody with a purchase, by recency, frequency and money. */
  public RfmAnswer rfm(
      ProjectContext project, Population.Purchases purchases, Optional<Instant> asOf) {
    Look look = new Look(project);
    SegmentTime time = look.time(asOf);
    List<List<Object>> scores = look.run.run(look.rows.scores(purchases, time)).rows();
    return new RfmTable(scores).answer(time.at(), look.meta());
  }

  /** Clause by clause, why a person is in or not. */
  public Why why(
      ProjectContext project, Population population, long person, Optional<Instant> asOf) {
    Look look = new Look(project);
    SegmentTime time = look.time(asOf);
    List<Population> leaves = Clauses.leaves(population);
    List<List<Object>> found = look.run.run(look.rows.why(leaves, time, person)).rows();
    List<Boolean> truths =
        found.isEmpty()
            ? leaves.stream().map(_ -> false).toList()
            : found.getFirst().stream().map(holds -> (Long) holds == 1).toList();
    List<SegmentAnswers.ClauseTruth> clauses = Clauses.truths(population, truths);
    boolean known = !found.isEmpty();
    return new Why(time.at(), known && clauses.getFirst().holds(), known, clauses, look.meta());
  }

  private static List<Warning> warnings(List<NamedSize> sizes, List<Pair> pairs) {
    List<Warning> warnings = new ArrayList<>();
    if (sizes.size() > SegmentLint.COMPARED_MAX) {
      warnings.add(
          new Warning(
              SegmentLint.Code.TOO_MANY,
              "More than " + SegmentLint.COMPARED_MAX + " segments side by side are hardly read."));
    }
    for (Pair pair : pairs) {
      if (pair.share() > SegmentLint.OVERLAP_MAX) {
        warnings.add(
            new Warning(
                SegmentLint.Code.OVERLAP,
                "\"%s\" and \"%s\" are nearly the same persons."
                    .formatted(pair.first(), pair.second())));
      }
    }
    return warnings;
  }

  private static long withAll(List<List<Object>> masks, long bits) {
    return masks.stream()
        .filter(row -> ((Long) row.get(0) & bits) == bits)
        .mapToLong(row -> (Long) row.get(1))
        .sum();
  }

  private static List<Fault> faults(
      Population population, String pointer, Catalog catalog, ProjectContext project) {
    List<Fault> faults = new ArrayList<>();
    UnknownPopulationNames.in(population, pointer, catalog.with(project.segments()), faults);
    return faults;
  }

  /** What the statements of one answer share. */
  private final class Look {
    private final ProjectContext project;
    private final EngineRun run = new EngineRun(engine, queryIds.get(), limits);
    private final Watermark watermark;
    private final MemberRows rows;

    private Look(ProjectContext project) {
      this.project = project;
      this.watermark =
          Watermark.of(run.run(new ProjectRows(project).watermark()).rows().getFirst());
      this.rows = new MemberRows(project, watermark);
    }

    private SegmentTime time(Optional<Instant> asOf) {
      return new SegmentTime(
          asOf.orElse(watermark.receivedUntil()).truncatedTo(ChronoUnit.MILLIS),
          project.zone(),
          project.weekStart());
    }

    private long number(SqlStatement statement) {
      return (Long) run.run(statement).rows().getFirst().getFirst();
    }

    private List<Member> members(SqlStatement statement) {
      return run.run(statement).rows().stream()
          .map(row -> new Member((Long) row.get(0), given(row.get(1)), given(row.get(2))))
          .toList();
    }

    private Meta meta() {
      return run.meta(watermark, List.of(), false);
    }
  }

  private static Optional<String> given(Object text) {
    return Optional.of((String) text).filter(id -> !id.isEmpty());
  }
}
