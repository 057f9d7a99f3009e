import { expect, it } from 'vitest';
import { lastDay, revenueCsv, revenueLines } from './lines';

const LINES = [
  { segment: 'Free', persons: 4, days: [{ day: 0, persons: 4, payingPersons: 1, revenue: 8, arpu: 2, arppu: 8 }, { day: 1, persons: 2, payingPersons: 0, revenue: 0, arpu: 0 }, { day: 2, persons: 0, payingPersons: 0, revenue: 0 }] },
];

it('has a gap where nobody paid or nobody has lived so long', () => {
  expect(revenueLines(LINES, 'arpu')[0]!.points).toStrictEqual([2, 0, null]);
  expect(revenueLines(LINES, 'arppu')[0]!.points).toStrictEqual([8, null, null]);
  expect(revenueLines(LINES, 'paying')[0]!.points).toStrictEqual([25, 0, null]);
  expect(revenueLines(LINES, 'revenue')[0]!.points).toStrictEqual([8, 0, null]);
  expect(revenueLines(LINES, 'arpu').map(({ label, slot, total }) => [label, slot, total])).toStrictEqual([['Free', 1, 4]]);
});

it('ends with the last day that anybody has lived through', () => {
  expect(lastDay(revenueLines(LINES, 'arpu'))).toBe(1);
  expect(lastDay(revenueLines([{ ...LINES[0]!, days: [LINES[0]!.days[2]!] }], 'arpu'))).toBeUndefined();
});

it('writes each number once', () => {
  expect(revenueCsv({ lines: LINES })).toBe('segment,day,persons,paying_persons,revenue,arpu,arppu\r\nFree,0,4,1,8,2,8\r\nFree,1,2,0,0,0,\r\nFree,2,0,0,0,,\r\n');
});
