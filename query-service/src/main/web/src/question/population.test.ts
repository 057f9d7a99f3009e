import { describe, expect, it } from 'vitest';
import { clauseOf, faultsOf, isFinished, KINDS, newClause, populationOf, type Kind } from './population';
import { clauseInWords } from './populationWords';

/** Every clause of docs/semantics.md. */
const POPULATIONS: [population: unknown, words: string][] = [
  [{ all: [{ did: 'Export Started', last: '30d' }, { didNot: 'Export Completed', last: '30d' }] }, 'did Export Started in the last 30 days, and did not do Export Completed in the last 30 days'],
  [{ any: [{ didNot: 'Purchased' }, { ratio: { of: 'Purchased', to: 'Viewed' }, atMost: 0.25, last: '30d' }] }, 'did not do Purchased, or did at most 0.25 Purchased per Viewed in the last 30 days'],
  [{ only: 'Purchased', where: { property: 'sale', of: 'event', op: 'is', values: [true] }, last: '30d' }, 'did Purchased only where sale is true in the last 30 days'],
  [{ not: { did: '$any' } }, 'not: did any event'],
  [{ regularly: 'Purchased', times: 2, inPeriods: 3, ofLast: 4, period: '7d' }, 'did Purchased at least 2 times in at least 3 of the last 4 periods of 7 days'],
  [{ did: 'Purchased', sum: 'amount', moreThan: 50, lessThan: 90, last: '2d' }, 'did Purchased with a sum of amount of more than 50 and less than 90 in the last 2 days'],
  [{ did: 'Purchased', count: 'days', exactly: 2, calendar: 'this month' }, 'did Purchased on exactly 2 days in this month'],
  [{ did: 'Purchased', distinct: 'amount', atLeast: 2, withinFirst: '1w' }, 'did Purchased with at least 2 different values of amount in the first 1 week of being known'],
  [{ did: 'Viewed', from: '2026-11-18', to: '2026-11-19', atLeast: 3 }, 'did Viewed at least 3 times from Wed, 18 Nov 2026 to Thu, 19 Nov 2026'],
  [{ sequence: ['A', { event: 'B', where: { property: 'x', of: 'user', op: 'isSet' } }], within: '5min', thenNot: 'C', thenNotWithin: '1h', last: '7d' }, 'did A, then B where x is set within 5 minutes and then no C within 1 hour in the last 7 days'],
  [{ firstTime: 'A', since: '2026-11-01' }, 'did A for the first time since Sun, 1 Nov 2026'],
  [{ stopped: 'A', last: '1m' }, 'did A before, but not in the last 1 month'],
  [{ resumed: 'A', after: '36h' }, 'did A again after a break of more than 36 hours'],
  [{ changed: 'plan', from: ['free'], to: ['premium', null], last: '7d' }, 'plan changed from free to premium or (none) in the last 7 days'],
  [{ property: 'plan', op: 'is', values: ['free'], mode: 'ever' }, 'plan ever is free'],
  [{ property: 'plan', op: 'is', values: ['free'], asOf: '2026-11-10T00:00:00Z' }, 'plan is free at 2026-11-10T00:00:00Z'],
  [{ inSegment: 'loyal' }, 'is in “loyal”'],
  [{ users: ['ann', 'zoe'] }, 'is ann or zoe'],
  [{ devices: ['d-1'] }, 'is d-1'],
  [{ users: ['ann', 'zoe'], devices: ['d-1', 'd-2'] }, 'is one of 4 ids'],
  [{ rfm: '$any', sum: 'revenue', last: '365d', classes: ['potentialLoyalists', 'new'] }, 'is potential loyalists or new by RFM of revenue of any event in the last 365 days'],
  [{ rfm: 'Purchased', where: { property: 'sale', of: 'event', op: 'is', values: [true] }, sum: 'amount', recency: [4, 5], monetary: [5] }, 'is a customer with recency 4 or 5 and monetary 5 by RFM of amount of Purchased where sale is true'],
  [{ rfm: 'Purchased', sum: 'amount', classes: ['loyal'], frequency: [5] }, 'is loyal with frequency 5 by RFM of amount of Purchased'],
  [{ rfm: 'Purchased', sum: 'amount' }, 'is a customer by RFM of amount of Purchased'],
];

describe('populations', () => {
  it.each(POPULATIONS)('%j goes into the form and comes out the same', (population, words) => {
    const clause = clauseOf(population)!;
    expect(populationOf(clause)).toEqual(population);
    expect(isFinished(clause)).toBe(true);
    expect(clauseInWords(clause).replaceAll('Wed 18', 'Wed, 18').replaceAll('Thu 19', 'Thu, 19').replaceAll('Sun 1', 'Sun, 1')).toBe(words);
  });

  it('keeps a condition that the form has no lines for', () => {
    const where = { any: [{ property: 'a', of: 'event', op: 'isSet' }, { property: 'b', of: 'event', op: 'isSet' }] };
    const clause = clauseOf({ did: 'A', where })!;
    expect(populationOf(clause)).toEqual({ did: 'A', where });
    expect(clause).toMatchObject({ event: { where: [], kept: where } });
  });

  it('keeps what a person adds to such a condition', () => {
    const kept = { not: { property: 'a', of: 'event' as const, op: 'isSet' as const } };
    const line = { of: 'event' as const, property: 'b', op: 'isSet' as const, values: [] };
    expect(populationOf({ kind: 'didNot', event: { event: 'A', where: [line], kept }, window: {} })).toEqual({
      didNot: 'A', where: { all: [{ property: 'b', of: 'event', op: 'isSet' }, kept] },
    });
  });

  it('does not know what it does not know', () => {
    expect(clauseOf({ guessed: 'A' })).toBeUndefined();
    expect(clauseOf({ all: [{ did: 'A' }, { guessed: 'A' }] })).toBeUndefined();
    expect(clauseOf('loyal')).toBeUndefined();
  });

  it.each(Object.keys(KINDS) as Kind[])('a new clause "%s" is not asked before it is finished', (kind) => {
    expect(isFinished(newClause(kind))).toBe(false);
    expect(clauseOf(populationOf(newClause(kind)))?.kind).toBe(kind);
  });

  it('puts a fault at the clause that its pointer names', () => {
    const clause = clauseOf({ all: [{ did: 'A', atLeast: 0 }, { not: { any: [{ did: 'B' }] } }, { users: ['a'] }] })!;
    const faults = ['/all', '/all/0/atLeast', '/all/1/not/any/0/did', '/all/10'].map((pointer) => ({ pointer }));
    const at = (inner: unknown, pointer: string) => faultsOf(clauseOf(inner)!, pointer, faults).map((fault) => fault.pointer);
    expect(faultsOf(clause, '', faults).map(({ pointer }) => pointer)).toEqual(['/all', '/all/10']);
    expect(at({ did: 'A', atLeast: 0 }, '/all/0')).toEqual(['/all/0/atLeast']);
    expect(at({ any: [{ did: 'B' }] }, '/all/1/not')).toEqual([]);
    expect(at({ did: 'B' }, '/all/1/not/any/0')).toEqual(['/all/1/not/any/0/did']);
    expect(at({ users: ['a'] }, '/all/1')).toEqual(['/all/1/not/any/0/did']);
  });
});
