package dev.riffle.local.clickhouse.statement;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Watches the tokens of one statement go by and refuses what reaches out of the data directory:
 * table functions and engines of files, network and programs, dictionaries fed by them, INTO
 * OUTFILE and FROM INFILE, the engine's file database, and SYSTEM commands that stop the server.
 *
 * <p>Strict on purpose: a table that has the name of such a function cannot be named before a
 * bracket.
 */
final class SourceGuard {
  private final SourceRules rules;
  private @Nullable Token first;
  private @Nullable Token beforePrevious;
  private @Nullable Token previous;
  private boolean inDictionary;

  SourceGuard(SourceRules rules) {
    this.rules = rules;
  }

  void see(Token token) {
    Token last = previous;
    if (first == null) {
      first = token;
      checkVerb(token);
    } else if (last != null) {
      checkCall(last, token);
      checkFileDatabase(last, token);
      checkFiles(last, token);
      checkEngine(last, token);
      checkSystem(last, token);
      checkDictionary(last, token);
    }
    beforePrevious = last;
    previous = token;
  }

  private static void checkVerb(Token verb) {
    boolean known =
        verb.kind() == Token.Kind.WORD
            && SourceRules.ALLOWED_VERBS.contains(verb.text().toLowerCase(Locale.ROOT));
    if (!known && !verb.isSymbol('(')) {
      throw new EngineException(
          EngineException.SYNTAX_ERROR,
          "SYNTAX_ERROR",
          "Syntax error: no statement that is known here begins with " + verb.text() + ".");
    }
  }

  private void checkCall(Token name, Token token) {
    if (!token.isSymbol('(') || !name.isName()) {
      return;
    }
    if (name.kind() == Token.Kind.QUOTED_NAME && name.text().indexOf('\\') >= 0) {
      throw refused("a function name with escapes");
    }
    boolean backupFile =
        name.isWord("File")
            && (startsWith("BACKUP") || startsWith("RESTORE"))
            && beforePrevious != null
            && (beforePrevious.isWord("TO") || beforePrevious.isWord("FROM"));
    if (rules.refusesFunction(name.text()) && !backupFile) {
      throw refused("function " + name.text());
    }
  }

  private static void checkFileDatabase(Token name, Token token) {
    boolean qualifies = token.isSymbol('.') && name.isName();
    if (qualifies && name.kind() == Token.Kind.QUOTED_NAME && name.text().indexOf('\\') >= 0) {
      throw refused("a database name with escapes");
    }
    boolean selects = (name.isWord("USE") || name.isWord("DATABASE")) && token.isName();
    if ((qualifies && isFileDatabase(name.text())) || (selects && isFileDatabase(token.text()))) {
      throw refused("database " + SourceRules.FILE_DATABASE);
    }
    if (selects && token.text().indexOf('\\') >= 0) {
      throw refused("a database name with escapes");
    }
  }

  static boolean isFileDatabase(String name) {
    return name.equalsIgnoreCase(SourceRules.FILE_DATABASE);
  }

  private void checkFiles(Token name, Token token) {
    if ((name.isWord("INTO") && token.isWord("OUTFILE"))
        || (name.isWord("FROM") && token.isWord("INFILE"))) {
      throw refused(token.text());
    }
    if (startsWith("ATTACH") && name.isWord("FROM") && token.kind() == Token.Kind.STRING) {
      throw refused("ATTACH FROM a path");
    }
    if (startsWith("CREATE") && name.isWord("NAMED") && token.isWord("COLLECTION")) {
      throw refused("named collections");
    }
  }

  private void checkEngine(Token last, Token token) {
    boolean defines =
        startsWith("CREATE")
            || startsWith("ATTACH")
            || startsWith("REPLACE")
            || startsWith("ALTER")
            || startsWith("RESTORE");
    boolean afterEngine =
        last.isWord("ENGINE")
            || (last.isSymbol('=') && beforePrevious != null && beforePrevious.isWord("ENGINE"));
    if (!defines || !afterEngine || token.isSymbol('=')) {
      return;
    }
    boolean allowed =
        token.isName()
            && SourceRules.ALLOWED_ENGINES.contains(token.text().toLowerCase(Locale.ROOT));
    if (!allowed) {
      throw refused("engine " + token.text());
    }
  }

  private void checkSystem(Token last, Token token) {
    if (last.equals(first)
        && last.isWord("SYSTEM")
        && !SourceRules.ALLOWED_SYSTEM_COMMANDS.contains(token.text().toLowerCase(Locale.ROOT))) {
      throw refused("SYSTEM " + token.text());
    }
  }

  private void checkDictionary(Token last, Token token) {
    if (startsWith("CREATE") || startsWith("REPLACE") || startsWith("ALTER")) {
      inDictionary |= token.isWord("DICTIONARY");
    }
    if (!inDictionary) {
      return;
    }
    if (last.isSymbol('(')
        && beforePrevious != null
        && beforePrevious.isWord("SOURCE")
        && !token.isWord("CLICKHOUSE")
        && !token.isWord("NULL")) {
      throw refused("dictionary source " + token.text());
    }
    if (last.isWord("HOST") || last.isWord("PORT") || last.isWord("NAME")) {
      throw refused("dictionary source on another server");
    }
    if (token.kind() == Token.Kind.STRING) {
      checkTextOfDictionary(token.text());
    }
  }

  /** A source may be a table's name or a whole query, in a string. */
  private void checkTextOfDictionary(String text) {
    if (text.indexOf('\\') >= 0 || isFileDatabase(text)) {
      throw refused("a dictionary source of that text");
    }
    SourceGuard guard = new SourceGuard(rules);
    guard.first = first;
    Tokenizer tokens = new Tokenizer(text.replace("''", "'"));
    for (Token inner = tokens.next(); inner != null; inner = tokens.next()) {
      guard.see(inner);
    }
  }

  private boolean startsWith(String word) {
    return first != null && first.isWord(word);
  }

  static EngineException refused(String what) {
    return new EngineException(
        EngineException.ACCESS_DENIED,
        "ACCESS_DENIED",
        "Not enough privileges: "
            + what
            + " is not allowed here, it could reach files, the network or other programs.");
  }
}
