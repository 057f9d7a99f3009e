import type { Schemas } from '../api/client';
import { queryText } from '../query';
import { namedOf, namedText, propertyOf, propertyText, type Property } from './condition';
import { rangeOf, rangeText, type Range } from './range';
import { eventsOf, namedSegmentsOf, segmentsOf, segmentText, type EventChoice, type SegmentChoice } from './segmentation';

export type Order = 'this' | 'any' | 'exact';
export type FunnelInterval = 'day' | 'week' | 'month';

/** All that a person can set on the Funnels screen; what the address says and nothing else. */
export interface FunnelState {
  steps: EventChoice[];
  order: Order;
  window: string;
  segments: SegmentChoice[];
  breakdown: Property | undefined;
  range: Range;
  interval: FunnelInterval;
}

export const STEPS_MAX = 20;

export const WINDOWS: readonly [value: string, words: string][] = [
  ['1h', '1 hour'], ['1d', '1 day'], ['7d', '7 days'], ['14d', '14 days'], ['30d', '30 days'], ['90d', '90 days'],
];

export const ORDERS: readonly { value: Order; label: string }[] = [
  { value: 'this', label: 'In this order' },
  { value: 'exact', label: 'Nothing between' },
  { value: 'any', label: 'Any order' },
];

export const NO_STEPS: FunnelState = {
  steps: [], order: 'this', window: '14d', segments: [], breakdown: undefined, range: { last: '30d' }, interval: 'day',
};

/** Beside them are the others: as many as there are colours. */
const GROUPS_MAX = 7;
const UNITS_MS = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const WINDOW = /^([1-9]\d{0,7})(s|min|h|d|w)$/;

/** `e=Export+Started&e=Export+Completed&w=1d`; what is as ever is left out. */
export function funnelQuery(state: FunnelState): string {
  return queryText([
    ...state.steps.map(({ event, where }): [string, string] => ['e', namedText(event, where)]),
    ...state.segments.map((segment): [string, string] => ['s', segmentText(segment)]),
    ['by', state.breakdown && propertyText(state.breakdown)],
    ['o', state.order === 'this' ? undefined : state.order],
    ['w', state.window === NO_STEPS.window ? undefined : state.window],
    ['r', rangeText(state.range) === '30d' ? undefined : rangeText(state.range)],
    ['i', state.interval === 'day' ? undefined : state.interval],
  ]);
}

/** The state in an address; what is wrong in it is as ever. */
export function funnelOf(query: string): FunnelState {
  const given = new URLSearchParams(query);
  const order = given.get('o');
  const window = given.get('w') ?? '';
  const interval = given.get('i');
  return {
    steps: given.getAll('e').map(namedOf).filter(({ name }) => name !== '').slice(0, STEPS_MAX).map(({ name, where }) => ({ event: name, where })),
    order: order === 'any' || order === 'exact' ? order : 'this',
    window: WINDOW.test(window) ? window : NO_STEPS.window,
    segments: segmentsOf(given),
    breakdown: propertyOf(given.get('by') ?? ''),
    range: rangeOf(given.get('r')) ?? { last: '30d' },
    interval: interval === 'week' || interval === 'month' ? interval : 'day',
  };
}

/** What is asked for it: with medians, and by when paths begin. */
export function funnelQuestion(state: FunnelState): Schemas['FunnelQuestion'] {
  return {
    steps: eventsOf(state.steps),
    ...(state.order === 'this' ? {} : { order: state.order }),
    window: state.window,
    ...state.range,
    ...namedSegmentsOf(state.segments),
    ...(state.breakdown ? { breakdown: { property: state.breakdown.property, of: state.breakdown.of }, top: GROUPS_MAX } : {}),
    interval: state.interval,
    percentiles: [50],
  } as Schemas['FunnelQuestion'];
}

/** From Export Started to Export Completed */
export function funnelTitle({ steps }: FunnelState): string {
  return steps.length < 2 ? 'Funnel' : 'From ' + steps[0]!.event + ' to ' + steps[steps.length - 1]!.event;
}

export function windowWords(window: string): string {
  return WINDOWS.find(([value]) => value === window)?.[1] ?? window;
}

export function windowMs(window: string): number {
  const [, number, unit] = WINDOW.exec(window)!;
  return Number(number) * UNITS_MS[unit as keyof typeof UNITS_MS];
}
