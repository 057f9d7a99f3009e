import type { Schemas } from '../api/client';
import type { Scalar } from '../query';
import { isComplete, OPERATORS, predicate, type Condition, type Operator } from './condition';

export type Population = Schemas['Population'];

/** An event of a clause. A condition that the form has no lines for is kept as it came. */
export interface ClauseEvent {
  event: string;
  where: Condition[];
  kept?: Schemas['Condition'];
}

export const BOUNDS = {
  atLeast: 'at least',
  moreThan: 'more than',
  atMost: 'at most',
  lessThan: 'less than',
  exactly: 'exactly',
} as const;

export type Comparison = keyof typeof BOUNDS;
export type Bounds = Partial<Record<Comparison, number>>;

/** Its fields as the API has them; none is all the time. */
export type Window = { last?: string; calendar?: string; from?: string; to?: string; since?: string; withinFirst?: string };

const SCORES = ['recency', 'frequency', 'monetary'] as const;

/** Of customers, from 1 to 5 for the best; all where none is listed. */
export type Scores = Partial<Record<(typeof SCORES)[number], number[]>>;

/** Classes of customers, in the order of docs/semantics.md. */
export const RFM_CLASSES: Record<string, string> = {
  champions: 'champions',
  loyal: 'loyal',
  potentialLoyalists: 'potential loyalists',
  new: 'new',
  promising: 'promising',
  needAttention: 'in need of attention',
  aboutToSleep: 'about to sleep',
  cannotLose: 'not to be lost',
  atRisk: 'at risk',
  hibernating: 'hibernating',
};

export type Counted = { of: 'events' | 'days' } | { of: 'sum' | 'distinct'; property: string };

/** A population as the form holds it: each clause by its kind, also when it is not finished. */
export type Clause =
  | { kind: 'all' | 'any'; clauses: Clause[] }
  | { kind: 'not'; clause: Clause }
  | { kind: 'property'; property: string; op: Operator; values: Scalar[]; mode: 'asOf' | 'ever' | 'current'; asOf?: string }
  | { kind: 'did'; event: ClauseEvent; counted: Counted; bounds: Bounds; window: Window }
  | { kind: 'didNot' | 'only' | 'firstTime' | 'stopped'; event: ClauseEvent; window: Window }
  | { kind: 'ratio'; of: ClauseEvent; to: ClauseEvent; bounds: Bounds; window: Window }
  | { kind: 'sequence'; steps: ClauseEvent[]; within: string; thenNot?: ClauseEvent; thenNotWithin?: string; window: Window }
  | { kind: 'regularly'; event: ClauseEvent; times: number; inPeriods: number; ofLast: number; period: string }
  | { kind: 'resumed'; event: ClauseEvent; after: string; window: Window }
  | { kind: 'changed'; property: string; from?: Scalar[]; to?: Scalar[]; window: Window }
  | { kind: 'rfm'; event: ClauseEvent; sum: string; classes: string[]; scores: Scores; window: Window }
  | { kind: 'inSegment'; segment: string }
  | { kind: 'users'; users: string[]; devices: string[] };

export type Kind = Clause['kind'];

/** What a clause may begin with, in the order of the menu. */
export const KINDS: Record<Kind, string> = {
  did: 'Did an event',
  didNot: 'Did not do an event',
  property: 'Has a property',
  inSegment: 'Is in a saved segment',
  firstTime: 'Did it for the first time',
  regularly: 'Does it regularly',
  sequence: 'Did events in order',
  only: 'Did it only so',
  ratio: 'Does one event per another',
  stopped: 'Stopped doing it',
  resumed: 'Took it up again',
  changed: 'A property changed',
  rfm: 'Is a customer of some kind (RFM)',
  users: 'Is in a list of ids',
  all: 'A group: all of …',
  any: 'A group: any of …',
  not: 'Not so that …',
};

const NO_EVENT: ClauseEvent = { event: '', where: [] };

