import { expect, it } from 'vitest';
import { verdictText } from './verdicts';

it.each([
  [{ verdict: 'different' }, 'different', 'different'],
  [{ verdict: 'no evidence of a difference', moreNeeded: 6070 }, 'no evidence of a difference', 'no evidence'],
  [{ verdict: 'insufficient data', moreNeeded: 23_240 }, 'insufficient data: about 23,240 more persons', 'insufficient data: ~23.2K more'],
  [{ verdict: 'insufficient data', moreNeeded: 1 }, 'insufficient data: about 1 more person', 'insufficient data: ~1 more'],
  [{ verdict: 'insufficient data' }, 'insufficient data', 'insufficient data'],
] as const)('says %o as it is', (comparison, long, brief) => {
  expect(verdictText(comparison, false)).toBe(long);
  expect(verdictText(comparison, true)).toBe(brief);
});
