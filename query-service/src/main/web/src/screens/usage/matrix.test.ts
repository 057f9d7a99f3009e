import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client';
import { matrixChoice, matrixCsv, usageMatrix } from './matrix';

const AROUND = { range: { from: '2026-11-01', to: '2026-11-22' }, meta: { asOf: '2026-11-22T10:00:00Z' } };
const COMPARISON = { verdict: 'different', sentence: 'They are.', adjustedPValue: 0.01 };

const BY_VALUE = {
  ...AROUND, by: 'plan', activeUsers: 5,
  segments: [{ value: 'free', label: 'free', other: false, activeUsers: 4 }, { value: null, label: '(other)', other: true, activeUsers: 1 }],
  features: [{ event: 'Played', users: 3, totals: 6, cells: [{ users: 2, totals: 4, share: 0.5, timesPerUser: 2, lift: 0.5, comparison: COMPARISON }, { users: 1, totals: 2, share: 1, timesPerUser: 2, comparison: COMPARISON }] }],
} as unknown as Schemas['FeatureUsageAnswer'];

const BY_SEGMENT = {
  ...AROUND, activeUsers: 5,
  segments: ['Loyal', 'Free'].map((segment) => ({ segment, value: null, label: segment, other: false, activeUsers: 4 })),
  features: [{ event: 'Played', users: 3, totals: 6, cells: [1, 2].map((users) => ({ users, totals: 4, share: 0.5, timesPerUser: 2, lift: 0.5, comparison: COMPARISON })) }],
} as unknown as Schemas['FeatureUsageAnswer'];

describe('by the values of a property', () => {
  const matrix = usageMatrix(BY_VALUE, { by: 'plan', last: '30d' });

  it('leads to the persons of a cell, a column, a row', () => {
    expect(matrix.rows[0]!.cells[0]!.cell).toStrictEqual({ event: 'Played', group: { values: ['free'] } });
    expect(matrix.rows[0]!.cells[1]!.cell).toStrictEqual({ event: 'Played', group: { other: true } });
    expect(matrix.columns[0]!.cell).toStrictEqual({ group: { values: ['free'] } });
    expect(matrixChoice(matrix, 'Played', matrix.rows[0]!.cell).question).toStrictEqual({ by: 'plan', from: '2026-11-01', to: '2026-11-22', asOfReceived: '2026-11-22T10:00:00Z' });
  });

  it('makes a chart of its values, and none of the others together', () => {
    expect(matrix.columns.map(({ segment }) => segment?.where)).toStrictEqual([[{ of: 'user', property: 'plan', op: 'is', values: ['free'] }], undefined]);
  });

  it('is a row for each cell in the CSV', () => {
    expect(matrixCsv(matrix).split('\r\n').slice(0, 2)).toStrictEqual([
      'event,plan,segment_active_users,users,totals,share,times_per_user,lift,verdict,adjusted_p_value',
      'Played,free,4,2,4,0.5,2,0.5,different,0.01',
    ]);
  });
});

it('by segments leads to the persons of each, and to a chart of them', () => {
  const matrix = usageMatrix(BY_SEGMENT, { segments: [{ name: 'Loyal', segment: 'loyal' }, { name: 'Free' }] });
  expect(matrix.by).toBe('segment');
  expect(matrix.rows[0]!.cells.map(({ users, cell }) => [users, cell])).toStrictEqual([
    [1, { event: 'Played', segment: 'Loyal' }],
    [2, { event: 'Played', segment: 'Free' }],
  ]);
  expect(matrix.columns.map(({ label, segment, cell }) => [label, segment?.saved, cell])).toStrictEqual([['Loyal', 'loyal', { segment: 'Loyal' }], ['Free', undefined, { segment: 'Free' }]]);
});
