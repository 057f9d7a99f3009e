import { expect, it } from 'vitest';
import { longer, rangeInWords, rangeOf, rangeText } from './range';

it.each(['24h', '30d', '12w', '6m', '2026-11-01..2026-11-22'])('%s comes back', (text) => {
  expect(rangeText(rangeOf(text)!)).toBe(text);
});

it.each(['', '0d', '30', 'd', '2026-11-22..2026-11-01', '2026-11-01'])('%j is no range', (text) => {
  expect(rangeOf(text)).toBeUndefined();
});

it('says it in words', () => {
  expect(rangeInWords({ last: '30d' })).toBe('Last 30 days');
  expect(rangeInWords({ last: '45d' })).toBe('Last 45 days');
});

it('offers a longer time until there is none', () => {
  expect(longer({ last: '30d' })).toStrictEqual({ last: '90d' });
  expect(longer({ last: '12m' })).toBeUndefined();
  expect(longer({ from: '2026-11-01', to: '2026-11-02' })).toBeUndefined();
});
