import { describe, expect, it } from 'vitest';
import { curvesOf, darkest, periodName, periodsKnown, retentionCell, retentionCsv } from './curves';

const table = {
  persons: 5,
  overall: [{ persons: 5, returned: 5, rate: 1 }, { persons: 3, returned: 1, rate: 0.25 }, { persons: 0, returned: 0 }],
  cohorts: [
    { persons: 3, cells: [{ returned: 3, finished: true, rate: 1 }, { returned: 1, finished: true, rate: 0.25 }, { returned: 1, finished: false }] },
    { persons: 2, cells: [{ returned: 2, finished: true, rate: 1 }, { returned: 0, finished: false }, { returned: 0, finished: false }] },
  ],
};
const answer = {
  unit: 'week' as const,
  brackets: [{ from: 0, to: 0 }, { from: 1, to: 1 }, { from: 2, to: 4 }],
  cohorts: ['2026-11-02', '2026-11-09'].map((date) => ({ date, start: date + 'T00:00:00Z', end: '' })),
  lines: [{ segment: 'Premium', all: table, groups: [] }, { all: table, groups: [] }],
};

it('names periods', () => {
  expect(answer.brackets.map((bracket) => periodName('week', bracket))).toStrictEqual(['Week 0', 'Week 1', 'Week 2 to 4']);
});

it('draws what some cohort has finished', () => {
  const curves = curvesOf(answer);
  expect(curves.map(({ label, points }) => [label, points])).toStrictEqual([['Premium', [100, 25, null]], ['Everybody', [100, 25, null]]]);
  expect(periodsKnown(curves)).toBe(2);
  expect(periodsKnown([])).toBe(0);
});

describe('the darkest cell', () => {
  it('is the highest after the first period', () => {
    expect(darkest(answer)).toBe(0.25);
  });

  it('is the whole where nobody came back', () => {
    expect(darkest({ ...answer, lines: [] })).toBe(1);
  });
});

it('opens a cohort, and who of it came back', () => {
  expect(retentionCell(answer.lines[1]!, '2026-11-02T00:00:00Z')).toStrictEqual({ bucket: '2026-11-02T00:00:00Z' });
  expect(retentionCell(answer.lines[0]!, '2026-11-02T00:00:00Z', 2)).toStrictEqual({ bucket: '2026-11-02T00:00:00Z', segment: 'Premium', bracket: 2, returned: true });
});

it('writes each cell, without a rate where it is not over', () => {
  const lines = retentionCsv({ ...answer, lines: answer.lines.slice(0, 1) }).split('\r\n');
  expect(lines.slice(0, 4)).toStrictEqual([
    'segment,cohort,persons,week_from,week_to,returned,finished,rate',
    'Premium,2026-11-02,3,0,0,3,true,1',
    'Premium,2026-11-02,3,1,1,1,true,0.25',
    'Premium,2026-11-02,3,2,4,1,false,',
  ]);
  expect(lines).toHaveLength(8);
});
