package dev.riffle.query.question;

import java.util.Optional;

/**
 * Reads a formula by recursive descent: sums of products of numbers, letters of series, {@code
 * measure(A)}, signs and brackets.
 */
final class FormulaParser {
  private final String text;
  private int at;

  private FormulaParser(String text) {
    this.text = text;
  }

  /**
   * Reads a whole formula.
   *
   * @throws InvalidQuestion that says at which character it ends to be one
   */
  static Expression parse(String text) {
    FormulaParser parser = new FormulaParser(text);
    Expression expression = parser.sum();
    if (parser.peek() != 0) {
      throw parser.unexpected("an operator");
    }
    return expression;
  }

  private Expression sum() {
    Expression left = product();
    for (; ; ) {
      if (took('+')) {
        left = new Expression.Binary(Expression.Operation.PLUS, left, product());
      } else if (took('-')) {
        left = new Expression.Binary(Expression.Operation.MINUS, left, product());
      } else {
        return left;
      }
    }
  }

  private Expression product() {
    Expression left = signed();
    for (; ; ) {
      if (took('*')) {
        left = new Expression.Binary(Expression.Operation.TIMES, left, signed());
      } else if (took('/')) {
        left = new Expression.Binary(Expression.Operation.DIVIDED_BY, left, signed());
      } else {
        return left;
      }
    }
  }

  private Expression signed() {
    return took('-') ? new Expression.Negative(signed()) : operand();
  }

  private Expression operand() {
    char next = peek();
    if (took('(')) {
      Expression inner = sum();
      require(')');
      return inner;
    }
    if (next >= '0' && next <= '9') {
      return number();
    }
    if (isNamePart(next)) {
      return named();
    }
    throw unexpected("a number, a letter of a series, or a bracket");
  }

  private Expression number() {
    int start = at;
    while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    String number = text.substring(start, at);
    if (!number.matches("[0-9]{1,15}(\\.[0-9]{1,15})?")) {
      at = start;
      throw unexpected("a number of at most 15 digits, such as 100 or 0.5,");
    }
    return new Expression.Constant(Double.parseDouble(number));
  }

  private Expression named() {
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    if (!took('(')) {
      return letter(name, start, Optional.empty());
    }
    peek();
    int inner = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    Expression operand = letter(text.substring(inner, at), inner, Optional.of(name));
    require(')');
    return operand;
  }

  private Expression letter(String name, int start, Optional<String> measure) {
    if (name.length() != 1 || name.charAt(0) < 'A' || name.charAt(0) > 'Z') {
      at = start;
      throw unexpected("the letter of a series");
    }
    return new Expression.Operand(name.charAt(0) - 'A', measure);
  }

  private boolean took(char sign) {
    if (peek() != sign) {
      return false;
    }
    at++;
    return true;
  }

  private void require(char sign) {
    if (!took(sign)) {
      throw unexpected("`" + sign + "`");
    }
  }

  /** The next character that is no space; 0 at the end. */
  private char peek() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || isDigit(c);
  }

  private InvalidQuestion unexpected(String wanted) {
    return InvalidQuestion.at(
        "/formula",
        FaultCode.MALFORMED,
        "At character "
            + (at + 1)
            + " "
            + wanted
            + " is expected: A/B, 100 * uniques(A) / (A + B).");
  }
}
