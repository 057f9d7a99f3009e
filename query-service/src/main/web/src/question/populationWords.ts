import { count, day, number } from '../format';
import { valuesInWords, scalarInWords } from './condition';
import { BOUNDS, RFM_CLASSES, type Bounds, type Clause, type ClauseEvent, type Comparison, type Counted, type Scores, type Window } from './population';

const UNITS: Record<string, string> = { s: 'second', min: 'minute', h: 'hour', d: 'day', w: 'week', m: 'month' };

/** 30d as 30 days */
export function lengthInWords(length: string): string {
  const [, amount, unit] = /^(\d+)(s|min|h|d|w|m)$/.exec(length) ?? [];
  return amount && unit ? count(Number(amount), UNITS[unit]!) : length;
}

/** in the last 30 days; nothing for all the time. */
export function windowInWords(window: Window): string {
  if (window.last !== undefined) return 'in the last ' + lengthInWords(window.last);
  if (window.calendar !== undefined) return 'in ' + window.calendar;
  if (window.since !== undefined) return 'since ' + day(window.since);
  if (window.from !== undefined) return 'from ' + day(window.from) + ' to ' + day(window.to ?? window.from);
  return window.withinFirst === undefined ? '' : 'in the first ' + lengthInWords(window.withinFirst) + ' of being known';
}

/** A population as a sentence about its persons: did Export Started in the last 30 days, and … */
export function clauseInWords(clause: Clause, nameOf: (segment: string) => string = (id) => id): string {
  const words = (inner: Clause) => {
    const text = clauseInWords(inner, nameOf);
    return (inner.kind === 'all' || inner.kind === 'any') && inner.clauses.length > 1 ? '(' + text + ')' : text;
  };
  switch (clause.kind) {
    case 'all':
      return clause.clauses.map(words).join(', and ');
    case 'any':
      return clause.clauses.map(words).join(', or ');
    case 'not':
      return 'not: ' + words(clause.clause);
    case 'property':
      return sentence(clause.property, clause.mode === 'ever' ? 'ever' : clause.mode === 'current' ? 'by now' : '', valuesInWords({ ...clause, of: 'user' }), clause.asOf === undefined ? '' : 'at ' + clause.asOf);
    case 'did':
      return sentence('did', eventInWords(clause.event), countedInWords(clause.counted, clause.bounds), windowInWords(clause.window));
    case 'didNot':
      return sentence('did not do', eventInWords(clause.event), windowInWords(clause.window));
    case 'only':
      return sentence('did', clause.event.event, 'only where', conditionsInWords(clause.event), windowInWords(clause.window));
    case 'firstTime':
      return sentence('did', eventInWords(clause.event), 'for the first time', windowInWords(clause.window));
    case 'stopped':
      return sentence('did', eventInWords(clause.event), 'before, but not', windowInWords(clause.window));
    case 'ratio':
      return sentence('did', boundsInWords(clause.bounds), eventInWords(clause.of), 'per', eventInWords(clause.to), windowInWords(clause.window));
    case 'sequence':
      return sentence(
        'did', clause.steps.map(eventInWords).join(', then '), 'within', lengthInWords(clause.within),
        clause.thenNot ? 'and then no ' + eventInWords(clause.thenNot) + ' within ' + lengthInWords(clause.thenNotWithin ?? clause.within) : '', windowInWords(clause.window),
      );
    case 'regularly':
      return sentence('did', eventInWords(clause.event), clause.times > 1 ? 'at least ' + clause.times + ' times' : '', 'in at least', String(clause.inPeriods), 'of the last', String(clause.ofLast), 'periods of', lengthInWords(clause.period));
    case 'resumed':
      return sentence('did', eventInWords(clause.event), 'again after a break of more than', lengthInWords(clause.after), windowInWords(clause.window));
    case 'changed':
      return sentence(clause.property, 'changed', clause.from ? 'from ' + clause.from.map(scalarInWords).join(' or ') : '', clause.to ? 'to ' + clause.to.map(scalarInWords).join(' or ') : '', windowInWords(clause.window));
    case 'inSegment':
      return 'is in “' + nameOf(clause.segment) + '”';
    case 'rfm':
      return sentence('is', classesInWords(clause.classes) || 'a customer', scoresInWords(clause.scores), 'by RFM of', clause.sum || '…', 'of', eventInWords(clause.event), windowInWords(clause.window));
    case 'users': {
      const ids = [...clause.users, ...clause.devices];
      return ids.length > 3 ? 'is one of ' + count(ids.length, 'id') : 'is ' + ids.join(' or ');
    }
  }
}

function eventInWords(event: ClauseEvent): string {
  const conditions = conditionsInWords(event);
  return (event.event === '$any' ? 'any event' : event.event || '…') + (conditions === '' ? '' : ' where ' + conditions);
}

function conditionsInWords({ where, kept }: ClauseEvent): string {
  return [...where.map((condition) => condition.property + ' ' + valuesInWords(condition)), ...(kept ? [JSON.stringify(kept)] : [])].join(' and ');
}

function countedInWords(counted: Counted, bounds: Bounds): string {
  const words = boundsInWords(bounds);
  switch (counted.of) {
    case 'events':
      return words === '' || words === 'at least 1' ? '' : words + ' times';
    case 'days':
      return 'on ' + (words || 'at least 1') + ' days';
    case 'sum':
      return 'with a sum of ' + counted.property + ' of ' + words;
    case 'distinct':
      return 'with ' + words + ' different values of ' + counted.property;
  }
}

/** Any of them; nothing for all. */
export function classesInWords(classes: string[]): string {
  return classes.map((each) => RFM_CLASSES[each] ?? each).join(' or ');
}

export function scoresInWords(scores: Scores): string {
  const given = Object.entries(scores).map(([name, values]) => name + ' ' + values.join(' or '));
  return given.length === 0 ? '' : 'with ' + given.join(' and ');
}

function boundsInWords(bounds: Bounds): string {
  return (Object.keys(BOUNDS) as Comparison[]).filter((each) => bounds[each] !== undefined).map((each) => BOUNDS[each] + ' ' + number(bounds[each]!)).join(' and ');
}

function sentence(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
