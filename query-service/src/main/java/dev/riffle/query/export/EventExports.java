package dev.riffle.query.export;

import dev.riffle.query.ProjectContext;
import dev.riffle.query.Watermark;
import dev.riffle.query.catalog.Catalogs;
import dev.riffle.query.engine.EngineException;
import dev.riffle.query.engine.EngineRun;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.SqlEngine;
import dev.riffle.query.engine.SqlStreams;
import dev.riffle.query.engine.StreamFormat;
import dev.riffle.query.export.Slices.HourCount;
import dev.riffle.query.export.Slices.Slice;
import dev.riffle.query.question.FaultCode;
import dev.riffle.query.question.InvalidQuestion;
import dev.riffle.query.sql.ProjectRows;
import dev.riffle.query.sql.SqlFragment;
import dev.riffle.query.sql.SqlParameter;
import dev.riffle.query.sql.SqlStatement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Front door: tracked events as a file, in the order of their times. All of it reads up to one
 * watermark. However long it is, only a small piece is in memory.
 *
 * <p>Blocking and thread-safe; call from virtual threads.
 */
public final class EventExports {
  /** About as many events have the pieces of a file, each a statement of its own. */
  public static final int SLICE_EVENTS = 50_000;

  /** For an hour that has them all in one second; the engine's reader is allowed as many. */
  private static final long SLICE_EVENTS_MAX = 10_000_000;

  private final SqlEngine engine;
  private final SqlStreams streams;
  private final Catalogs catalogs;
  private final Supplier<String> queryIds;
  private final QueryLimits limits;

  /**
   * Makes exports.
   *
   * @param queryIds a new name for each export, unique for the engine
   * @param limits of each statement, but for its rows
   */
  public EventExports(
      SqlEngine engine,
      SqlStreams streams,
      Catalogs catalogs,
      Supplier<String> queryIds,
      QueryLimits limits) {
    this.engine = engine;
    this.streams = streams;
    this.catalogs = catalogs;
    this.queryIds = queryIds;
    this.limits = limits.readingAny();
  }

  /** A file that can be written: what it holds is fixed. For one thread. */
  public final class Prepared {
    private final ProjectContext project;
    private final EventExport export;
    private final Watermark watermark;
    private final List<Slice> slices;
    private final String queryId;
    private final ParquetFile parquet = new ParquetFile();

    private Prepared(
        ProjectContext project,
        EventExport export,
        Watermark watermark,
        List<Slice> slices,
        String queryId) {
      this.project = project;
      this.export = export;
      this.watermark = watermark;
      this.slices = List.copyOf(slices);
      this.queryId = queryId;
    }

    /** How many pieces the file is written in. */
    public int pieces() {
      return slices.size();
    }

    /** Newest received time that the file covers; empty when the project has no events. */
    public Optional<Instant> asOf() {
      return watermark.asOf();
    }

    /**
     * Writes a piece; pieces one after the other, from 0 on, are the file.
     *
     * @throws EngineException when the engine cannot give it, or breaks off
     * @throws IOException when the output takes no more; the engine has been told to stop
     */
    public void write(int piece, OutputStream output) throws IOException {
      SqlStatement statement = statement(slices.get(piece));
      String id = queryId + "-p" + (piece + 1);
      switch (export.format()) {
        case CSV -> {
          if (piece == 0) {
            output.write(EventColumns.CSV_NAMES.getBytes(StandardCharsets.UTF_8));
          }
          streams.stream(statement, StreamFormat.CSV, id, ofSlice(), output);
        }
        case JSONL -> streams.stream(statement, StreamFormat.LINES, id, ofSlice(), output);
        case PARQUET -> {
          parquet.append(
              rows -> streams.stream(statement, StreamFormat.PARQUET, id, ofSlice(), rows), output);
          if (piece == slices.size() - 1) {
            parquet.end(output);
          }
        }
      }
    }

    private SqlStatement statement(Slice slice) {
      return events(project, export, slice, watermark)
          .joinIds()
          .statement(
              EventColumns.of(export.format()),
              SqlFragment.sql(EventColumns.STORED),
              SqlFragment.empty(),
              SqlFragment.sql("ORDER BY ts, aid, _source, _offset"));
    }

    private QueryLimits ofSlice() {
      return new QueryLimits(limits.time(), limits.memoryBytes(), SLICE_EVENTS_MAX);
    }
  }

  /**
   * Looks how much there is to write.
   *
   * @throws InvalidQuestion when the project has no such event
   * @throws EngineException when the engine cannot be asked
   */
  public Prepared prepare(ProjectContext project, EventExport export) {
    export.event().ifPresent(event -> refuseUnknown(project, event));
    EngineRun run = new EngineRun(engine, queryIds.get(), limits);
    Watermark watermark =
        Watermark.of(run.run(new ProjectRows(project).watermark()).rows().getFirst())
            .until(export.asOfReceived());
    Slice whole = new Slice(export.range().start(), export.range().end());
    List<HourCount> counts =
        run.run(hours(events(project, export, whole, watermark))).rows().stream()
            .map(row -> new HourCount((Long) row.get(0), (Long) row.get(1)))
            .toList();
    List<Slice> slices = Slices.of(whole.start(), whole.end(), counts, SLICE_EVENTS);
    return new Prepared(project, export, watermark, slices, queryIds.get());
  }

  private void refuseUnknown(ProjectContext project, String event) {
    if (!catalogs.recent(project).hasEvent(event) && !catalogs.fresh(project).hasEvent(event)) {
      throw InvalidQuestion.at(
          "/event", FaultCode.UNKNOWN_EVENT, "The project has no event \"" + event + "\".");
    }
  }

  private static SqlStatement hours(ProjectRows.EventSelection events) {
    return events.statement(
        SqlFragment.sql("intDiv(toUnixTimestamp64Milli(ts), 3600000) AS hour, toInt64(count())"),
        SqlFragment.sql("GROUP BY hour ORDER BY hour"));
  }

  private static ProjectRows.EventSelection events(
      ProjectContext project, EventExport export, Slice slice, Watermark watermark) {
    ProjectRows.EventSelection events =
        new ProjectRows(project).tracked(slice.start(), slice.end(), watermark);
    return export.event().isPresent()
        ? events.and(SqlFragment.sql("event = ").then(SqlParameter.text(export.event().get())))
        : events;
  }
}
