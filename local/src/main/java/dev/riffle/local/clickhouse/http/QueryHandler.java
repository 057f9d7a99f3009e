package dev.riffle.local.clickhouse.http;

import dev.riffle.local.clickhouse.disk.DiskGuard;
import dev.riffle.local.clickhouse.libchdb.EngineException;
import dev.riffle.local.clickhouse.libchdb.QueryStatistics;
import dev.riffle.local.clickhouse.pool.ConnectionPool;
import dev.riffle.local.clickhouse.pool.Lease;
import dev.riffle.local.clickhouse.pool.Profile;
import dev.riffle.local.clickhouse.pool.RunningStatement;
import dev.riffle.local.clickhouse.pool.RunningStatements;
import dev.riffle.local.clickhouse.pool.SessionRequest;
import dev.riffle.local.clickhouse.statement.SourceRules;
import dev.riffle.local.clickhouse.statement.Statement;
import dev.riffle.local.clickhouse.statement.StatementKind;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one request: ping, or authenticate, list by query id, receive, check, lease a connection,
 * run, answer, log.
 *
 * <p>Not modelled on a server: HTTP sessions, external tables, progress headers and SQL users.
 */
public final class QueryHandler {
  private static final Logger LOG = LoggerFactory.getLogger(QueryHandler.class);

  /** Of the text of a statement, with its VALUES; data after FORMAT have no limit. */
  private static final int MAX_SQL_BYTES = 64 << 20;

  private static final int CANNOT_READ_BODY = 271;

  private static final String TEXT = "text/plain; charset=UTF-8";

  private final Users users;
  private final RunningStatements statements;
  private final ConnectionPool pool;
  private final InsertSpool spool;
  private final DiskGuard guard;
  private final SourceRules rules;
  private final QueryLog log;
  private final DisconnectWatch watch;
  private final ServerIdentity identity;
  private final InstantSource clock;
  private final DamagedParts damaged = new DamagedParts();
  private final QueryRequestReader requests =
      new QueryRequestReader(() -> UUID.randomUUID().toString());

  public QueryHandler(
      Users users,
      RunningStatements statements,
      ConnectionPool pool,
      InsertSpool spool,
      DiskGuard guard,
      SourceRules rules,
      QueryLog log,
      DisconnectWatch watch,
      ServerIdentity identity,
      InstantSource clock) {
    this.users = users;
    this.statements = statements;
    this.pool = pool;
    this.spool = spool;
    this.guard = guard;
    this.rules = rules;
    this.log = log;
    this.watch = watch;
    this.identity = identity;
    this.clock = clock;
  }

  /** Answers unless the connection breaks. */
  void handle(HttpExchange exchange) throws IOException {
    String path = exchange.uri().split("\\?", 2)[0];
    exchange.setHeader("X-ClickHouse-Server-Display-Name", identity.displayName());
    if (path.equals("/ping")) {
      exchange.answer(200, TEXT, "Ok.\n");
    } else if (!path.equals("/")) {
      exchange.answer(404, TEXT, "There is no handle " + "for this path.\n");
    } else if (!exchange.method().equals("GET") && !exchange.method().equals("POST")) {
      exchange.setHeader("Allow", "GET, POST");
      exchange.answer(405, TEXT, "Method not allowed.\n");
    } else {
      query(exchange);
    }
  }

  private void query(HttpExchange exchange) throws IOException {
    Running running = new Running(clock.millis());
    try {
      Map<String, String> url = QueryRequestReader.urlParameters(exchange.uri());
      if (exchange.method().equals("GET") && !url.containsKey("query")) {
        exchange.answer(200, TEXT, "Ok.\n");
        return;
      }
      User user = users.authenticate(Credentials.of(url, exchange::header));
      running.user = user.name();
      run(exchange, requests.read(exchange.method(), url, exchange::header), user, running);
    } catch (EngineException e) {
      running.code = e.code();
      damaged.report(e);
      fail(exchange, e);
    } catch (IOException e) {
      if (exchange.answered()) {
        throw e;
      }
      LOG.debug("body cannot be read", e);
      running.code = CANNOT_READ_BODY;
      exchange.closeAfter();
      fail(
          exchange,
          new EngineException(
              CANNOT_READ_BODY,
              "CANNOT_DECOMPRESS",
              "The body cannot be read: it is incomplete or" + " not compressed as it says."));
    } finally {
      if (!running.user.isEmpty()) {
        log.write(running.entry(clock.millis()));
      }
    }
  }

