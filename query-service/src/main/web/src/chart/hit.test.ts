import { describe, expect, it } from 'vitest';
import { pointedAt } from './hit';

const middle = { dx: 0, bucketWidth: 40 };

describe('what the pointer is at', () => {
  it('is the nearest line, above or below', () => {
    expect(pointedAt([10, 30, null], 'line', { ...middle, value: 19 })).toBe(0);
    expect(pointedAt([10, 30, null], 'line', { ...middle, value: 21 })).toBe(1);
    expect(pointedAt([10, 30, null], 'line', { ...middle, value: 900 })).toBe(1);
  });

  it('is the stacked area that holds the value', () => {
    expect(pointedAt([10, null, 30], 'area', { ...middle, value: 10 })).toBe(0);
    expect(pointedAt([10, null, 30], 'area', { ...middle, value: 11 })).toBe(2);
    expect(pointedAt([10, null, 30], 'area', { ...middle, value: 99 })).toBe(2);
  });

  it('is the part of a stack that holds the value, above the axis or below', () => {
    expect(pointedAt([10, 30, -5], 'stack', { ...middle, value: 11 })).toBe(1);
    expect(pointedAt([10, 30, -5], 'stack', { ...middle, value: 99 })).toBe(1);
    expect(pointedAt([10, 30, -5], 'stack', { ...middle, value: -1 })).toBe(2);
    expect(pointedAt([10, 30, 0], 'stack', { ...middle, value: -1 })).toBeUndefined();
  });

  it('is the bar under it, from left to right', () => {
    expect(pointedAt([1, 2], 'bar', { ...middle, dx: -1, value: 0 })).toBe(0);
    expect(pointedAt([1, 2], 'bar', { ...middle, dx: 1, value: 0 })).toBe(1);
    expect(pointedAt([1, 2], 'bar', { ...middle, dx: -500, value: 0 })).toBe(0);
    expect(pointedAt([1, null], 'bar', { ...middle, dx: 1, value: 0 })).toBeUndefined();
  });

  it('is nothing where nothing is defined', () => {
    expect(pointedAt([null], 'line', { ...middle, value: 1 })).toBeUndefined();
  });
});
