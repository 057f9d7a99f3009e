import type { Schemas } from '../api/client';
import { OPERATORS, type Condition, type Operator, type Property } from './condition';
import { LIFECYCLE, lifecycleOf, lifecycleQuery, lifecycleQuestion, SESSIONS, sessionsOf, sessionsQuery, sessionsQuestion, STICKINESS, stickinessOf, stickinessQuery, stickinessQuestion } from './activity';
import { funnelOf, funnelQuery, funnelQuestion, NO_STEPS } from './funnel';
import { NO_ANCHOR, pathsOf, pathsQuery, pathsQuestion } from './paths';
import { ANYTHING, retentionOf, retentionQuery, retentionQuestion } from './retention';
import { REVENUE, revenueOf, revenueQuery, revenueQuestion } from './revenue';
import { NOTHING_CHOSEN, segmentationOf, segmentationQuery, segmentationQuestion, type EventChoice, type SegmentChoice } from './segmentation';
import type { Range } from './range';
import { BY_PLAN, usageOf, usageQuery, usageQuestion } from './usage';

type Wire = Record<string, unknown>;

/**
 * Where the page shows a saved question so that it can be changed: undefined when no screen asks
 * exactly this, as of much that programs save.
 */
export function placeOf(kind: Schemas['QuestionKind'], question: object): string | undefined {
  const wire = question as Wire;
  const segments = listOf(wire['segments'])?.map(segmentOf);
  if (!segments || segments.includes(undefined)) return undefined;
  const common = { segments: segments as SegmentChoice[], range: rangeIn(wire) };
  switch (kind) {
    case 'segmentation':
      return segmentationPlace(wire, common);
    case 'funnel':
      return funnelPlace(wire, common);
    case 'retention':
      return retentionPlace(wire, common);
    case 'paths':
      return pathsPlace(wire, common);
    case 'lifecycle':
    case 'stickiness':
    case 'sessions':
      return activityPlace(kind, wire, common);
    case 'featureUsage': {
      const query = usageQuery({ ...BY_PLAN, ...common, by: String(wire['by'] ?? BY_PLAN.by) });
      return same(usageQuestion(usageOf(query)), wire) ? '/usage' + (query === '' ? '' : '?' + query) : undefined;
    }
    case 'revenue':
      return revenuePlace(wire, common);
  }
}

interface Common {
  segments: SegmentChoice[];
  range: Range;
}

function segmentationPlace(wire: Wire, common: Common): string | undefined {
  const events = listOf(wire['events'])?.map(eventOf);
  const groupBy = listOf(wire['groupBy'])?.map(propertyIn);
  if (!events || events.includes(undefined) || !groupBy || groupBy.includes(undefined)) return undefined;
  const state = {
    ...NOTHING_CHOSEN,
    ...common,
    events: events as EventChoice[],
    measure: (listOf(wire['measures']) ?? [])[0] as never,
    interval: wire['interval'] as never,
    groupBy: groupBy as Property[],
    compareTo: wire['compareTo'] as never,
  };
  const query = segmentationQuery(state);
  return same(segmentationQuestion(segmentationOf(query)), wire) ? '/segmentation?' + query : undefined;
}

function funnelPlace(wire: Wire, common: Common): string | undefined {
  const steps = listOf(wire['steps'])?.map(eventOf);
  if (!steps || steps.includes(undefined)) return undefined;
  const state = {
    ...NO_STEPS,
    ...common,
    steps: steps as EventChoice[],
    order: (wire['order'] ?? NO_STEPS.order) as never,
    window: wire['window'] as never,
    breakdown: propertyIn(wire['breakdown']),
    interval: wire['interval'] as never,
  };
  const query = funnelQuery(state);
  return same(funnelQuestion(funnelOf(query)), wire) ? '/funnels?' + query : undefined;
}

function retentionPlace(wire: Wire, common: Common): string | undefined {
  const [start, back] = [wire['startEvent'], wire['returnEvent']].map((event) => (event === undefined ? null : eventOf(event)));
  if (start === undefined || back === undefined) return undefined;
  const state = {
    ...ANYTHING,
    ...common,
    start: start ?? undefined,
    back: back ?? undefined,
    unit: wire['unit'] as never,
    mode: (wire['dayMode'] ?? ANYTHING.mode) as never,
    starts: (wire['starts'] ?? ANYTHING.starts) as never,
    returned: (wire['returned'] ?? ANYTHING.returned) as never,
  };
  const query = retentionQuery(state);
  return same(retentionQuestion(retentionOf(query)), wire) ? '/retention?' + query : undefined;
}