export function newClause(kind: Kind): Clause {
  switch (kind) {
    case 'all':
    case 'any':
      return { kind, clauses: [newClause('did')] };
    case 'not':
      return { kind, clause: newClause('did') };
    case 'property':
      return { kind, property: '', op: 'is', values: [], mode: 'asOf' };
    case 'did':
      return { kind, event: NO_EVENT, counted: { of: 'events' }, bounds: { atLeast: 1 }, window: { last: '30d' } };
    case 'didNot':
    case 'only':
    case 'firstTime':
    case 'stopped':
      return { kind, event: NO_EVENT, window: { last: '30d' } };
    case 'ratio':
      return { kind, of: NO_EVENT, to: NO_EVENT, bounds: { atLeast: 0.5 }, window: { last: '30d' } };
    case 'sequence':
      return { kind, steps: [NO_EVENT, NO_EVENT], within: '1d', window: { last: '30d' } };
    case 'regularly':
      return { kind, event: NO_EVENT, times: 1, inPeriods: 3, ofLast: 4, period: '7d' };
    case 'resumed':
      return { kind, event: NO_EVENT, after: '14d', window: { last: '30d' } };
    case 'changed':
      return { kind, property: '', window: { last: '30d' } };
    case 'inSegment':
      return { kind, segment: '' };
    case 'rfm':
      return { kind, event: NO_EVENT, sum: '', classes: ['champions'], scores: {}, window: { last: '365d' } };
    case 'users':
      return { kind, users: [], devices: [] };
  }
}

/** What the API takes. */
export function populationOf(clause: Clause): Population {
  return wire(clause) as Population;
}

function wire(clause: Clause): Record<string, unknown> {
  switch (clause.kind) {
    case 'all':
    case 'any':
      return { [clause.kind]: clause.clauses.map(wire) };
    case 'not':
      return { not: wire(clause.clause) };
    case 'property':
      return {
        property: clause.property,
        op: clause.op,
        ...(OPERATORS[clause.op].takes === 'nothing' ? {} : { values: clause.values }),
        ...(clause.mode === 'asOf' ? {} : { mode: clause.mode }),
        ...(clause.asOf === undefined ? {} : { asOf: clause.asOf }),
      };
    case 'did':
      return { did: clause.event.event, ...whereOf(clause.event), ...countOf(clause.counted), ...clause.bounds, ...clause.window };
    case 'didNot':
    case 'only':
    case 'firstTime':
    case 'stopped':
      return { [clause.kind]: clause.event.event, ...whereOf(clause.event), ...clause.window };
    case 'ratio':
      return { ratio: { of: stepOf(clause.of), to: stepOf(clause.to) }, ...clause.bounds, ...clause.window };
    case 'sequence':
      return {
        sequence: clause.steps.map(stepOf),
        within: clause.within,
        ...(clause.thenNot === undefined ? {} : { thenNot: stepOf(clause.thenNot) }),
        ...(clause.thenNotWithin === undefined ? {} : { thenNotWithin: clause.thenNotWithin }),
        ...clause.window,
      };
    case 'regularly':
      return {
        regularly: clause.event.event,
        ...whereOf(clause.event),
        ...(clause.times === 1 ? {} : { times: clause.times }),
        inPeriods: clause.inPeriods,
        ofLast: clause.ofLast,
        period: clause.period,
      };
    case 'resumed':
      return { resumed: clause.event.event, ...whereOf(clause.event), after: clause.after, ...clause.window };
    case 'changed':
      return {
        changed: clause.property,
        ...(clause.from === undefined ? {} : { from: clause.from }),
        ...(clause.to === undefined ? {} : { to: clause.to }),
        ...clause.window,
      };
    case 'inSegment':
      return { inSegment: clause.segment };
    case 'rfm':
      return { rfm: clause.event.event, ...whereOf(clause.event), sum: clause.sum, ...(clause.classes.length === 0 ? {} : { classes: clause.classes }), ...clause.scores, ...clause.window };
    case 'users':
      return { ...(clause.users.length === 0 && clause.devices.length > 0 ? {} : { users: clause.users }), ...(clause.devices.length === 0 ? {} : { devices: clause.devices }) };
  }
}

