package dev.riffle.query.rest;

import dev.riffle.query.engine.Cancellation;
import java.util.function.Supplier;

/** Knows whether whoever asked still waits. */
interface AskerWatch {
  /** Answers a question, and cancels it when nobody waits any more. */
  <T> T whileThere(Cancellation cancellation, Supplier<T> question);
}
