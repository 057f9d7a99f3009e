package dev.riffle.local.clickhouse.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementReaderTest {
  private static final SourceRules RULES =
      SourceRules.of(List.of("file", "s3", "remote", "numbers", "values", "loop", "brandNew"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT 1 | SELECT",
        "/* a /* nested */ b */ select 1 | SELECT",
        "(SELECT 1) UNION ALL (SELECT 2) | SELECT",
        "FROM t SELECT x | SELECT",
        "WITH 1 AS a SELECT a | SELECT",
        "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x | INSERT",
        "SHOW TABLES | DESCRIBE",
        "EXPLAIN SELECT 1 | DESCRIBE",
        "INSERT INTO t VALUES (1) | INSERT",
        "INSERT INTO t (a, b) SELECT 1, 2 | INSERT",
        "INSERT INTO t FORMAT RowBinary | INSERT_DATA",
        "INSERT INTO t (format) SETTINGS async_insert = 1 FORMAT CSV | INSERT_DATA",
        "INSERT INTO t | INSERT_DATA",
        "CREATE TABLE t (x UInt8) ENGINE = MergeTree ORDER BY x | COMMAND",
        "KILL QUERY WHERE query_id = 'a' | KILL_QUERY",
        "KILL MUTATION WHERE table = 't' | CONTROL",
        "SET max_threads = 1 | CONTROL",
        "TRUNCATE TABLE t | CONTROL",
        "drop table t | CONTROL",
        "ALTER TABLE t DELETE WHERE 1 | COMMAND",
        "DELETE FROM t WHERE 1 | COMMAND",
      })
  void tellsKinds(String sql, StatementKind kind) {
    assertThat(read(sql).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT 1 FORMAT JSON | JSON",
        "SELECT 1 FORMAT JSON; | JSON",
        "SELECT 1 format TSV SETTINGS max_threads = 1 | TSV",
        "SELECT format FROM t | ''",
        "SELECT 1 AS format, 2 | ''",
        "SELECT format x, y FROM t | ''",
        "SELECT 'FORMAT CSV' | ''",
        "SELECT * FROM (SELECT 1 FORMAT CSV) | ''",
      })
  void findsTheFormat(String sql, String format) {
    assertThat(read(sql).format().orElse("")).isEqualTo(format);
  }

  @Test
  void cutsTheDataOfAnInsertAtItsFirstByte() {
    String text = "INSERT INTO t (a) FORMAT RowBinary\n\u0000\u0001;'";

    Statement statement = read(text);

    assertThat(statement.sql()).isEqualTo("INSERT INTO t (a) ");
    assertThat(statement.format()).contains("RowBinary");
    assertThat(text.substring(statement.dataStart())).isEqualTo("\u0000\u0001;'");
  }

  @Test
  void dropsOneSemicolonAtTheEnd() {
    assertThat(read("SELECT 1 ; -- end").sql()).isEqualTo("SELECT 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " -- nothing",
        "SELECT 1; SELECT 2",
        "SELECT 1;;",
        "SELECT 'open",
        "SELECT /* open",
        "SELECT $tag$ open",
        "SELECT \u0000 1",
        "COPY t TO 'x'",
        "1 + 1",
      })
  void refusesWhatIsNotOneStatement(String sql) {
    assertCode(sql, 62);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM file('x')",
        "SELECT * FROM FiLe ('x')",
        "SELECT * FROM file\n/* ( */ -- (\n('x')",
        "SELECT * FROM `file`('x')",
        "SELECT * FROM \"file\"('x')",
        "SELECT * FROM \u201Cfile\u201D('x')",
        "SELECT * FROM `f\\x69le`('x')",
        "SELECT 'a\\'' || file('x')",
        "SELECT 'it''s', file('x')",
        "SELECT $a$ ' $a$, file('x') -- '",
        "SELECT 1 /* /* */ ' */, file('x') -- '",
        "SELECT * FROM\u00A0s3\u2003('x')",
        "SELECT * FROM brandNew('x')",
        "INSERT INTO FUNCTION remote('h', 'd', 't') VALUES (1)",
        "INSERT INTO t VALUES (file('x'))",
        "INSERT INTO t SELECT * FROM s3('x')",
        "CREATE TABLE t AS file('x')",
        "CREATE TABLE t (x UInt8) ENGINE=URL('x')",
        "CREATE TABLE t (x UInt8) engine File(TSV)",
        "CREATE TABLE t (x UInt8) ENGINE = `File`(TSV)",
        "CREATE TABLE t (x UInt8) ENGINE = Distributed(c, d, t)",
        "CREATE TABLE t (x UInt8) ENGINE = MergeTree ORDER BY x SETTINGS disk = disk(type = web)",
        "CREATE DATABASE d ENGINE = Filesystem",
        "CREATE DICTIONARY d (a UInt8) PRIMARY KEY a SOURCE(HTTP(url 'x')) LAYOUT(FLAT())",
        "CREATE DICTIONARY d (a UInt8) PRIMARY KEY a SOURCE(CLICKHOUSE(HOST 'x' TABLE 't'))",
        "CREATE DICTIONARY d (a UInt8) PRIMARY KEY a SOURCE(CLICKHOUSE(DB 'default' TABLE 't'))",
        "CREATE DICTIONARY d (a UInt8) PRIMARY KEY a"
            + " SOURCE(CLICKHOUSE(QUERY 'SELECT * FROM file(''x'')'))",
        "SELECT * FROM default.`/etc/passwd`",
        "SELECT * FROM `default` . x",
        "SELECT * FROM `d\\x65fault`.x",
        "USE default",
        "ATTACH TABLE t FROM '/etc' (x UInt8) ENGINE = MergeTree ORDER BY x",
        "INSERT INTO t FROM INFILE 'x' FORMAT CSV",
        "SELECT 1 INTO OUTFILE 'x'",
        "CREATE NAMED COLLECTION c AS a = 1",
        "SYSTEM SHUTDOWN",
        "SYSTEM KILL",
        "BACKUP TABLE t TO Disk('d', 'x')",
        "EXPLAIN SELECT * FROM file('x')",
      })
  void refusesWhatLeadsOut(String sql) {
    assertCode(sql, 497);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'file(', \"file\", `url` FROM t -- file('x')",
        "SELECT file, url FROM t WHERE default = 1",
        "SELECT * FROM numbers(10)",
        "SELECT * FROM values('a UInt8', 1)",
        "SELECT engine FROM system.tables WHERE engine = 'File' AND database = 'default'",
        "CREATE TABLE t (x UInt8 DEFAULT 1, d String) ENGINE = ReplacingMergeTree(x) ORDER BY x",
        "CREATE DICTIONARY d (a UInt8) PRIMARY KEY a SOURCE(CLICKHOUSE(TABLE 't' DB 'riffle'))"
            + " LAYOUT(FLAT()) LIFETIME(0)",
        "BACKUP TABLE t TO File('x')",
        "RESTORE TABLE t FROM File('x')",
        "SYSTEM RELOAD DICTIONARY d",
        "ALTER TABLE t UPDATE x = 1 WHERE y = 2",
      })
  void letsPassWhatStaysInside(String sql) {
    assertThat(read(sql).sql()).isNotEmpty();
  }

  @Test
  void knowsWhichParametersAreNames() {
    assertThat(read("SELECT {a:String} FROM { t : Identifier }").identifierParameters())
        .containsExactly("t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KILL QUERY WHERE 1",
        "KILL QUERY WHERE query_id = 'a' OR 1",
        "KILL QUERY WHERE user = 'writer' SYNC",
      })
  void killsOneQueryOnly(String sql) {
    assertCode(sql, 48);
  }

  @Test
  void takesTheIdOfTheQueryToKillFromTheTextOrFromAParameter() {
    assertThat(read("KILL QUERY WHERE query_id = 'a' SYNC").killedQuery())
        .contains(new Statement.KilledQuery("a", false, true));
    assertThat(read("KILL QUERY WHERE query_id = {id:String} SYNC").killedQuery())
        .contains(new Statement.KilledQuery("id", true, true));
    assertThat(new Statement.KilledQuery("id", true, false).id(Map.of("id", "a"))).isEqualTo("a");
    assertCode("KILL QUERY WHERE query_id = {id:String} OR 1", 48);
  }

  private static Statement read(String sql) {
    return StatementReader.read(sql, RULES);
  }

  private static void assertCode(String sql, int code) {
    assertThatThrownBy(() -> read(sql))
        .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
