package dev.riffle.query.question;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A formula, read. */
public sealed interface Expression {
  record Constant(double number) implements Expression {}

  /**
   * A number of a series.
   *
   * @param series its place in the question: 0 for A
   * @param measure key of the measure; the question's first one when empty
   */
  record Operand(int series, Optional<String> measure) implements Expression {}

  record Negative(Expression of) implements Expression {}

  record Binary(Operation operation, Expression left, Expression right) implements Expression {}

  /** Of two numbers. */
  enum Operation {
    PLUS('+'),
    MINUS('-'),
    TIMES('*'),
    DIVIDED_BY('/');

    final char sign;

    Operation(char sign) {
      this.sign = sign;
    }
  }

  /** The numbers of one cell. */
  interface Numbers {
    /** Empty when undefined. */
    OptionalDouble of(Operand operand);
  }

  /** Empty when an operand is, and when something is divided by zero. */
  default OptionalDouble value(Numbers numbers) {
    return switch (this) {
      case Constant(double number) -> OptionalDouble.of(number);
      case Operand operand -> numbers.of(operand);
      case Negative(Expression of) -> {
        OptionalDouble value = of.value(numbers);
        yield value.isEmpty() ? value : OptionalDouble.of(-value.getAsDouble());
      }
      case Binary(Operation operation, Expression left, Expression right) -> {
        OptionalDouble a = left.value(numbers);
        OptionalDouble b = right.value(numbers);
        yield a.isEmpty() || b.isEmpty()
            ? OptionalDouble.empty()
            : applied(operation, a.getAsDouble(), b.getAsDouble());
      }
    };
  }

  /** All operands in it. */
  default Stream<Operand> operands() {
    return switch (this) {
      case Constant _ -> Stream.empty();
      case Operand operand -> Stream.of(operand);
      case Negative(Expression of) -> of.operands();
      case Binary(_, Expression left, Expression right) ->
          Stream.concat(left.operands(), right.operands());
    };
  }

  private static OptionalDouble applied(Operation operation, double a, double b) {
    double result =
        switch (operation) {
          case PLUS -> a + b;
          case MINUS -> a - b;
          case TIMES -> a * b;
          case DIVIDED_BY -> a / b;
        };
    return Double.isFinite(result) ? OptionalDouble.of(result) : OptionalDouble.empty();
  }
}
