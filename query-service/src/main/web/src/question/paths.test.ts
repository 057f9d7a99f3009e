import { expect, it } from 'vitest';
import { NO_ANCHOR, pathsOf, pathsQuery, pathsQuestion, pathsTitle } from './paths';

const QUERY = 'e=Signed+Up*user~plan~is~free&d=before&n=6&w=1d&k=repeats&x=Page+Viewed&x=Heartbeat&s=Premium*user~plan~is~premium&r=7d';

it('holds everything in the address', () => {
  expect(pathsQuery(pathsOf(QUERY))).toBe(QUERY);
  expect(pathsQuery(NO_ANCHOR)).toBe('');
});

it('takes what is wrong for what is as ever', () => {
  expect(pathsOf('d=aside&n=7&w=1y&k=no&r=soon')).toStrictEqual(NO_ANCHOR);
  expect(pathsOf('e=A&x=A&x=B&x=B&x=').exclude).toStrictEqual(['B']);
});

it('asks once there is an anchor', () => {
  expect(pathsQuestion(NO_ANCHOR)).toBeUndefined();
  expect(pathsQuestion(pathsOf('e=A'))).toStrictEqual({ anchor: 'A', direction: 'after', depth: 4, last: '30d' });
  expect(pathsQuestion(pathsOf(QUERY))).toStrictEqual({
    anchor: { event: 'Signed Up', where: { of: 'user', property: 'plan', op: 'is', values: ['free'] } },
    direction: 'before', depth: 6, window: '1d', keepRepeats: true, exclude: ['Page Viewed', 'Heartbeat'], last: '7d',
    segments: [{ name: 'Premium', where: { of: 'user', property: 'plan', op: 'is', values: ['premium'] } }],
  });
  expect(pathsTitle(pathsOf(QUERY))).toBe('What people do before Signed Up');
});
