import { expect, it } from 'vitest';
import { changeInWords } from './change';

it.each([
  [112, 100, false, '+12% from X before'],
  [88.5, 100, false, '−11.5% from X before'],
  [100, 100, false, 'the same before'],
  [5, 0, false, 'X before'],
  [null, 5, false, 'X before'],
  [5, null, false, 'X before'],
  [34.5, 30, true, '+4.5 points from X before'],
  [4.5, 0, true, '+4.5 points from X before'],
])('%s after %s is told as "%s %s"', (now, before, share, words) => {
  expect(changeInWords(now, before, share, 'X')).toBe(words);
});