function pathsPlace(wire: Wire, { segments, range }: Common): string | undefined {
  const anchor = eventOf(wire['anchor']);
  const exclude = listOf(wire['exclude']);
  if (!anchor || !exclude) return undefined;
  const query = pathsQuery({
    ...NO_ANCHOR,
    range,
    segments,
    anchor,
    exclude: exclude.map(String),
    direction: wire['direction'] as never,
    depth: wire['depth'] as never,
    window: wire['window'] as never,
    keepRepeats: wire['keepRepeats'] === true,
  });
  return same(pathsQuestion(pathsOf(query)), wire) ? '/paths?' + query : undefined;
}

function revenuePlace(wire: Wire, common: Common): string | undefined {
  const event = wire['event'] === undefined ? undefined : eventOf(wire['event']);
  const query = revenueQuery({ ...REVENUE, ...common, event, property: wire['property'] as never, days: wire['days'] as never });
  return same(revenueQuestion(revenueOf(query)), wire) ? '/revenue' + (query === '' ? '' : '?' + query) : undefined;
}

function activityPlace(kind: 'lifecycle' | 'stickiness' | 'sessions', wire: Wire, common: Common): string | undefined {
  const event = wire['event'] === undefined ? undefined : eventOf(wire['event']);
  const state = { ...common, event, unit: wire['unit'] as never, interval: wire['interval'] as never };
  const [query, question] = {
    lifecycle: () => pair(lifecycleQuery({ ...LIFECYCLE, ...state }), (text) => lifecycleQuestion(lifecycleOf(text))),
    stickiness: () => pair(stickinessQuery({ ...STICKINESS, ...state }), (text) => stickinessQuestion(stickinessOf(text))),
    sessions: () => pair(sessionsQuery({ ...SESSIONS, ...state }), (text) => sessionsQuestion(sessionsOf(text))),
  }[kind]();
  return same(question, wire) ? '/' + kind + (query === '' ? '' : '?' + query) : undefined;
}

function pair(query: string, question: (query: string) => object): [string, object] {
  return [query, question(query)];
}

function eventOf(series: unknown): EventChoice | undefined {
  if (typeof series === 'string') return { event: series, where: [] };
  const { event, where } = (series ?? {}) as Wire;
  const conditions = conditionsOf(where);
  return typeof event === 'string' && conditions ? { event, where: conditions } : undefined;
}

/** A named segment as the page sets it; undefined of one that it cannot set. */
export function segmentOf(segment: unknown): SegmentChoice | undefined {
  const { name, where, segment: saved, population } = (segment ?? {}) as Wire;
  const conditions = conditionsOf(where);
  if (typeof name !== 'string' || !conditions || population !== undefined) return undefined;
  return { name, where: conditions, ...(typeof saved === 'string' ? { saved } : {}) };
}

function conditionsOf(where: unknown): Condition[] | undefined {
  if (where === undefined) return [];
  const all = listOf((where as Wire | null)?.['all'] ?? [where]) ?? [];
  const known = all.map((each) => {
    const { op, values } = (each ?? {}) as Wire;
    const property = propertyIn(each);
    return property && (op as string) in OPERATORS ? { ...property, op: op as Operator, values: (values ?? []) as Condition['values'] } : undefined;
  });
  return known.includes(undefined) ? undefined : (known as Condition[]);
}

function propertyIn(wire: unknown): Property | undefined {
  const { of, property } = (wire ?? {}) as Wire;
  return (of === 'user' || of === 'event') && typeof property === 'string' ? { of, property } : undefined;
}

function rangeIn({ last, from, to }: Wire): Range {
  return typeof last === 'string' ? { last } : { from: String(from), to: String(to) };
}

/** Nothing is an empty list; what is no list is none. */
function listOf(value: unknown): unknown[] | undefined {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : undefined;
}

function same(one: unknown, other: unknown): boolean {
  return inOrder(one) === inOrder(other);
}

/** As JSON, whatever order its fields have. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}
