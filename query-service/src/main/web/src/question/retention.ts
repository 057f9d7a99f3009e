import type { Schemas } from '../api/client';
import { queryText } from '../query';
import { namedOf, namedText } from './condition';
import { rangeOf, rangeText, type Range } from './range';
import { eventsOf, namedSegmentsOf, segmentsOf, segmentText, type EventChoice, type SegmentChoice } from './segmentation';

export type Unit = 'day' | 'week' | 'month';

/** All that a person can set on the Retention screen; no event means any. */
export interface RetentionState {
  start: EventChoice | undefined;
  back: EventChoice | undefined;
  unit: Unit;
  /** Where periods begin: with the local date, or so many times 24 hours after the start itself. */
  mode: 'calendar' | 'rolling24h';
  starts: 'everyPeriod' | 'firstEver';
  returned: 'on' | 'onOrAfter';
  segments: SegmentChoice[];
  range: Range;
}

export const ANYTHING: RetentionState = {
  start: undefined, back: undefined, unit: 'day', mode: 'calendar', starts: 'everyPeriod', returned: 'on', segments: [], range: { last: '30d' },
};

/** How many periods a grid of this unit has after the first: what fits beside each other. */
const PERIODS: Record<Unit, number> = { day: 14, week: 12, month: 12 };

/** `e=Signed+Up&b=Played&u=week`; what is as ever is left out. */
export function retentionQuery(state: RetentionState): string {
  const event = (choice: EventChoice | undefined) => (choice === undefined ? undefined : namedText(choice.event, choice.where));
  return queryText([
    ['e', event(state.start)],
    ['b', event(state.back)],
    ...state.segments.map((segment): [string, string] => ['s', segmentText(segment)]),
    ['u', state.unit === 'day' ? undefined : state.unit],
    ['d', state.mode === 'calendar' ? undefined : state.mode],
    ['n', state.starts === 'everyPeriod' ? undefined : state.starts],
    ['k', state.returned === 'on' ? undefined : state.returned],
    ['r', rangeText(state.range) === '30d' ? undefined : rangeText(state.range)],
  ]);
}

/** The state in an address; what is wrong in it is as ever. */
export function retentionOf(query: string): RetentionState {
  const given = new URLSearchParams(query);
  const event = (text: string | null): EventChoice | undefined => {
    const { name, where } = namedOf(text ?? '');
    return name === '' ? undefined : { event: name, where };
  };
  const unit = given.get('u');
  return {
    start: event(given.get('e')),
    back: event(given.get('b')),
    unit: unit === 'week' || unit === 'month' ? unit : 'day',
    mode: given.get('d') === 'rolling24h' ? 'rolling24h' : 'calendar',
    starts: given.get('n') === 'firstEver' ? 'firstEver' : 'everyPeriod',
    returned: given.get('k') === 'onOrAfter' ? 'onOrAfter' : 'on',
    segments: segmentsOf(given),
    range: rangeOf(given.get('r')) ?? { last: '30d' },
  };
}

export function retentionQuestion(state: RetentionState): Schemas['RetentionQuestion'] {
  return {
    ...(state.start ? { startEvent: eventsOf([state.start])[0] } : {}),
    ...(state.back ? { returnEvent: eventsOf([state.back])[0] } : {}),
    unit: state.unit,
    periods: PERIODS[state.unit],
    ...(state.mode === 'calendar' ? {} : { dayMode: state.mode }),
    ...(state.starts === 'everyPeriod' ? {} : { starts: state.starts }),
    ...(state.returned === 'on' ? {} : { returned: state.returned }),
    ...state.range,
    ...namedSegmentsOf(state.segments),
  } as Schemas['RetentionQuestion'];
}

/** Who comes back to Played after Signed Up */
export function retentionTitle({ start, back }: RetentionState): string {
  return 'Who comes back' + (back ? ' to ' + back.event : '') + (start ? ' after ' + start.event : '');
}
