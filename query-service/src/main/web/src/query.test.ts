import { describe, expect, it } from 'vitest';
import { escaped, queryText, scalarOf, scalarText, split, unescaped, type Scalar } from './query';

describe('scalars', () => {
  const values: Scalar[] = ['premium', '', 'null', 'true', '1', "'quoted", '1e5', '-2.5', 1, -2.5, 1e21, true, false, null, 'a~b*c!d', '日本 🎵'];

  it.each(values)('%j keeps its type', (value) => {
    expect(scalarOf(scalarText(value))).toStrictEqual(value);
  });

  it('writes plain texts plainly', () => {
    expect(scalarText('premium')).toBe('premium');
  });
});

describe('escapes', () => {
  it.each(['', 'plain', 'a~b', '!', '!~', '*!*', '~~'])('%j comes back', (text) => {
    expect(unescaped(escaped(text))).toBe(text);
  });

  it('splits only where a separator has its meaning', () => {
    expect(split([escaped('a~b'), escaped('c')].join('~'), '~').map(unescaped)).toEqual(['a~b', 'c']);
  });
});

describe('queryText', () => {
  it('leaves out what is undefined and escapes what an address cannot hold', () => {
    expect(queryText([['e', 'A & B'], ['x', undefined], ['r', '2026-11-01..2026-11-22']])).toBe('e=A+%26+B&r=2026-11-01..2026-11-22');
  });
});