function whereOf(event: ClauseEvent): { where?: Schemas['Condition'] } {
  const own = predicate(event.where);
  const all = [...(own ? [own] : []), ...(event.kept ? [event.kept] : [])];
  return all.length === 0 ? {} : { where: all.length === 1 ? all[0]! : { all } };
}

function stepOf(event: ClauseEvent): unknown {
  return event.where.length === 0 && !event.kept ? event.event : { event: event.event, ...whereOf(event) };
}

function countOf(counted: Counted): Record<string, string> {
  switch (counted.of) {
    case 'events':
      return {};
    case 'days':
      return { count: 'days' };
    case 'sum':
    case 'distinct':
      return { [counted.of]: counted.property };
  }
}

/** The form's state for what the API has; undefined when this page does not know a clause of it. */
export function clauseOf(population: unknown): Clause | undefined {
  if (typeof population !== 'object' || population === null) return undefined;
  const given = population as Record<string, never>;
  const kind = (Object.keys(KINDS) as Kind[]).find((each) => each in given) ?? ('devices' in given ? 'users' : undefined);
  const window: Window = {};
  for (const field of ['last', 'calendar', 'from', 'to', 'since', 'withinFirst'] as const) {
    if (typeof given[field] === 'string') window[field] = given[field];
  }
  const event = (name: unknown): ClauseEvent => eventOf({ event: name, where: given['where'] });
  switch (kind) {
    case undefined:
      return undefined;
    case 'all':
    case 'any': {
      const clauses = [...(given[kind] as unknown as unknown[])].map(clauseOf);
      return clauses.every((each) => each !== undefined) ? { kind, clauses } : undefined;
    }
    case 'not': {
      const clause = clauseOf(given['not']);
      return clause && { kind, clause };
    }
    case 'property':
      return { kind, property: given['property']!, op: given['op']!, values: given['values'] ?? [], mode: given['mode'] ?? 'asOf', ...(given['asOf'] === undefined ? {} : { asOf: given['asOf'] }) };
    case 'did':
      return { kind, event: event(given['did']), counted: countedOf(given), bounds: boundsOf(given), window };
    case 'didNot':
    case 'only':
    case 'firstTime':
    case 'stopped':
      return { kind, event: event(given[kind]), window };
    case 'ratio': {
      const { of, to } = given['ratio'] as unknown as { of: unknown; to: unknown };
      return { kind, of: eventOf(of), to: eventOf(to), bounds: boundsOf(given), window };
    }
    case 'sequence':
      return {
        kind,
        steps: [...(given['sequence'] as unknown as unknown[])].map(eventOf),
        within: given['within']!,
        ...(given['thenNot'] === undefined ? {} : { thenNot: eventOf(given['thenNot']) }),
        ...(given['thenNotWithin'] === undefined ? {} : { thenNotWithin: given['thenNotWithin'] }),
        window,
      };
    case 'regularly':
      return { kind, event: event(given['regularly']), times: given['times'] ?? 1, inPeriods: given['inPeriods']!, ofLast: given['ofLast']!, period: given['period']! };
    case 'resumed':
      return { kind, event: event(given['resumed']), after: given['after']!, window };
    case 'changed': {
      const { from, to, ...rest } = window as Window;
      void from;
      void to;
      return { kind, property: given['changed']!, ...(given['from'] === undefined ? {} : { from: given['from'] }), ...(given['to'] === undefined ? {} : { to: given['to'] }), window: rest };
    }
    case 'inSegment':
      return { kind, segment: given['inSegment']! };
    case 'rfm': {
      const scores: Scores = Object.fromEntries(SCORES.flatMap((each) => (given[each] === undefined ? [] : [[each, given[each]]])));
      return { kind, event: event(given['rfm']), sum: given['sum']!, classes: given['classes'] ?? [], scores, window };
    }
    case 'users':
      return { kind, users: given['users'] ?? [], devices: given['devices'] ?? [] };
  }
}

