/** At most so many at once; the others wait, in the order in which they came. */
export function atMost(limit: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async function inTurn<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
    if (running < limit) running++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      if (signal.aborted) throw new DOMException('given up', 'AbortError');
      return await ask();
    } finally {
      // whoever waits takes the place over
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
