import { expect, test } from 'vitest';
import { atMost } from './turns';

const NEVER = new AbortController().signal;

function asks() {
  const begun: string[] = [];
  const ends = new Map<string, { resolve: () => void; reject: () => void }>();
  const ask = (name: string) => () =>
    new Promise<string>((resolve, reject) => {
      begun.push(name);
      ends.set(name, { resolve: () => resolve(name), reject: () => reject(new Error(name)) });
    });
  return { begun, ends, ask };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('asks as many at once as may be, and the next one when one has ended', async () => {
  const { begun, ends, ask } = asks();
  const inTurn = atMost(2);
  const all = ['a', 'b', 'c', 'd'].map((name) => inTurn(NEVER, ask(name)).catch((error: Error) => 'failed ' + error.message));
  await settled();
  expect(begun).toEqual(['a', 'b']);
  ends.get('b')!.reject();
  await settled();
  expect(begun).toEqual(['a', 'b', 'c']);
  for (const name of ['a', 'c']) ends.get(name)!.resolve();
  await settled();
  ends.get('d')!.resolve();
  expect(await Promise.all(all)).toEqual(['a', 'failed b', 'c', 'd']);
});

test('one that was given up while it waited is never asked, and holds nobody up', async () => {
  const { begun, ends, ask } = asks();
  const inTurn = atMost(1);
  const givenUp = new AbortController();
  const first = inTurn(NEVER, ask('a'));
  const second = inTurn(givenUp.signal, ask('b')).catch((error: Error) => error.name);
  const third = inTurn(NEVER, ask('c'));
  givenUp.abort();
  ends.get('a')!.resolve();
  await first;
  expect(await second).toBe('AbortError');
  await settled();
  expect(begun).toEqual(['a', 'c']);
  ends.get('c')!.resolve();
  await third;
});
