import { day } from '../format';

/** The time of a question: the last units up to now, or two local dates, both included. */
export type Range = { last: string } | { from: string; to: string };

export const LAST: readonly [value: string, words: string][] = [
  ['24h', 'Last 24 hours'],
  ['7d', 'Last 7 days'],
  ['30d', 'Last 30 days'],
  ['90d', 'Last 90 days'],
  ['12w', 'Last 12 weeks'],
  ['6m', 'Last 6 months'],
  ['12m', 'Last 12 months'],
];

const UNITS = { h: 'hours', d: 'days', w: 'weeks', m: 'months' } as const;

/** `30d`, or `2026-11-01..2026-11-22` */
export function rangeText(range: Range): string {
  return 'last' in range ? range.last : range.from + '..' + range.to;
}

export function rangeOf(text: string | null): Range | undefined {
  if (text === null) return undefined;
  if (/^[1-9]\d{0,4}[hdwm]$/.test(text)) return { last: text };
  const [, from, to] = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(text) ?? [];
  return from && to && from <= to ? { from, to } : undefined;
}

export function rangeInWords(range: Range): string {
  if (!('last' in range)) return range.from === range.to ? day(range.from) : day(range.from) + ' to ' + day(range.to);
  const known = LAST.find(([value]) => value === range.last);
  return known ? known[1] : 'Last ' + range.last.slice(0, -1) + ' ' + UNITS[range.last.slice(-1) as keyof typeof UNITS];
}

/** The next longer choice, for "nothing in these 30 days": undefined when there is none. */
export function longer(range: Range): Range | undefined {
  if (!('last' in range)) return undefined;
  const longerOnes: Record<string, string> = { '24h': '7d', '7d': '30d', '30d': '90d', '90d': '12m', '12w': '12m', '6m': '12m' };
  const last = longerOnes[range.last];
  return last ? { last } : undefined;
}
