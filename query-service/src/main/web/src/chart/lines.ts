import type { Schemas } from '../api/client';
import type { Measure } from '../question/segmentation';

/** One line of a chart and one row of its table. */
export interface Line {
  /** Stable while the question is the same. */
  key: string;
  label: string;
  /** Colour and symbol, 0 to 7. */
  slot: number;
  /** Over the whole range, as the service counted it; null when it is undefined. */
  total: number | null;
  points: (number | null)[];
  segment: string | undefined;
  event: string;
  letter: string;
  group: Schemas['GroupValue'][];
  other: boolean;
}

export interface BucketTime {
  date: string;
  start: string;
  end: string;
}

export const SLOTS = 8;

/** The lines of an answer: every group, or where there are none every series. */
export function linesOf(answer: Schemas['SegmentationAnswer'], measure: Measure): Line[] {
  const events = new Set(answer.series.map(({ letter }) => letter)).size;
  const segments = new Set(answer.series.map(({ segment }) => segment)).size;
  const grouped = answer.series.some(({ groups }) => groups.length > 0);
  const lines = answer.series.flatMap((series) => {
    const about = [
      ...(events > 1 ? [series.event] : []),
      ...(series.segment !== undefined && (segments > 1 || (events === 1 && !grouped)) ? [series.segment] : []),
    ];
    const common = { segment: series.segment, event: series.event, letter: series.letter };
    if (!grouped) {
      return [{ ...common, key: series.letter + '/' + (series.segment ?? ''), label: about.join(', ') || series.event, group: [], other: false, line: series.line }];
    }
    return series.groups.map((group, index) => ({
      ...common,
      key: series.letter + '/' + (series.segment ?? '') + '/' + (group.other ? 'other' : index),
      label: [...about, group.label].join(', '),
      group: group.values,
      other: group.other,
      line: group.line,
    }));
  });
  const slots = slotsOf(lines.map(({ label }) => label));
  return lines.map(({ line, ...rest }, index) => ({
    ...rest,
    slot: slots[index]!,
    total: line.total[measure] ?? null,
    points: line.points.map((point) => point[measure] ?? null),
  }));
}

/** Premium is blue and free is green wherever they are; the others take what is left, in order. */
export function slotsOf(labels: string[]): number[] {
  const names = labels.map((label) => label.toLowerCase());
  const fixed = new Map([['premium', 0], ['free', 1]]);
  const reserved = new Set([...fixed].filter(([name]) => names.includes(name)).map(([, slot]) => slot));
  let next = 0;
  return names.map((name) => {
    const own = fixed.get(name);
    if (own !== undefined) return own;
    while (reserved.has(next % SLOTS)) next++;
    return next++ % SLOTS;
  });
}

/** How many buckets, from the first, have ended: the last one may still be filling. */
export function completeBuckets(buckets: BucketTime[], now: Date): number {
  const unfinished = buckets.findIndex(({ end }) => new Date(end) > now);
  return unfinished === -1 ? buckets.length : unfinished;
}

/** Average of the finished buckets that have a value. */
export function averageOf(points: (number | null)[]): number | null {
  const known = points.filter((point) => point !== null);
  return known.length === 0 ? null : known.reduce((sum, point) => sum + point, 0) / known.length;
}
