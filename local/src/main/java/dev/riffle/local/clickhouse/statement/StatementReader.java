package dev.riffle.local.clickhouse.statement;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Statement} out of SQL text in one pass, and has {@link SourceGuard} watch. */
public final class StatementReader {
  private static final int HEAD_TOKENS = 16;

  private final String text;
  private final Tokenizer tokens;
  private final SourceGuard guard;
  private final List<Token> head = new ArrayList<>();
  private final Set<String> identifierParameters = new HashSet<>();
  private int depth;
  private int end;
  private @Nullable Token formatKeyword;
  private @Nullable Token formatName;
  private @Nullable Token insertSource;
  private @Nullable Token mainVerb;

  private StatementReader(String text, SourceRules rules) {
    this.text = text;
    this.tokens = new Tokenizer(text);
    this.guard = new SourceGuard(rules);
  }

  /**
   * Reads one statement and checks it against the rules.
   *
   * @param text one statement, perhaps followed by a semicolon; of an INSERT with data at least all
   *     that precedes the data
   * @throws EngineException with the code a ClickHouse server gives: 62 for text that cannot be
   *     read or is empty or more than one statement, 497 for what is not allowed here
   */
  public static Statement read(String text, SourceRules rules) {
    return new StatementReader(text, rules).read();
  }

  private Statement read() {
    Token previous = null;
    Token semicolon = null;
    for (Token token = tokens.next(); token != null; token = tokens.next()) {
      if (semicolon != null) {
        throw syntaxError("Multi-statements are not allowed");
      }
      if (token.isSymbol(';')) {
        semicolon = token;
        continue;
      }
      guard.see(token);
      see(previous, token);
      end = token.end();
      if (insertDataFollow()) {
        return insertData(token);
      }
      previous = token;
    }
    if (head.isEmpty()) {
      throw syntaxError("Empty query");
    }
    return finished();
  }

  private void see(@Nullable Token previous, Token token) {
    if (head.size() < HEAD_TOKENS) {
      head.add(token);
    }
    if (token.isSymbol('(')) {
      depth++;
    } else if (token.isSymbol(')')) {
      depth--;
    }
    if (previous != null && previous.isSymbol(':') && token.isWord("Identifier")) {
      noteIdentifierParameter(token);
    }
    if (previous != null && previous.equals(formatName) && !token.isWord("SETTINGS")) {
      // a column or alias called format
      formatName = null;
      formatKeyword = null;
    }
    if (depth == 0) {
      seeAtTopLevel(previous, token);
    }
  }

  private void seeAtTopLevel(@Nullable Token previous, Token token) {
    if (mainVerb == null && (token.isWord("SELECT") || token.isWord("INSERT"))) {
      mainVerb = token;
    }
    boolean insert = startsWith("INSERT");
    if (insert
        && insertSource == null
        && (token.isWord("SELECT") || token.isWord("VALUES") || token.isWord("WITH"))) {
      insertSource = token;
    }
    if (previous != null && previous.isWord("FORMAT") && token.kind() == Token.Kind.WORD) {
      formatKeyword = previous;
      formatName = token;
    }
  }

  private void noteIdentifierParameter(Token type) {
    int colon = text.lastIndexOf(':', type.start());
    int brace = text.lastIndexOf('{', colon);
    if (brace >= 0) {
      identifierParameters.add(text.substring(brace + 1, colon).strip());
    }
  }

  private boolean insertDataFollow() {
    return startsWith("INSERT") && insertSource == null && formatName != null && depth == 0;
  }

  private Statement insertData(Token name) {
    Tokenizer.refuseNul(text, name.end());
    Token keyword = formatKeyword;
    int sqlEnd = keyword == null ? name.start() : keyword.start();
    return new Statement(
        StatementKind.INSERT_DATA,
        text.substring(0, sqlEnd),
        Optional.of(name.text()),
        dataStart(name.end()),
        Optional.empty(),
        identifierParameters);
  }

  /** As ClickHouse does: after the blanks that follow the format's name and one line feed. */
  private int dataStart(int afterName) {
    int at = afterName;
    while (at < text.length() && " \t\f".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    return at;
  }

  private Statement finished() {
    Tokenizer.refuseNul(text, text.length());
    StatementKind kind = kind();
    return new Statement(
        kind,
        text.substring(0, end),
        Optional.ofNullable(formatName).map(Token::text),
        kind == StatementKind.INSERT_DATA ? text.length() : 0,
        kind == StatementKind.KILL_QUERY ? Optional.of(killedQuery()) : Optional.empty(),
        identifierParameters);
  }

  private StatementKind kind() {
    Token verb = head.getFirst();
    if (verb.isSymbol('(')) {
      return StatementKind.SELECT;
    }
    return switch (verb.text().toUpperCase(Locale.ROOT)) {
      case "SELECT", "FROM" -> StatementKind.SELECT;
      case "WITH" ->
          mainVerb != null && mainVerb.isWord("INSERT")
              ? StatementKind.INSERT
              : StatementKind.SELECT;
      case "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "EXISTS" -> StatementKind.DESCRIBE;
      case "INSERT" -> insertSource == null ? StatementKind.INSERT_DATA : StatementKind.INSERT;
      case "KILL" ->
          head.size() > 1 && head.get(1).isWord("QUERY")
              ? StatementKind.KILL_QUERY
              : StatementKind.CONTROL;
      case "SET", "USE", "SYSTEM", "DROP", "TRUNCATE" -> StatementKind.CONTROL;
      default -> StatementKind.COMMAND;
    };
  }

  /** {@code KILL QUERY [ON CLUSTER c] WHERE query_id = 'id' [SYNC | ASYNC]}. */
  private Statement.KilledQuery killedQuery() {
    for (int i = 2; i + 3 < head.size(); i++) {
      if (head.get(i).isWord("WHERE")
          && head.get(i + 1).isWord("query_id")
          && head.get(i + 2).isSymbol('=')) {
        if (head.get(i + 3).kind() == Token.Kind.STRING && nothingButSyncFollows(i + 4)) {
          return new Statement.KilledQuery(head.get(i + 3).text(), false, endsInSync());
        }
        if (isTextParameter(i + 3) && nothingButSyncFollows(i + 8)) {
          return new Statement.KilledQuery(head.get(i + 4).text(), true, endsInSync());
        }
      }
    }
    throw new EngineException(
        48, "NOT_IMPLEMENTED", "KILL QUERY needs WHERE query_id = 'one id' here.");
  }

  /** {@code {name:String}} */
  private boolean isTextParameter(int at) {
    return at + 4 < head.size()
        && head.get(at).isSymbol('{')
        && head.get(at + 2).isSymbol(':')
        && head.get(at + 3).isWord("String")
        && head.get(at + 4).isSymbol('}');
  }

  private boolean nothingButSyncFollows(int at) {
    return at == head.size()
        || (at + 1 == head.size() && (head.get(at).isWord("SYNC") || head.get(at).isWord("ASYNC")));
  }

  private boolean endsInSync() {
    return head.getLast().isWord("SYNC");
  }

  private boolean startsWith(String word) {
    return !head.isEmpty() && head.getFirst().isWord(word);
  }

  private static EngineException syntaxError(String why) {
    return new EngineException(
        EngineException.SYNTAX_ERROR, "SYNTAX_ERROR", "Syntax error: " + why + ".");
  }
}
