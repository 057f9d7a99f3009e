import type { Schemas } from '../api/client';
import { queryText } from '../query';
import { namedOf, namedText } from './condition';
import { rangeOf, rangeText, type Range } from './range';
import { eventsOf, INTERVALS, namedSegmentsOf, segmentsOf, segmentText, type EventChoice, type Interval, type SegmentChoice } from './segmentation';

/** What the screens about being active have in common. */
interface Common {
  segments: SegmentChoice[];
  range: Range;
}

interface OfEvent extends Common {
  /** What makes a person active; any event when there is none. */
  event: EventChoice | undefined;
}

export interface LifecycleState extends OfEvent {
  unit: 'day' | 'week' | 'month';
}

export interface StickinessState extends OfEvent {
  unit: 'week' | 'month';
  /** On exactly so many days, or on so many and more. */
  count: 'exactly' | 'atLeast';
}

export const SESSION_MEASURES = {
  sessions: { name: 'Sessions', words: 'sessions' },
  sessionsPerPerson: { name: 'Per user', words: 'sessions per user' },
  averageSeconds: { name: 'Average length', words: 'average length' },
  medianSeconds: { name: 'Median length', words: 'median length' },
  eventsPerSession: { name: 'Events', words: 'events per session' },
} as const;

export type SessionMeasure = keyof typeof SESSION_MEASURES;

export interface SessionsState extends Common {
  measure: SessionMeasure;
  interval: Interval;
}

const ANYBODY = { segments: [], event: undefined };
export const LIFECYCLE: LifecycleState = { ...ANYBODY, unit: 'week', range: { last: '12w' } };
export const STICKINESS: StickinessState = { ...ANYBODY, unit: 'week', count: 'exactly', range: { last: '12w' } };
export const SESSIONS: SessionsState = { segments: [], measure: 'sessions', interval: 'day', range: { last: '30d' } };

export function lifecycleQuery(state: LifecycleState): string {
  return queryText([...eventPart(state), ['u', state.unit === LIFECYCLE.unit ? undefined : state.unit], ...commonPart(state, LIFECYCLE)]);
}

/** The state in an address; what is wrong in it is as ever. */
export function lifecycleOf(query: string): LifecycleState {
  const given = new URLSearchParams(query);
  const unit = given.get('u');
  return { event: eventIn(given), unit: unit === 'day' || unit === 'month' ? unit : LIFECYCLE.unit, ...commonIn(given, LIFECYCLE) };
}

export function lifecycleQuestion(state: LifecycleState): Schemas['LifecycleQuestion'] {
  return { ...eventOf(state), unit: state.unit, ...state.range, ...namedSegmentsOf(state.segments) } as Schemas['LifecycleQuestion'];
}

export function stickinessQuery(state: StickinessState): string {
  return queryText([
    ...eventPart(state),
    ['u', state.unit === STICKINESS.unit ? undefined : state.unit],
    ['k', state.count === STICKINESS.count ? undefined : state.count],
    ...commonPart(state, STICKINESS),
  ]);
}

export function stickinessOf(query: string): StickinessState {
  const given = new URLSearchParams(query);
  return {
    event: eventIn(given),
    unit: given.get('u') === 'month' ? 'month' : STICKINESS.unit,
    count: given.get('k') === 'atLeast' ? 'atLeast' : STICKINESS.count,
    ...commonIn(given, STICKINESS),
  };
}

export function stickinessQuestion(state: StickinessState): Schemas['StickinessQuestion'] {
  return { ...eventOf(state), unit: state.unit, ...state.range, ...namedSegmentsOf(state.segments) } as Schemas['StickinessQuestion'];
}

export function sessionsQuery(state: SessionsState): string {
  return queryText([
    ['m', state.measure === SESSIONS.measure ? undefined : state.measure],
    ['i', state.interval === SESSIONS.interval ? undefined : state.interval],
    ...commonPart(state, SESSIONS),
  ]);
}

export function sessionsOf(query: string): SessionsState {
  const given = new URLSearchParams(query);
  const measure = given.get('m');
  const interval = given.get('i') as Interval | null;
  return {
    measure: measure !== null && Object.hasOwn(SESSION_MEASURES, measure) ? (measure as SessionMeasure) : SESSIONS.measure,
    interval: interval !== null && INTERVALS.includes(interval) ? interval : SESSIONS.interval,
    ...commonIn(given, SESSIONS),
  };
}

export function sessionsQuestion(state: SessionsState): Schemas['SessionsQuestion'] {
  return { interval: state.interval, ...state.range, ...namedSegmentsOf(state.segments) } as Schemas['SessionsQuestion'];
}

/** Any event, or Played and its filters. */
export function activityTitle(what: string, event: EventChoice | undefined): string {
  return what + (event ? ' of ' + event.event : '');
}

function eventPart({ event }: OfEvent): [string, string | undefined][] {
  return [['e', event && namedText(event.event, event.where)]];
}

function commonPart(state: Common, usual: Common): [string, string | undefined][] {
  return [
    ...state.segments.map((segment): [string, string] => ['s', segmentText(segment)]),
    ['r', rangeText(state.range) === rangeText(usual.range) ? undefined : rangeText(state.range)],
  ];
}

function eventIn(given: URLSearchParams): EventChoice | undefined {
  const { name, where } = namedOf(given.get('e') ?? '');
  return name === '' ? undefined : { event: name, where };
}

function commonIn(given: URLSearchParams, usual: Common): Common {
  return { segments: segmentsOf(given), range: rangeOf(given.get('r')) ?? usual.range };
}

function eventOf({ event }: OfEvent) {
  return event ? { event: eventsOf([event])[0] } : {};
}
