package dev.riffle.local.clickhouse.libchdb;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Platform threads that may enter libchdb. Its recursive-descent parser overflows a stack of 256 KB
 * and takes the JVM with it; at 1 MB and above it stops by its own depth limit (code 306).
 */
public final class EngineThreads implements ThreadFactory {
  private static final long STACK_BYTES = 16L << 20;

  private final AtomicInteger count = new AtomicInteger();

  @Override
  public Thread newThread(Runnable task) {
    Thread thread =
        new Thread(null, task, "clickhouse-" + count.incrementAndGet(), STACK_BYTES, false);
    thread.setDaemon(true);
    return thread;
  }
}
