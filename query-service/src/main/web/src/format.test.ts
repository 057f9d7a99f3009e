import { expect, it } from 'vitest';
import { bucketLabel, bucketTitle, compact, count, daysFrom, duration, elapsed, number, percent, tick } from './format';

it('groups thousands, keeps two fractions', () => {
  expect(number(60411)).toBe('60,411');
  expect(number(6.4296)).toBe('6.43');
  expect(number(-0.5)).toBe('-0.5');
  expect(number(60411.256)).toBe('60,411.26');
});

it('says 0 of what is left from adding and subtracting, not of what is little', () => {
  expect([0.1234, 0.0567, 0.0054321, -0.0000123].map(number)).toEqual(['0.12', '0.057', '0.0054', '-0.000012']);
  expect([0.1 + 0.2 - 0.3, 0.3 - 0.2 - 0.1].map(number)).toEqual(['0', '0']);
});

it('is short where there is little room, with one decimal for shares', () => {
  expect(compact(60000)).toBe('60K');
  expect(percent(0.3541)).toBe('35.4%');
  expect(percent(1)).toBe('100.0%');
});

it('tells neighbours on an axis apart', () => {
  expect([0, 0.02, 0.04, 0.06, 0.08].map(tick)).toEqual(['0', '0.02', '0.04', '0.06', '0.08']);
  expect([0, 0.005, 0.01].map(tick)).toEqual(['0', '0.005', '0.01']);
  expect([1000, 1250, 1500, 12500, 60000].map(tick)).toEqual(['1K', '1.25K', '1.5K', '12.5K', '60K']);
});

it('says how long something took', () => {
  expect(duration(12.4)).toBe('12 ms');
  expect(duration(999.4)).toBe('999 ms');
  expect(duration(1420)).toBe('1.42 s');
});

it('counts one and many', () => {
  expect(count(1, 'device')).toBe('1 device');
  expect(count(0, 'device')).toBe('0 devices');
  expect(count(1200, 'person', 'people')).toBe('1,200 people');
});

it('names buckets by the local date, whatever the zone of the reader', () => {
  expect(bucketLabel('2026-11-01', '2026-11-01T00:00:00-08:00', 'day')).toBe('1 Nov');
  expect(bucketLabel('2026-11-01', '2026-11-01T13:00:00+01:00', 'hour')).toBe('1 Nov 13:00');
  expect(bucketLabel('2026-11-01', '2026-11-01T00:00:00Z', 'month')).toBe('Nov 2026');
  expect(bucketLabel('2026-10-01', '2026-10-01T00:00:00Z', 'quarter')).toBe('Q4 2026');
  expect(bucketTitle('2026-11-02', '2026-11-02T00:00:00Z', 'week')).toContain('Week from Mon');
});

it('counts days with both ends', () => {
  expect(daysFrom('2026-11-22', '2026-11-22')).toBe(1);
  expect(daysFrom('2026-10-24', '2026-11-22')).toBe(30);
});

it('says a span in the unit that fits', () => {
  expect([40_000, 59_999, 60_000, 11_520_000, 216_000_000].map(elapsed)).toStrictEqual(['40 s', '60 s', '1 min', '3.2 h', '2.5 d']);
});
