import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import { conversionLines, funnelCsv, laneCell, lanesOf } from './lanes';

const line = (counts: number[], points: number[][] = []): Schemas['FunnelLine'] => ({
  steps: counts.map((count, index) => ({ count, fromFirst: count / counts[0]!, ...(index === 0 ? {} : { fromPrevious: count / counts[index - 1]!, times: { sincePreviousMs: [1500], sinceFirstMs: [2500.5] } }) })),
  points,
});

const answer = (segments: Schemas['FunnelSegment'][]) => ({ segments, steps: ['View', 'Buy'] }) as Schemas['FunnelAnswer'];

const BESIDE = answer([
  { segment: 'Premium', line: line([10, 4], [[6, 3], [0, 0], [4, 1]]), groups: [] },
  { segment: 'Free', line: line([20, 1]), groups: [] },
]);

const GROUPED = answer([
  {
    line: line([10, 4]),
    groups: [
      { value: { property: 'plan', value: null, label: '(none)' }, other: false, notReached: false, label: '(none)', line: line([7, 2]) },
      { other: true, notReached: false, label: '(other)', line: line([3, 2]) },
    ],
  },
]);

describe('the lanes of a funnel', () => {
  it('are the segments, in their colours', () => {
    expect(lanesOf(BESIDE).map(({ name, slot }) => [name, slot])).toStrictEqual([['Premium', 0], ['Free', 1]]);
  });

  it('are the groups where there are some', () => {
    expect(lanesOf(GROUPED).map(({ name, steps }) => [name, steps[1]!.count])).toStrictEqual([['(none)', 2], ['(other)', 2]]);
  });
});

describe('the people of a bar', () => {
  it('are those of a segment who dropped out', () => {
    expect(laneCell(lanesOf(BESIDE)[1]!, 0, true)).toStrictEqual({ step: 1, dropped: true, segment: 'Free' });
  });

  it('are those of a group in a bucket', () => {
    expect(laneCell(lanesOf(GROUPED)[0]!, 1, false, '2026-11-02T00:00:00Z')).toStrictEqual({ step: 2, bucket: '2026-11-02T00:00:00Z', group: { values: [null] } });
    expect(laneCell(lanesOf(GROUPED)[1]!, 0, false)).toStrictEqual({ step: 1, group: { other: true } });
  });
});

it('converts over time, and not at all where nobody began', () => {
  const [premium] = conversionLines(lanesOf(BESIDE));
  expect(premium!.total).toBe(40);
  expect(premium!.points).toStrictEqual([50, null, 25]);
});

it('writes each step of each lane', () => {
  expect(funnelCsv(BESIDE.steps, lanesOf(BESIDE)).split('\r\n')).toStrictEqual([
    'step,event,segment,group,persons,from_first,from_previous,median_ms_since_previous,median_ms_since_first',
    '1,View,Premium,,10,1,,,',
    '1,View,Free,,20,1,,,',
    '2,Buy,Premium,,4,0.4,0.4,1500,2500.5',
    '2,Buy,Free,,1,0.05,0.05,1500,2500.5',
    '',
  ]);
});
