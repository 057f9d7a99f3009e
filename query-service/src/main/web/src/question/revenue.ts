import type { Schemas } from '../api/client';
import { queryText } from '../query';
import { namedOf, namedText } from './condition';
import { rangeOf, rangeText, type Range } from './range';
import { eventsOf, namedSegmentsOf, segmentsOf, segmentText, type EventChoice, type SegmentChoice } from './segmentation';

export const REVENUE_MEASURES = {
  arpu: { name: 'For each', words: 'revenue for each person' },
  arppu: { name: 'For each who paid', words: 'revenue for each person who paid' },
  paying: { name: '% paying', words: '% of persons who have paid' },
  revenue: { name: 'All', words: 'revenue of all together' },
} as const;

export type RevenueMeasure = keyof typeof REVENUE_MEASURES;

/** All that a person can set on the Revenue screen. */
export interface RevenueState {
  /** What brings money; any event when there is none. */
  event: EventChoice | undefined;
  /** The event property with the money. */
  property: string;
  days: number;
  measure: RevenueMeasure;
  segments: SegmentChoice[];
  range: Range;
}

export const DAYS = [7, 14, 30, 60, 90] as const;

export const REVENUE: RevenueState = { event: undefined, property: 'revenue', days: 30, measure: 'arpu', segments: [], range: { last: '90d' } };

/** `e=Paid&p=amount&n=60`; what is as ever is left out. */
export function revenueQuery(state: RevenueState): string {
  return queryText([
    ['e', state.event && namedText(state.event.event, state.event.where)],
    ['p', state.property === REVENUE.property ? undefined : state.property],
    ['n', state.days === REVENUE.days ? undefined : String(state.days)],
    ['m', state.measure === REVENUE.measure ? undefined : state.measure],
    ...state.segments.map((segment): [string, string] => ['s', segmentText(segment)]),
    ['r', rangeText(state.range) === '90d' ? undefined : rangeText(state.range)],
  ]);
}

/** The state in an address; what is wrong in it is as ever. */
export function revenueOf(query: string): RevenueState {
  const given = new URLSearchParams(query);
  const { name, where } = namedOf(given.get('e') ?? '');
  const days = Number(given.get('n'));
  const measure = given.get('m');
  return {
    event: name === '' ? undefined : { event: name, where },
    property: given.get('p') || REVENUE.property,
    days: DAYS.some((each) => each === days) ? days : REVENUE.days,
    measure: measure !== null && Object.hasOwn(REVENUE_MEASURES, measure) ? (measure as RevenueMeasure) : REVENUE.measure,
    segments: segmentsOf(given),
    range: rangeOf(given.get('r')) ?? REVENUE.range,
  };
}

export function revenueQuestion(state: RevenueState): Schemas['RevenueQuestion'] {
  return {
    ...(state.event ? { event: eventsOf([state.event])[0] } : {}),
    property: state.property,
    days: state.days,
    ...state.range,
    ...namedSegmentsOf(state.segments),
  } as Schemas['RevenueQuestion'];
}
