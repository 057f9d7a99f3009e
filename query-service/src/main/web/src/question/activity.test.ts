import { describe, expect, it } from 'vitest';
import { lifecycleOf, lifecycleQuery, lifecycleQuestion, LIFECYCLE, SESSIONS, sessionsOf, sessionsQuery, sessionsQuestion, STICKINESS, stickinessOf, stickinessQuery, stickinessQuestion } from './activity';

const QUERY = 'e=Played*event~surface~is~web&u=month&s=Premium*user~plan~is~premium&s=Loyal*segment~loyal&r=90d';

describe('the address', () => {
  it('holds a lifecycle, a stickiness and sessions', () => {
    expect(lifecycleQuery(lifecycleOf(QUERY))).toBe(QUERY);
    const sticky = QUERY.replace('u=month', 'u=month&k=atLeast');
    expect(stickinessQuery(stickinessOf(sticky))).toBe(sticky);
    const sessions = 'm=medianSeconds&i=week&s=Free*user~plan~is~free&r=2026-11-01..2026-11-22';
    expect(sessionsQuery(sessionsOf(sessions))).toBe(sessions);
  });

  it('is empty for what is as ever, and takes what is wrong for that', () => {
    expect([lifecycleQuery(LIFECYCLE), stickinessQuery(STICKINESS), sessionsQuery(SESSIONS)]).toStrictEqual(['', '', '']);
    expect(lifecycleOf('u=hour&e=&r=soon')).toStrictEqual(LIFECYCLE);
    expect(stickinessOf('u=day&k=about')).toStrictEqual(STICKINESS);
    expect(sessionsOf('m=toString&i=minute')).toStrictEqual(SESSIONS);
  });
});

it('asks for the event with its filters, and for everybody or the segments', () => {
  expect(lifecycleQuestion(lifecycleOf(QUERY))).toStrictEqual({
    event: { event: 'Played', where: { of: 'event', property: 'surface', op: 'is', values: ['web'] } },
    unit: 'month',
    last: '90d',
    segments: [{ name: 'Premium', where: { of: 'user', property: 'plan', op: 'is', values: ['premium'] } }, { name: 'Loyal', segment: 'loyal' }],
  });
  expect(stickinessQuestion(STICKINESS)).toStrictEqual({ unit: 'week', last: '12w' });
  expect(sessionsQuestion(SESSIONS)).toStrictEqual({ interval: 'day', last: '30d' });
});
