import { describe, expect, it } from 'vitest';
import { ANYTHING, retentionOf, retentionQuery, retentionQuestion, retentionTitle, type RetentionState } from './retention';

const EVERYTHING: RetentionState = {
  start: { event: 'Signed Up', where: [] },
  back: { event: 'Played*', where: [{ of: 'user', property: 'plan', op: 'isSet', values: [] }] },
  unit: 'week',
  mode: 'rolling24h',
  starts: 'firstEver',
  returned: 'onOrAfter',
  segments: [{ name: 'Everybody', where: [] }],
  range: { from: '2026-09-01', to: '2026-11-22' },
};

describe('the address of a retention', () => {
  it.each([['anything', ANYTHING], ['everything', EVERYTHING]])('holds %s', (_, state) => {
    expect(retentionOf(retentionQuery(state))).toStrictEqual(state);
  });

  it('leaves out what is as ever', () => {
    expect(retentionQuery(ANYTHING)).toBe('');
  });

  it('takes what is wrong for what is as ever', () => {
    expect(retentionOf('e=&u=hour&d=x&n=y&k=z&r=soon')).toStrictEqual(ANYTHING);
  });
});

it('asks for what is chosen and nothing else', () => {
  expect(retentionQuestion(ANYTHING)).toStrictEqual({ unit: 'day', periods: 14, last: '30d' });
  expect(retentionQuestion(EVERYTHING)).toStrictEqual({
    startEvent: 'Signed Up',
    returnEvent: { event: 'Played*', where: { property: 'plan', of: 'user', op: 'isSet' } },
    unit: 'week',
    periods: 12,
    dayMode: 'rolling24h',
    starts: 'firstEver',
    returned: 'onOrAfter',
    from: '2026-09-01',
    to: '2026-11-22',
    segments: [{ name: 'Everybody' }],
  });
});

it('says what it is about', () => {
  expect(retentionTitle(ANYTHING)).toBe('Who comes back');
  expect(retentionTitle(EVERYTHING)).toBe('Who comes back to Played* after Signed Up');
});
