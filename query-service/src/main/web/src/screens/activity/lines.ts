import type { Schemas } from '../../api/client';
import { rowsAsCsv } from '../../chart/csv';
import { plainLine, slotsOf, type Line } from '../../chart/lines';
import { SESSION_MEASURES, type SessionMeasure } from '../../question/activity';

export const STATES = ['new', 'current', 'resurrected', 'dormant'] as const;
export type State = (typeof STATES)[number];

export const STATE_WORDS: Record<State, { name: string; words: string; slot: number }> = {
  new: { name: 'New', words: 'for the first time ever', slot: 1 },
  current: { name: 'Current', words: 'in the one before too', slot: 0 },
  resurrected: { name: 'Resurrected', words: 'back after a pause', slot: 2 },
  dormant: { name: 'Dormant', words: 'only in the one before', slot: 3 },
};

export const EVERYBODY = 'Everybody';

/** One line for each state of a segment; who is dormant is gone, and drawn below. */
export function lifecycleLines({ segment, points }: Schemas['LifecycleLine']): Line[] {
  return STATES.map((state) => plainLine({
    key: (segment ?? '') + '/' + state,
    label: STATE_WORDS[state].name,
    slot: STATE_WORDS[state].slot,
    segment,
    points: points.map((point) => (state === 'dormant' ? 0 - point[state] : point[state])),
  }));
}

export function lifecycleCsv(answer: Pick<Schemas['LifecycleAnswer'], 'periods' | 'lines' | 'unit'>): string {
  const rows = answer.lines.flatMap(({ segment, points }) =>
    points.map((point, index) => {
      const { date, finished } = answer.periods[index]!;
      return [segment ?? '', date, String(finished), ...STATES.map((state) => String(point[state])), point.pulse === undefined ? '' : String(point.pulse)];
    }),
  );
  return rowsAsCsv([['segment', answer.unit, 'finished', ...STATES, 'pulse'], ...rows]);
}

/** The newest period that is over, or the newest at all. */
export function lastFinished(periods: Pick<Schemas['Period'], 'finished'>[]): number {
  const found = periods.findLastIndex(({ finished }) => finished);
  return found === -1 ? periods.length - 1 : found;
}

/** The verdicts on the segments of a period; none while it goes on. */
export function comparisonsOf(all: Schemas['PeriodComparisons'][], { start }: Pick<Schemas['Period'], 'start'>): { baseline: string; compared: Schemas['Comparison'][] }[] {
  return all.filter((each) => each.start === start).map(({ baseline, compared }) => ({ baseline: baseline.name, compared }));
}

/** A line for each segment of one period: persons by their number of days. */
export function stickinessLines(lines: Schemas['StickinessLine'][], period: number, count: 'exactly' | 'atLeast'): Line[] {
  const slots = slotsOf(lines.map(({ segment }) => segment ?? EVERYBODY));
  return lines.map(({ segment, points }, index) =>
    plainLine({ key: segment ?? '', label: segment ?? EVERYBODY, slot: slots[index]!, segment, total: points[period]!.persons, points: points[period]![count] }),
  );
}

/** On how many days persons came on average; undefined without persons. */
export function averageDays({ persons, exactly }: Schemas['StickinessCounts']): number | undefined {
  return persons === 0 ? undefined : exactly.reduce((sum, count, index) => sum + count * (index + 1), 0) / persons;
}

export function stickinessCsv(answer: Pick<Schemas['StickinessAnswer'], 'periods' | 'lines' | 'unit'>): string {
  const rows = answer.lines.flatMap(({ segment, points }) =>
    points.flatMap((point, index) => {
      const { date, finished } = answer.periods[index]!;
      return point.exactly.map((exactly, day) => [segment ?? '', date, finished, point.persons, day + 1, exactly, point.atLeast[day]!].map(String));
    }),
  );
  return rowsAsCsv([['segment', answer.unit, 'finished', 'persons', 'days', 'exactly', 'at_least'], ...rows]);
}

interface SessionsOf {
  segment?: string;
  total: SessionValues;
  points: SessionValues[];
}

type SessionValues = { persons: number } & Partial<Record<SessionMeasure, number>>;

export function sessionLines(lines: SessionsOf[], measure: SessionMeasure): Line[] {
  const slots = slotsOf(lines.map(({ segment }) => segment ?? EVERYBODY));
  return lines.map(({ segment, total, points }, index) =>
    plainLine({
      key: segment ?? '',
      label: segment ?? EVERYBODY,
      slot: slots[index]!,
      segment,
      total: total[measure] ?? null,
      points: points.map((point) => point[measure] ?? null),
    }),
  );
}

export function sessionsCsv(answer: { buckets: Schemas['Bucket'][]; lines: SessionsOf[] }): string {
  const measures = Object.keys(SESSION_MEASURES) as SessionMeasure[];
  const rows = answer.lines.flatMap(({ segment, points }) =>
    points.map((point, index) => [answer.buckets[index]!.start, segment ?? '', String(point.persons), ...measures.map((measure) => (point[measure] === undefined ? '' : String(point[measure])))]),
  );
  return rowsAsCsv([['bucket_start', 'segment', 'persons', ...measures], ...rows]);
}
