package dev.riffle.local.clickhouse.statement;

import dev.riffle.local.clickhouse.libchdb.EngineException;
import org.jspecify.annotations.Nullable;

/**
 * Splits SQL text as ClickHouse's own Lexer does (src/Parsers/Lexer.cpp), so that nothing hides in
 * what one of the two takes for a comment or a string and the other does not. Where the engine's
 * versions differ, the statement is refused.
 *
 * <p>Numbers are words; comments and white space are skipped.
 */
final class Tokenizer {
  private final String sql;
  private int at;

  Tokenizer(String sql) {
    this.sql = sql;
  }

  /**
   * For text that goes to the engine as a C string: it would end at a NUL.
   *
   * @param end of what goes to the engine; binary data may follow
   */
  static void refuseNul(String sql, int end) {
    int nul = sql.indexOf('\0');
    if (nul >= 0 && nul < end) {
      throw syntaxError("NUL character", nul);
    }
  }

  /** The next token, or null at the end. */
  @Nullable Token next() {
    skipBlanksAndComments();
    if (at >= sql.length()) {
      return null;
    }
    int start = at;
    char c = sql.charAt(at);
    return switch (c) {
      case '\'' -> quoted(Token.Kind.STRING, start, '\'');
      case '"' -> quoted(Token.Kind.QUOTED_NAME, start, '"');
      case '`' -> quoted(Token.Kind.QUOTED_NAME, start, '`');
      case '\u2018' -> typographic(Token.Kind.STRING, start, '\u2019');
      case '\u201C' -> typographic(Token.Kind.QUOTED_NAME, start, '\u201D');
      case '$' -> hereDocument(start);
      default -> isWordCharacter(c) ? word(start) : symbol(start);
    };
  }

  private void skipBlanksAndComments() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      char following = at + 1 < sql.length() ? sql.charAt(at + 1) : '\0';
      if (c <= ' ' || isUnicodeSpace(c)) {
        at++;
      } else if ((c == '-' && following == '-')
          || (c == '/' && following == '/')
          || (c == '#' && (following == ' ' || following == '!'))) {
        int lineEnd = sql.indexOf('\n', at);
        at = lineEnd < 0 ? sql.length() : lineEnd + 1;
      } else if (c == '/' && following == '*') {
        skipNestedComment();
      } else {
        return;
      }
    }
  }

  private void skipNestedComment() {
    int start = at;
    int depth = 0;
    do {
      if (sql.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else if (at >= sql.length()) {
        throw syntaxError("comment is not closed", start);
      } else {
        at++;
      }
    } while (depth > 0);
  }

  private Token quoted(Token.Kind kind, int start, char quote) {
    at++;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '\\') {
        at += 2;
      } else if (c != quote) {
        at++;
      } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
        at += 2;
      } else {
        at++;
        return new Token(kind, sql.substring(start + 1, at - 1), start, at);
      }
    }
    throw syntaxError("quote is not closed", start);
  }

  private Token typographic(Token.Kind kind, int start, char closing) {
    int end = sql.indexOf(closing, start + 1);
    if (end < 0) {
      throw syntaxError("quote is not closed", start);
    }
    at = end + 1;
    return new Token(kind, sql.substring(start + 1, end), start, at);
  }

  /** {@code $tag$ text $tag$}; what else begins with a dollar sign differs between versions. */
  private Token hereDocument(int start) {
    int tagEnd = start + 1;
    while (tagEnd < sql.length()
        && isWordCharacter(sql.charAt(tagEnd))
        && sql.charAt(tagEnd) != '$') {
      tagEnd++;
    }
    if (tagEnd >= sql.length() || sql.charAt(tagEnd) != '$') {
      throw syntaxError("a word cannot begin with a dollar sign", start);
    }
    String tag = sql.substring(start, tagEnd + 1);
    int end = sql.indexOf(tag, tagEnd + 1);
    if (end < 0) {
      throw syntaxError("here-document is not closed", start);
    }
    at = end + tag.length();
    return new Token(Token.Kind.STRING, sql.substring(tagEnd + 1, end), start, at);
  }

  private Token word(int start) {
    while (at < sql.length() && isWordCharacter(sql.charAt(at))) {
      at++;
    }
    return new Token(Token.Kind.WORD, sql.substring(start, at), start, at);
  }

  private Token symbol(int start) {
    at++;
    return new Token(Token.Kind.SYMBOL, sql.substring(start, at), start, at);
  }

  private static boolean isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '$';
  }

  private static boolean isUnicodeSpace(char c) {
    return c == '\u0085'
        || c == '\u180E'
        || c == '\u200B'
        || c == '\u2060'
        || c == '\uFEFF'
        || Character.isSpaceChar(c);
  }

  private static EngineException syntaxError(String why, int position) {
    return new EngineException(
        EngineException.SYNTAX_ERROR,
        "SYNTAX_ERROR",
        "Syntax error at position " + position + ": " + why + ".");
  }
}
