import { describe, expect, it } from 'vitest';
import type { Schemas } from '../api/client';
import { csvOf, rowsAsCsv } from './csv';
import { averageOf, completeBuckets, earlierOf, linesOf, slotsOf } from './lines';

const BUCKETS = [
  { date: '2026-11-21', start: '2026-11-21T00:00:00Z', end: '2026-11-22T00:00:00Z' },
  { date: '2026-11-22', start: '2026-11-22T00:00:00Z', end: '2026-11-23T00:00:00Z' },
];

function answer(series: unknown[]): Schemas['SegmentationAnswer'] {
  return { buckets: BUCKETS, series, segments: [], overlaps: [], interval: 'day' } as unknown as Schemas['SegmentationAnswer'];
}

const LINE = { total: { uniques: 5 }, points: [{ uniques: 3 }, {}] };

describe('lines', () => {
  it('are the segments of one event', () => {
    const lines = linesOf(answer([{ letter: 'A', event: 'Played', segment: 'Premium', line: LINE, groups: [] }, { letter: 'A', event: 'Played', segment: 'Free', line: LINE, groups: [] }]), 'uniques');
    expect(lines.map(({ label, slot, total, points }) => [label, slot, total, points])).toStrictEqual([
      ['Premium', 0, 5, [3, null]],
      ['Free', 1, 5, [3, null]],
    ]);
  });

  it('carry the event where there are several, and the group', () => {
    const group = { values: [{ property: 'plan', value: 'free', label: 'free' }], other: false, label: 'free', line: LINE };
    const other = { values: [], other: true, label: '(other)', line: LINE };
    const lines = linesOf(answer([{ letter: 'A', event: 'Played', line: LINE, groups: [group, other] }, { letter: 'B', event: 'Shared', line: LINE, groups: [group] }]), 'uniques');
    expect(lines.map(({ label }) => label)).toStrictEqual(['Played, free', 'Played, (other)', 'Shared, free']);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(3);
  });

  it('have a gap where a measure is undefined, never a zero', () => {
    expect(linesOf(answer([{ letter: 'A', event: 'Played', line: LINE, groups: [] }]), 'average')[0]!.points).toStrictEqual([null, null]);
  });
});

describe('earlier days', () => {
  const earlierBuckets = [
    { date: '2026-10-20', start: '2026-10-20T00:00:00Z', end: '2026-10-21T00:00:00Z' },
    { date: '2026-10-21', start: '2026-10-21T00:00:00Z', end: '2026-10-22T00:00:00Z' },
  ];
  const series = (segment: string, values: number[]) => ({ letter: 'A', event: 'Played', segment, groups: [], line: { total: { uniques: values.length }, points: values.map((uniques) => ({ uniques })) } });
  const compared = {
    ...answer([series('Free', [3, 4]), series('Premium', [7, 8])]),
    comparedTo: { range: { from: '2026-10-20', to: '2026-10-21' }, buckets: earlierBuckets, pairs: [{ bucket: 0, earlier: 1 }], series: [series('Free', [1, 2]), series('Premium', [5, 6])] },
  } as unknown as Schemas['SegmentationAnswer'];
  const lines = linesOf(compared, 'uniques');

  it('follow their line in its colour, each point at the bucket that it goes with', () => {
    expect(lines.map(({ label, slot, points }) => [label, slot, points])).toStrictEqual([
      ['Free', 1, [3, 4]],
      ['Free, before', 1, [2, null]],
      ['Premium', 0, [7, 8]],
      ['Premium, before', 0, [6, null]],
    ]);
    expect(earlierOf(lines, lines[2]!)?.label).toBe('Premium, before');
    expect(earlierOf(lines, lines[1]!)).toBeUndefined();
  });

  it('are in the CSV with their own dates, without those that go with none', () => {
    const rows = csvOf(lines.slice(0, 2), BUCKETS, 'uniques', new Date('2026-11-24T00:00:00Z')).trim().split('\r\n').slice(1);
    expect(rows).toStrictEqual([
      '2026-11-21T00:00:00Z,2026-11-22T00:00:00Z,true,Played,Free,,3',
      '2026-10-21T00:00:00Z,2026-10-22T00:00:00Z,true,Played,Free,,2',
      '2026-11-22T00:00:00Z,2026-11-23T00:00:00Z,true,Played,Free,,4',
    ]);
  });
});

describe('slots', () => {
  it('are blue for premium and green for free, in any order', () => {
    expect(slotsOf(['free', 'premium', 'enterprise'])).toStrictEqual([1, 0, 2]);
    expect(slotsOf(['Enterprise', 'Free'])).toStrictEqual([0, 1]);
  });

  it('begin again after eight', () => {
    expect(slotsOf(Array.from({ length: 10 }, (_, index) => 'v' + index))).toStrictEqual([0, 1, 2, 3, 4, 5, 6, 7, 0, 1]);
  });
});

it('a bucket is complete once its end is reached', () => {
  expect(completeBuckets(BUCKETS, new Date('2026-11-22T12:00:00Z'))).toBe(1);
  expect(completeBuckets(BUCKETS, new Date('2026-11-23T00:00:00Z'))).toBe(2);
});

it('the average leaves out what is undefined', () => {
  expect(averageOf([2, null, 4])).toBe(3);
  expect(averageOf([null])).toBeNull();
});

describe('CSV', () => {
  it('has a row for each bucket and line, ISO dates, empty where undefined', () => {
    const lines = linesOf(answer([{ letter: 'A', event: 'Played, "live"', segment: 'Free', line: LINE, groups: [] }]), 'uniques');
    expect(csvOf(lines, BUCKETS, 'uniques', new Date('2026-11-22T12:00:00Z')).split('\r\n')).toStrictEqual([
      'bucket_start,bucket_end,complete,event,segment,group,uniques',
      '2026-11-21T00:00:00Z,2026-11-22T00:00:00Z,true,"Played, ""live""",Free,,3',
      '2026-11-22T00:00:00Z,2026-11-23T00:00:00Z,false,"Played, ""live""",Free,,',
      '',
    ]);
  });

  it('keeps a spreadsheet from running what somebody sent', () => {
    expect(rowsAsCsv([['=1+1', '@x', '-cmd', '-2.5', '+3']])).toBe("'=1+1,'@x,'-cmd,-2.5,'+3\r\n");
  });
});