  private void run(HttpExchange exchange, QueryRequest request, User user, Running running)
      throws IOException {
    running.queryId = request.queryId();
    exchange.setHeader("X-ClickHouse-Query-Id", request.queryId());
    exchange.setHeader("X-ClickHouse-Timezone", identity.timeZone());
    try (RunningStatement listed =
        statements.arrive(request.queryId(), user.profile(), exchange::stopReceiving)) {
      try {
        run(exchange, request, user.profile(), listed, running);
      } catch (IOException | EngineException e) {
        if (listed.stopped()) {
          exchange.closeAfter();
          throw RunningStatement.cancelled();
        }
        throw e;
      }
    }
  }

  private void run(
      HttpExchange exchange,
      QueryRequest request,
      Profile profile,
      RunningStatement listed,
      Running running)
      throws IOException {
    InputStream decoded = request.requestEncoding().decode(exchange.body());
    RequestBody body = RequestBody.read(request.urlSql(), decoded, MAX_SQL_BYTES, rules);
    Statement statement = body.statement();
    running.kind = statement.kind();
    Permissions.check(profile, request, statement);
    if (statement.kind() == StatementKind.KILL_QUERY) {
      kill(exchange, request, statement, profile);
      return;
    }
    requireRoom(statement.kind());
    SessionRequest session =
        new SessionRequest(profile, request.queryId(), request.database(), request.settings());
    try (InputStream data = spool.receive(body.data());
        Lease lease = pool.lease(session)) {
      Answer answer = new Answer(exchange, request, statement);
      running.statistics = execute(exchange, answer, statement.kind(), listed, lease, data);
    }
  }

  private QueryStatistics execute(
      HttpExchange exchange,
      Answer answer,
      StatementKind kind,
      RunningStatement listed,
      Lease lease,
      InputStream data)
      throws IOException {
    // receiving the data and waiting for the lease may have taken long
    requireRoom(kind);
    if (kind.changesSession()) {
      lease.markChanged();
    }
    if (!kind.reads() && exchange.clientHasGone()) {
      // it gave up while this waited, and may have sent the same again
      throw RunningStatement.cancelled();
    }
    listed.begin(lease);
    AutoCloseable watched =
        kind.reads() ? watch.start(exchange::clientHasGone, listed::kill) : () -> {};
    try {
      return answer.run(lease.connection(), data, listed::close);
    } finally {
      close(watched);
      listed.close();
    }
  }

  private void requireRoom(StatementKind kind) {
    if (kind.needsRoom()) {
      guard.requireRoom();
    }
  }

  private void kill(HttpExchange exchange, QueryRequest request, Statement statement, Profile by)
      throws IOException {
    Statement.KilledQuery killed = statement.killedQuery().orElseThrow();
    String queryId = killed.id(request.parameters());
    if (queryId.equals(request.queryId())) {
      throw new EngineException(
          EngineException.BAD_ARGUMENTS, "BAD_ARGUMENTS", "A query cannot kill itself.");
    }
    if (killed.sync()) {
      statements.stop(queryId, by);
    } else {
      statements.askToStop(queryId, by);
    }
    new Answer(exchange, request, statement).empty();
  }

  private void fail(HttpExchange exchange, EngineException e) throws IOException {
    if (exchange.answered()) {
      LOG.debug("query failed in the middle of its answer", e);
      return;
    }
    int status = ExceptionStatus.of(e.code());
    if (e.code() == EngineException.AUTHENTICATION_FAILED
        && exchange.header("Authorization").isEmpty()
        && exchange.header("X-ClickHouse-User").isEmpty()
        && !exchange.uri().contains("user=")) {
      status = 401;
      exchange.setHeader("WWW-Authenticate", "Basic realm=\"ClickHouse server HTTP API\"");
    }
    exchange.setHeader("X-ClickHouse-Exception-Code", Integer.toString(e.code()));
    if (status == 503) {
      exchange.setHeader("Retry-After", "1");
    }
    exchange.answer(status, TEXT, identity.signed(e) + "\n");
  }

  private static void close(AutoCloseable watched) throws IOException {
    try {
      watched.close();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** What is known of a request so far, for the log. */
  private static final class Running {
    private final long startedAt;
    private String queryId = "";
    private String user = "";
    private StatementKind kind = StatementKind.COMMAND;
    private int code;
    private QueryStatistics statistics = QueryStatistics.NONE;

    Running(long startedAt) {
      this.startedAt = startedAt;
    }

    QueryLog.Entry entry(long now) {
      return new QueryLog.Entry(startedAt, queryId, user, kind, now - startedAt, code, statistics);
    }
  }
}
