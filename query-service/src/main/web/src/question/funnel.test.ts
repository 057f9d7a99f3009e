import { describe, expect, it } from 'vitest';
import { funnelOf, funnelQuery, funnelQuestion, funnelTitle, NO_STEPS, windowMs, windowWords, type FunnelState } from './funnel';

const EVERYTHING: FunnelState = {
  steps: [{ event: 'Signed Up', where: [] }, { event: 'Paid ~ *', where: [{ of: 'event', property: 'amount', op: 'greater', values: [9.5] }] }],
  order: 'any',
  window: '36h',
  segments: [{ name: 'Premium', where: [{ of: 'user', property: 'plan', op: 'is', values: ['premium'] }] }],
  breakdown: { of: 'user', property: 'country' },
  range: { from: '2026-11-01', to: '2026-11-22' },
  interval: 'week',
};

describe('the address of a funnel', () => {
  it.each([['no steps', NO_STEPS], ['everything', EVERYTHING]])('holds %s', (_, state) => {
    expect(funnelOf(funnelQuery(state))).toStrictEqual(state);
  });

  it('is short and readable', () => {
    expect(funnelQuery({ ...NO_STEPS, steps: EVERYTHING.steps.slice(0, 1), window: '1d' })).toBe('e=Signed+Up&w=1d');
    expect(funnelQuery(NO_STEPS)).toBe('');
  });

  it('takes what is wrong for what is as ever', () => {
    expect(funnelOf('e=&o=sideways&w=soon&r=x&i=hour&by=nobody~x')).toStrictEqual(NO_STEPS);
    expect(funnelOf('w=0d').window).toBe('14d');
  });

  it('takes at most twenty steps', () => {
    expect(funnelOf(Array.from({ length: 21 }, (_, index) => 'e=E' + index).join('&')).steps).toHaveLength(20);
  });
});

describe('the question of a funnel', () => {
  it('has the median and the buckets', () => {
    expect(funnelQuestion({ ...NO_STEPS, steps: [{ event: 'A', where: [] }, { event: 'B', where: [] }] })).toStrictEqual({
      steps: ['A', 'B'], window: '14d', last: '30d', interval: 'day', percentiles: [50],
    });
  });

  it('has what is chosen', () => {
    expect(funnelQuestion(EVERYTHING)).toStrictEqual({
      steps: ['Signed Up', { event: 'Paid ~ *', where: { property: 'amount', of: 'event', op: 'greater', values: [9.5] } }],
      order: 'any',
      window: '36h',
      from: '2026-11-01',
      to: '2026-11-22',
      segments: [{ name: 'Premium', where: { property: 'plan', of: 'user', op: 'is', values: ['premium'] } }],
      breakdown: { property: 'country', of: 'user' },
      top: 7,
      interval: 'week',
      percentiles: [50],
    });
  });
});

it('says what it is about', () => {
  expect(funnelTitle(EVERYTHING)).toBe('From Signed Up to Paid ~ *');
  expect(funnelTitle(NO_STEPS)).toBe('Funnel');
  expect(windowWords('7d')).toBe('7 days');
  expect(windowWords('36h')).toBe('36h');
  expect(windowMs('36h')).toBe(129_600_000);
  expect(windowMs('2min')).toBe(120_000);
});
