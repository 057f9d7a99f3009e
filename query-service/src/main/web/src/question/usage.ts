import type { Schemas } from '../api/client';
import { queryText } from '../query';
import { rangeOf, rangeText, type Range } from './range';
import { namedSegmentsOf, segmentsOf, segmentText, type SegmentChoice } from './segmentation';

export const FIGURES = {
  share: { name: 'Share', words: 'share of the column’s active users who did it' },
  users: { name: 'Users', words: 'distinct users who did it' },
  timesPerUser: { name: 'Times each', words: 'times per user who did it' },
  lift: { name: 'Lift', words: 'share here against the share among everybody else: 2 is twice as likely' },
} as const;

export type Figure = keyof typeof FIGURES;

/** All that a person can set on the Feature usage screen. */
export interface UsageState {
  /** The user property whose values are the columns. */
  by: string;
  /** The columns instead, when there are any. */
  segments: SegmentChoice[];
  range: Range;
  figure: Figure;
}

export const BY_PLAN: UsageState = { by: 'plan', segments: [], range: { last: '30d' }, figure: 'share' };

/** `by=country&f=users`, or `s=Loyal*segment~loyal`; what is as ever is left out. */
export function usageQuery(state: UsageState): string {
  return queryText([
    ['by', state.by === BY_PLAN.by ? undefined : state.by],
    ...state.segments.map((segment): [string, string] => ['s', segmentText(segment)]),
    ['r', rangeText(state.range) === '30d' ? undefined : rangeText(state.range)],
    ['f', state.figure === BY_PLAN.figure ? undefined : state.figure],
  ]);
}

/** The state in an address; what is wrong in it is as ever. */
export function usageOf(query: string): UsageState {
  const given = new URLSearchParams(query);
  const figure = given.get('f');
  const known = figure !== null && Object.hasOwn(FIGURES, figure);
  return { by: given.get('by') || BY_PLAN.by, segments: segmentsOf(given), range: rangeOf(given.get('r')) ?? BY_PLAN.range, figure: known ? (figure as Figure) : BY_PLAN.figure };
}

export function usageQuestion({ by, segments, range }: UsageState): Schemas['FeatureUsageQuestion'] {
  return { ...(segments.length === 0 ? { by } : namedSegmentsOf(segments)), ...range } as Schemas['FeatureUsageQuestion'];
}
