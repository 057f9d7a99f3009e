package dev.riffle.query.config;

import dev.riffle.query.Analyst;
import dev.riffle.query.alias.StoredAliases;
import dev.riffle.query.catalog.Catalogs;
import dev.riffle.query.catalog.Pickers;
import dev.riffle.query.catalog.StoredCatalogs;
import dev.riffle.query.cost.Estimator;
import dev.riffle.query.engine.Cancellation;
import dev.riffle.query.engine.ClickHouseSqlEngine;
import dev.riffle.query.engine.QueryLimits;
import dev.riffle.query.engine.ResultCache;
import dev.riffle.query.engine.SqlEngine;
import dev.riffle.query.export.EventExports;
import dev.riffle.query.group.StoredGroups;
import dev.riffle.query.person.StoredPersons;
import dev.riffle.query.segment.SegmentAnalyst;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;

/** Builds the plain-Java core of the service from its configuration. */
@ApplicationScoped
class EngineProducer {
  private final RiffleConfig config;

  EngineProducer(RiffleConfig config) {
    this.config = config;
  }

  @Produces
  @Singleton
  ClickHouseSqlEngine engine() {
    RiffleConfig.ClickHouse address = config.clickhouse();
    return new ClickHouseSqlEngine(
        new ClickHouseSqlEngine.Address(
            address.url().toString(),
            address.database(),
            address.user(),
            address.password().orElse("")));
  }

  void close(@Disposes ClickHouseSqlEngine engine) {
    engine.close();
  }

  @Produces
  @Singleton
  QueryLimits limits() {
    RiffleConfig.Query query = config.query();
    return new QueryLimits(
        query.maxTime(),
        query.maxMemory().asLongValue(),
        query.maxResultRows(),
        query.maxReadRows());
  }

  @Produces
  @Singleton
  Catalogs catalogs(SqlEngine engine, QueryLimits limits) {
    return new StoredCatalogs(engine, EngineProducer::queryId, limits);
  }

  @Produces
  @Singleton
  Pickers pickers(Catalogs catalogs, SqlEngine engine, QueryLimits limits) {
    return new Pickers(catalogs, engine, EngineProducer::queryId, limits);
  }

  @Produces
  @Singleton
  StoredAliases aliases(SqlEngine engine, QueryLimits limits) {
    return new StoredAliases(engine, EngineProducer::queryId, limits);
  }

  @Produces
  @Singleton
  StoredPersons persons(SqlEngine engine, QueryLimits limits) {
    return new StoredPersons(engine, EngineProducer::queryId, limits);
  }

  @Produces
  @Singleton
  StoredGroups groups(SqlEngine engine, QueryLimits limits) {
    return new StoredGroups(engine, EngineProducer::queryId, limits);
  }

  @Produces
  @Singleton
  Analyst analyst(SqlEngine engine, Catalogs catalogs, InstantSource clock, QueryLimits limits) {
    ResultCache cache = new ResultCache(config.query().maxKeptResults().asLongValue());
    return new Analyst(engine, catalogs, clock, EngineProducer::queryId, limits, cache);
  }

  @Produces
  @Singleton
  Estimator estimator(
      ClickHouseSqlEngine engine, Catalogs catalogs, InstantSource clock, QueryLimits limits) {
    return new Estimator(engine, engine, catalogs, clock, EngineProducer::queryId, limits);
  }

  @Produces
  @Singleton
  EventExports exports(ClickHouseSqlEngine engine, Catalogs catalogs, QueryLimits limits) {
    return new EventExports(engine, engine, catalogs, EngineProducer::queryId, limits);
  }

  @Produces
  @Singleton
  SegmentAnalyst segments(
      SqlEngine engine, Catalogs catalogs, InstantSource clock, QueryLimits limits) {
    return new SegmentAnalyst(engine, catalogs, clock, EngineProducer::queryId, limits);
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  private static String queryId() {
    return Cancellation.takeQueryId().orElseGet(() -> UUID.randomUUID().toString());
  }
}
