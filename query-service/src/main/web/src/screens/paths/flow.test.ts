import { expect, it } from 'vitest';
import { coloursOf, comparisonsOf, linkCell, nodeCell, pathsCsv } from './flow';

const NODES = [
  { step: 0, kind: 'event' as const, event: 'View', label: 'View', persons: 4 },
  { step: 1, kind: 'event' as const, event: 'Cart', label: 'Cart', persons: 2 },
  { step: 1, kind: 'end' as const, label: '(end)', persons: 1 },
  { step: 2, kind: 'event' as const, event: 'View', label: 'View', persons: 1 },
  { step: 2, kind: 'other' as const, label: '(other)', persons: 1 },
];
const LINKS = [{ source: 0, target: 1, persons: 2 }, { source: 0, target: 2, persons: 1 }, { source: 1, target: 4, persons: 1 }];

it('gives an event one colour at every step, and none to what is no event', () => {
  expect(coloursOf(NODES, NODES)).toStrictEqual([0, 1, undefined, 0, undefined]);
  expect(coloursOf(NODES.slice(1, 3), NODES)).toStrictEqual([1, undefined]);
});

it('names the persons of a node and of a link', () => {
  expect(nodeCell(NODES[0]!)).toStrictEqual({ step: 0 });
  expect(nodeCell(NODES[2]!)).toStrictEqual({ step: 1, node: { kind: 'end' } });
  expect(linkCell({ nodes: NODES, links: LINKS }, LINKS[2]!)).toStrictEqual({ step: 2, node: { kind: 'other' }, from: { kind: 'event', event: 'Cart' } });
});

it('has a row for each link', () => {
  const free = { segment: 'Free', persons: 1, nodes: [{ ...NODES[0]!, persons: 1 }, { ...NODES[2]!, persons: 1 }], links: [{ source: 0, target: 1, persons: 1 }] };
  expect(pathsCsv({ nodes: NODES, links: LINKS, segments: [free] })).toBe('segment,step,from,to,persons\r\n,1,View,Cart,2\r\n,1,View,(end),1\r\n,2,Cart,(other),1\r\nFree,1,View,(end),1\r\n');
});

it('tells real differences first, each with its node', () => {
  const comparison = (verdict: string) => ({ name: 'premium', verdict }) as never;
  const node = (step: number, verdict: string) => ({ step, kind: 'event', label: 'Cart', baseline: { name: 'free' }, compared: [comparison(verdict)] }) as never;
  expect(comparisonsOf({ comparisons: [node(1, 'insufficient data'), node(2, 'different')] })).toStrictEqual([
    { about: 'Cart, step 2', baseline: 'free', compared: [comparison('different')] },
    { about: 'Cart, step 1', baseline: 'free', compared: [comparison('insufficient data')] },
  ]);
});
