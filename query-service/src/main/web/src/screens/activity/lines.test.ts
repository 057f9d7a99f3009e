import { expect, it } from 'vitest';
import { averageDays, comparisonsOf, lastFinished, lifecycleCsv, lifecycleLines, sessionLines, sessionsCsv, stickinessCsv, stickinessLines } from './lines';

const PERIODS = [
  { date: '2026-11-09', start: '2026-11-09T00:00:00Z', end: '2026-11-16T00:00:00Z', finished: true },
  { date: '2026-11-16', start: '2026-11-16T00:00:00Z', end: '2026-11-23T00:00:00Z', finished: false },
];
const LIFE = { segment: 'Free', points: [{ new: 1, current: 2, resurrected: 3, dormant: 4, pulse: 1 }, { new: 0, current: 1, resurrected: 0, dormant: 0 }] };
const STICKY = { segment: 'Free', points: [{ persons: 4, exactly: [1, 3, 0], atLeast: [4, 3, 0] }, { persons: 0, exactly: [0, 0, 0], atLeast: [0, 0, 0] }] };
const SESSIONS = { total: { sessions: 3, persons: 2, averageSeconds: 60 }, points: [{ sessions: 3, persons: 2, averageSeconds: 60 }, { sessions: 0, persons: 0 }] };

it('draws who has gone below the axis', () => {
  expect(lifecycleLines(LIFE).map(({ label, points }) => [label, points])).toStrictEqual([['New', [1, 0]], ['Current', [2, 1]], ['Resurrected', [3, 0]], ['Dormant', [-4, 0]]]);
});

it('shows the newest period that is over, or the newest', () => {
  expect(lastFinished(PERIODS)).toBe(0);
  expect(lastFinished([{ finished: false }, { finished: false }])).toBe(1);
});

it('counts persons by days of one period', () => {
  expect(stickinessLines([STICKY, { ...STICKY, segment: 'Premium' }], 0, 'atLeast').map(({ label, slot, total, points }) => [label, slot, total, points])).toStrictEqual([
    ['Free', 1, 4, [4, 3, 0]],
    ['Premium', 0, 4, [4, 3, 0]],
  ]);
  expect(averageDays(STICKY.points[0]!)).toBe(1.75);
  expect(averageDays(STICKY.points[1]!)).toBeUndefined();
});

it('leaves a gap where a measure of sessions is undefined', () => {
  expect(sessionLines([SESSIONS], 'averageSeconds').map(({ label, total, points }) => [label, total, points])).toStrictEqual([['Everybody', 60, [60, null]]]);
});

it('writes each number once', () => {
  expect(lifecycleCsv({ unit: 'week', periods: PERIODS, lines: [LIFE] })).toBe('segment,week,finished,new,current,resurrected,dormant,pulse\r\nFree,2026-11-09,true,1,2,3,4,1\r\nFree,2026-11-16,false,0,1,0,0,\r\n');
  expect(stickinessCsv({ unit: 'week', periods: PERIODS.slice(0, 1), lines: [{ ...STICKY, points: STICKY.points.slice(0, 1) }] })).toBe(
    'segment,week,finished,persons,days,exactly,at_least\r\nFree,2026-11-09,true,4,1,1,4\r\nFree,2026-11-09,true,4,2,3,3\r\nFree,2026-11-09,true,4,3,0,0\r\n',
  );
  expect(sessionsCsv({ buckets: PERIODS, lines: [SESSIONS] })).toBe(
    'bucket_start,segment,persons,sessions,sessionsPerPerson,averageSeconds,medianSeconds,eventsPerSession\r\n2026-11-09T00:00:00Z,,2,3,,60,,\r\n2026-11-16T00:00:00Z,,0,0,,,,\r\n',
  );
});

it('has verdicts of finished periods alone', () => {
  const all = [{ start: '2026-11-02', baseline: { name: 'free' }, compared: [] }] as never;
  expect(comparisonsOf(all, { start: '2026-11-02' })).toStrictEqual([{ baseline: 'free', compared: [] }]);
  expect(comparisonsOf(all, { start: '2026-11-09' })).toStrictEqual([]);
});
