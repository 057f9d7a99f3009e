import { describe, expect, it } from 'vitest';
import { asAnswered, personPath, segmentationCell } from './people';

it('asks again for the dates and the moment of the answer', () => {
  const answer = { range: { from: '2026-11-01', to: '2026-11-22' }, meta: { asOf: '2026-11-22T09:41:00Z' } };
  expect(asAnswered({ events: ['A'], last: '30d' }, answer)).toStrictEqual({
    events: ['A'], from: '2026-11-01', to: '2026-11-22', asOfReceived: '2026-11-22T09:41:00Z',
  });
  expect(asAnswered({ from: '2026-01-01', to: '2026-01-02' }, { ...answer, meta: {} })).toStrictEqual({ from: '2026-11-01', to: '2026-11-22' });
});

it('asks again for the last hours, which dates cannot say', () => {
  const answer = { range: { from: '2026-11-21', to: '2026-11-22' }, meta: { asOf: '2026-11-22T09:41:00Z' } };
  expect(asAnswered({ last: '24h' }, answer)).toStrictEqual({ last: '24h', asOfReceived: '2026-11-22T09:41:00Z' });
});

describe('the cell of a line', () => {
  const line = { letter: 'B', segment: undefined, group: [], other: false };

  it('is the whole range without a bucket', () => {
    expect(segmentationCell(line)).toStrictEqual({ series: 'B' });
  });

  it('names segment, bucket and the typed values of the group', () => {
    expect(segmentationCell({ ...line, segment: 'Premium', group: [{ value: null }, { value: 1 }] }, '2026-11-02T00:00:00Z')).toStrictEqual({
      series: 'B', segment: 'Premium', bucket: '2026-11-02T00:00:00Z', group: { values: [null, 1] },
    });
  });

  it('is of the earlier days where the line is theirs', () => {
    expect(segmentationCell({ ...line, earlier: {} }, '2026-10-02T00:00:00Z')).toStrictEqual({ series: 'B', bucket: '2026-10-02T00:00:00Z', compared: true });
  });

  it('is that of the others', () => {
    expect(segmentationCell({ ...line, other: true, group: [{ value: 'x' }] })).toStrictEqual({ series: 'B', group: { other: true } });
  });
});

it('leads to users and devices', () => {
  expect(personPath('user', 'a/b')).toBe('/people/a%2Fb');
  expect(personPath('device', 'd')).toBe('/people/d?kind=device');
});
