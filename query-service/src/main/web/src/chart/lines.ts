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
  /** Set where the values are no numbers of persons, and lead to nobody. */
  countsNobody?: true;
  /** Set on a line of the earlier days that the range is compared to, which then has its original's colour. */
  earlier?: Earlier;
}

/** Earlier days, drawn over those of the range. */
export interface Earlier {
  range: { from: string; to: string };
  /** In the places of the answer's own; none where the earlier days have no such one. */
  buckets: (BucketTime | undefined)[];
}

/** A line that is no series of a segmentation. */
export function plainLine(line: { key: string; label: string; slot: number; segment: string | undefined; points: (number | null)[]; total?: number | null; countsNobody?: true }): Line {
  return { event: '', letter: '', group: [], other: false, total: null, ...line };
}

export interface BucketTime {
  date: string;
  start: string;
  end: string;
}

export const SLOTS = 8;
const EARLIER = '/earlier';

/** The lines of an answer: every group, or where there are none every series; each with its earlier days after it. */
export function linesOf(answer: Schemas['SegmentationAnswer'], measure: Measure): Line[] {
  const lines = seriesLines(answer.series, measure);
  const before = answer.comparedTo;
  if (!before) return lines;
  const places = new Map(before.pairs.map(({ bucket, earlier }) => [bucket, earlier]));
  const inPlace = <T,>(each: T[]) => answer.buckets.map((_, bucket) => each[places.get(bucket) ?? -1]);
  const earlier = { range: before.range, buckets: inPlace(before.buckets) };
  const earlierLines = seriesLines(before.series, measure);
  return lines.flatMap((line, index) => {
    const { total, points } = earlierLines[index]!;
    return [line, { ...line, key: line.key + EARLIER, label: line.label + ', before', total, points: inPlace(points).map((point) => point ?? null), earlier }];
  });
}

/** The line of the earlier days of a line, if there is one. */
export function earlierOf(lines: Line[], line: Line): Line | undefined {
  return lines.find(({ key, earlier }) => earlier && key === line.key + EARLIER);
}

function seriesLines(all: Schemas['SeriesAnswer'][], measure: Measure): Line[] {
  const events = new Set(all.map(({ letter }) => letter)).size;
  const segments = new Set(all.map(({ segment }) => segment)).size;
  const grouped = all.some(({ groups }) => groups.length > 0);
  const lines = all.flatMap((series) => {
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
