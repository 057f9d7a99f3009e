import type { Schemas } from '../api/client';
import { queryText } from '../query';
import { namedOf, namedText } from './condition';
import { rangeOf, rangeText, type Range } from './range';
import { eventsOf, namedSegmentsOf, segmentsOf, segmentText, type EventChoice, type SegmentChoice } from './segmentation';

/** All that a person can set on the Paths screen. */
export interface PathsState {
  /** Where paths begin, or for `before` where they end. */
  anchor: EventChoice | undefined;
  direction: 'after' | 'before';
  depth: number;
  /** How far from the anchor; undefined: its session. */
  window: string | undefined;
  keepRepeats: boolean;
  exclude: string[];
  segments: SegmentChoice[];
  range: Range;
}

export const NO_ANCHOR: PathsState = { anchor: undefined, direction: 'after', depth: 4, window: undefined, keepRepeats: false, exclude: [], segments: [], range: { last: '30d' } };

export const DEPTHS = [2, 3, 4, 5, 6, 8, 10] as const;
export const EXCLUDE_MAX = 100;

export const WINDOWS: readonly [value: string | undefined, words: string][] = [
  [undefined, 'in its session'],
  ['1h', 'within an hour'],
  ['1d', 'within a day'],
  ['7d', 'within 7 days'],
  ['30d', 'within 30 days'],
];

/** `e=Signed+Up&d=before&n=6`; what is as ever is left out. */
export function pathsQuery(state: PathsState): string {
  return queryText([
    ['e', state.anchor && namedText(state.anchor.event, state.anchor.where)],
    ['d', state.direction === 'after' ? undefined : state.direction],
    ['n', state.depth === NO_ANCHOR.depth ? undefined : String(state.depth)],
    ['w', state.window],
    ['k', state.keepRepeats ? 'repeats' : undefined],
    ...state.exclude.map((event): [string, string] => ['x', event]),
    ...state.segments.map((segment): [string, string] => ['s', segmentText(segment)]),
    ['r', rangeText(state.range) === '30d' ? undefined : rangeText(state.range)],
  ]);
}

/** The state in an address; what is wrong in it is as ever. */
export function pathsOf(query: string): PathsState {
  const given = new URLSearchParams(query);
  const { name, where } = namedOf(given.get('e') ?? '');
  const depth = Number(given.get('n'));
  const window = given.get('w');
  return {
    anchor: name === '' ? undefined : { event: name, where },
    direction: given.get('d') === 'before' ? 'before' : 'after',
    depth: DEPTHS.some((each) => each === depth) ? depth : NO_ANCHOR.depth,
    window: WINDOWS.some(([value]) => value === window) ? window! : undefined,
    keepRepeats: given.get('k') === 'repeats',
    exclude: [...new Set(given.getAll('x'))].filter((event) => event !== '' && event !== name).slice(0, EXCLUDE_MAX),
    segments: segmentsOf(given),
    range: rangeOf(given.get('r')) ?? { last: '30d' },
  };
}

/** What is asked for it, once there is an anchor. */
export function pathsQuestion(state: PathsState): Schemas['PathsQuestion'] | undefined {
  if (!state.anchor) return undefined;
  return {
    anchor: eventsOf([state.anchor])[0],
    direction: state.direction,
    depth: state.depth,
    ...(state.window === undefined ? {} : { window: state.window }),
    ...(state.keepRepeats ? { keepRepeats: true } : {}),
    ...(state.exclude.length === 0 ? {} : { exclude: state.exclude }),
    ...state.range,
    ...namedSegmentsOf(state.segments),
  } as Schemas['PathsQuestion'];
}

/** What people do after Signed Up */
export function pathsTitle({ anchor, direction }: PathsState): string {
  return anchor ? 'What people do ' + direction + ' ' + anchor.event : 'Paths';
}