function countedOf(given: Record<string, unknown>): Counted {
  if (typeof given['sum'] === 'string') return { of: 'sum', property: given['sum'] };
  if (typeof given['distinct'] === 'string') return { of: 'distinct', property: given['distinct'] };
  return { of: given['count'] === 'days' ? 'days' : 'events' };
}

function boundsOf(given: Record<string, unknown>): Bounds {
  const bounds: Bounds = {};
  for (const comparison of Object.keys(BOUNDS) as Comparison[]) {
    const value = given[comparison];
    if (typeof value === 'number') bounds[comparison] = value;
  }
  return bounds;
}

function eventOf(given: unknown): ClauseEvent {
  if (typeof given === 'string') return { event: given, where: [] };
  const { event, where } = given as { event: string; where?: Schemas['Condition'] };
  if (where === undefined) return { event, where: [] };
  const lines = 'all' in where ? where.all.map(lineOf) : [lineOf(where)];
  return lines.every((line) => line !== undefined) ? { event, where: lines } : { event, where: [], kept: where };
}

/** A comparison that a line of the form can hold. */
function lineOf(where: Schemas['Condition']): Condition | undefined {
  if (!('property' in where) || (where.mode !== undefined && where.mode !== 'atEvent')) return undefined;
  return { of: where.of ?? 'event', property: where.property, op: where.op, values: (where.values ?? []) as Scalar[] };
}

/** Whether it can be asked. What is not finished stays on the page. */
export function isFinished(clause: Clause): boolean {
  switch (clause.kind) {
    case 'all':
    case 'any':
      return clause.clauses.length > 0 && clause.clauses.every(isFinished);
    case 'not':
      return isFinished(clause.clause);
    case 'property':
      return clause.property !== '' && isComplete({ of: 'user', property: clause.property, op: clause.op, values: clause.values });
    case 'did':
      return clause.event.event !== '' && (!('property' in clause.counted) || clause.counted.property !== '');
    case 'didNot':
    case 'firstTime':
    case 'stopped':
    case 'regularly':
    case 'resumed':
      return clause.event.event !== '';
    case 'only':
      return clause.event.event !== '' && (clause.event.where.length > 0 || clause.event.kept !== undefined);
    case 'ratio':
      return clause.of.event !== '' && clause.to.event !== '';
    case 'sequence':
      return clause.steps.length > 0 && clause.steps.every(({ event }) => event !== '') && clause.thenNot?.event !== '';
    case 'changed':
      return clause.property !== '' && clause.from?.length !== 0 && clause.to?.length !== 0;
    case 'inSegment':
      return clause.segment !== '';
    case 'rfm':
      return clause.event.event !== '' && clause.sum !== '';
    case 'users':
      return clause.users.length + clause.devices.length > 0;
  }
}

/** Faults of a clause itself, not of those within it. `pointer` is the clause's own. */
export function faultsOf<Fault extends { pointer: string }>(clause: Clause, pointer: string, faults: Fault[]): Fault[] {
  const inner = innerOf(clause, pointer);
  const within = (at: string, of: string) => at === of || at.startsWith(of + '/');
  return faults.filter((fault) => within(fault.pointer, pointer) && !inner.some(([each]) => within(fault.pointer, each)));
}

/** The clauses right within one, by their pointers. */
export function innerOf(clause: Clause, pointer: string): [pointer: string, clause: Clause][] {
  if (clause.kind === 'not') return [[pointer + '/not', clause.clause]];
  if (clause.kind === 'all' || clause.kind === 'any') return clause.clauses.map((each, index) => [pointer + '/' + clause.kind + '/' + index, each]);
  return [];
}
