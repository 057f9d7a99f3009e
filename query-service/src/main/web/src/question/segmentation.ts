import type { Schemas } from '../api/client';
import { escaped, queryText, split, unescaped } from '../query';
import { namedOf, namedText, predicate, propertyOf, propertyText, type Condition, type Property } from './condition';
import { rangeOf, rangeText, type Range } from './range';

export const MEASURES = {
  uniques: { name: 'Users', words: 'users' },
  totals: { name: 'Events', words: 'events' },
  average: { name: 'Per user', words: 'events per user' },
  activePercent: { name: '% active', words: '% of active users' },
} as const;

export type Measure = keyof typeof MEASURES;
export const COMPARED = {
  previousPeriod: 'the days before',
  weekBefore: 'a week before',
  monthBefore: 'a month before',
  yearBefore: 'a year before',
} as const;

export type Interval = Schemas['Interval'];
export type CompareTo = keyof typeof COMPARED;
export type ChartKind = 'line' | 'area' | 'bar';

export interface EventChoice {
  event: string;
  where: Condition[];
}

export interface SegmentChoice {
  name: string;
  where: Condition[];
  /** Id of a saved segment, which then says who they are instead of conditions. */
  saved?: string;
}

/** All that a person can set on the Segmentation screen; what the address says and nothing else. */
export interface SegmentationState {
  events: EventChoice[];
  measure: Measure;
  segments: SegmentChoice[];
  groupBy: Property[];
  range: Range;
  interval: Interval;
  chart: ChartKind;
  /** The earlier days beside those of the range. */
  compareTo?: CompareTo;
}

export const EVENTS_MAX = 10;
export const SEGMENTS_MAX = 10;
export const GROUP_BY_MAX = 3;

export const INTERVALS: readonly Interval[] = ['hour', 'day', 'week', 'month', 'quarter'];

export const NOTHING_CHOSEN: SegmentationState = {
  events: [], measure: 'uniques', segments: [], groupBy: [], range: { last: '30d' }, interval: 'day', chart: 'line',
};

/** What a fresh page shows of the product's own demo: premium beside free. */
export const STORY: SegmentationState = {
  ...NOTHING_CHOSEN,
  events: [{ event: 'Used Awesome Feature 1', where: [] }],
  segments: ['premium', 'free'].map((plan) => ({
    name: plan[0]!.toUpperCase() + plan.slice(1),
    where: [{ of: 'user', property: 'plan', op: 'is', values: [plan] }],
  })),
};

/** `e=Played&s=Premium*user~plan~is~premium&r=90d`; what is as ever is left out. */
export function segmentationQuery(state: SegmentationState): string {
  return queryText([
    ...state.events.map(({ event, where }): [string, string] => ['e', namedText(event, where)]),
    ...state.segments.map((segment): [string, string] => ['s', segmentText(segment)]),
    ...state.groupBy.map((property): [string, string] => ['by', propertyText(property)]),
    ['m', state.measure === 'uniques' ? undefined : state.measure],
    ['r', rangeText(state.range) === '30d' ? undefined : rangeText(state.range)],
    ['i', state.interval === 'day' ? undefined : state.interval],
    ['v', state.compareTo],
    ['c', state.chart === 'line' ? undefined : state.chart],
  ]);
}

/** The state in an address; what is wrong in it is as ever. */
export function segmentationOf(query: string): SegmentationState {
  const given = new URLSearchParams(query);
  const measure = given.get('m');
  const interval = given.get('i') as Interval | null;
  const chart = given.get('c');
  const compareTo = given.get('v');
  return {
    events: given.getAll('e').map(namedOf).filter(({ name }) => name !== '').slice(0, EVENTS_MAX)
      .map(({ name, where }) => ({ event: name, where })),
    measure: measure !== null && measure in MEASURES ? (measure as Measure) : 'uniques',
    segments: segmentsOf(given),
    groupBy: given.getAll('by').map(propertyOf).filter((property) => property !== undefined).slice(0, GROUP_BY_MAX),
    range: rangeOf(given.get('r')) ?? { last: '30d' },
    interval: interval !== null && INTERVALS.includes(interval) ? interval : 'day',
    chart: chart === 'area' || chart === 'bar' ? chart : 'line',
    ...(compareTo !== null && Object.hasOwn(COMPARED, compareTo) ? { compareTo: compareTo as CompareTo } : {}),
  };
}

/** What is asked for it. Several groups than are drawn come along, for the table. */
export function segmentationQuestion(state: SegmentationState): Schemas['SegmentationQuestion'] {
  return {
    events: eventsOf(state.events),
    measures: [state.measure],
    ...state.range,
    interval: state.interval,
    ...(state.compareTo === undefined ? {} : { compareTo: state.compareTo }),
    ...namedSegmentsOf(state.segments),
    ...(state.groupBy.length === 0 ? {} : { groupBy: state.groupBy.map(({ of, property }) => ({ property, of })), top: 50 }),
  } as Schemas['SegmentationQuestion'];
}

/** The segments in an address. */
export function segmentsOf(given: URLSearchParams): SegmentChoice[] {
  return given.getAll('s').map(segmentOf).filter(({ name }) => name !== '').slice(0, SEGMENTS_MAX);
}

/** `Premium*user~plan~is~premium`, or of a saved one `Loyal*segment~loyal`. */
export function segmentText({ name, where, saved }: SegmentChoice): string {
  return saved === undefined ? namedText(name, where) : namedText(name, []) + '*segment~' + escaped(saved);
}

function segmentOf(text: string): SegmentChoice {
  const [, second = ''] = split(text, '*');
  const [kind, id] = split(second, '~').map(unescaped);
  return { ...namedOf(text), ...(kind === 'segment' && id ? { saved: id } : {}) };
}

/** Events as the API takes them: by name, or with a condition. */
export function eventsOf(events: EventChoice[]): Schemas['Series'][] {
  return events.map(({ event, where }) => (where.length === 0 ? event : { event, where: predicate(where)! }));
}

/** The field `segments` of a question; nothing when everybody is asked about. */
export function namedSegmentsOf(segments: SegmentChoice[]): { segments?: Schemas['NamedSegment'][] } {
  if (segments.length === 0) return {};
  return { segments: segments.map(({ name, where, saved }) => (saved !== undefined ? { name, segment: saved } : { name, ...(where.length === 0 ? {} : { where: predicate(where)! }) })) };
}

/** Used Awesome Feature 1 by plan */
export function titleOf(state: SegmentationState): string {
  const events = state.events.map(({ event }) => event);
  if (events.length === 0) return 'Choose an event';
  const what = events.length > 2 ? events[0] + ' and ' + (events.length - 1) + ' more' : events.join(' and ');
  const by = new Set(state.groupBy.map(({ property }) => property));
  for (const { where } of state.segments) where.forEach(({ property }) => by.add(property));
  if (by.size > 0) return what + ' by ' + [...by].join(', ');
  return state.segments.length > 0 ? what + ' by segment' : what;
}
