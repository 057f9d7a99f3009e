import { earlierOf, type Line } from '../chart/lines';
import { number } from '../format';

/** How a line's figure has changed against the earlier days; nothing where none are asked for. */
export function Change({ line, lines, share, valueOf }: { line: Line; lines: Line[]; share: boolean; valueOf: (value: number | null) => string }) {
  const before = earlierOf(lines, line);
  return before ? <div class="soft change">{changeInWords(line.total, before.total, share, valueOf(before.total))}</div> : null;
}

/** `+12% from 100 before`; of shares in points. */
export function changeInWords(now: number | null, before: number | null, share: boolean, text: string): string {
  if (now === before) return 'the same before';
  const change = now === null || before === null || (before === 0 && !share) ? undefined : share ? now - before : (now / before - 1) * 100;
  if (change === undefined) return text + ' before';
  return (change > 0 ? '+' : '−') + number(Math.round(Math.abs(change) * 10) / 10) + (share ? ' points' : '%') + ' from ' + text + ' before';
}
