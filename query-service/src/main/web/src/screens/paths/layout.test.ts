import { describe, expect, it } from 'vitest';
import { NODE_WIDTH, placed } from './layout';

const NODES = [
  { step: 0, persons: 10, kind: 'event' as const },
  { step: 1, persons: 3, kind: 'end' as const },
  { step: 1, persons: 2, kind: 'event' as const },
  { step: 1, persons: 5, kind: 'event' as const },
];
const LINKS = [{ source: 0, target: 1, persons: 3 }, { source: 0, target: 2, persons: 2 }, { source: 0, target: 3, persons: 5 }];

describe('a flow', () => {
  const { nodes, links } = placed(NODES, LINKS, { width: 410, height: 190, leftwards: false });

  it('has the most frequent event first and the end last', () => {
    expect(nodes.map(({ y }) => y)).toStrictEqual([0, 130, 80, 0]);
  });

  it('has one scale for all columns', () => {
    expect(nodes.map(({ height }) => height)).toStrictEqual([100, 30, 20, 50]);
    expect(links.map(({ width }) => width)).toStrictEqual([30, 20, 50]);
  });

  it('joins nodes along their sides, without gaps between links of one node', () => {
    expect(links[2]!.line).toBe('M10,25C105,25,105,25,200,25');
    expect(links[1]!.line).toBe('M10,60C105,60,105,90,200,90');
    expect(links[0]!.line).toBe('M10,85C105,85,105,145,200,145');
  });

  it('goes to the left when it is about what came before', () => {
    const before = placed(NODES, LINKS, { width: 410, height: 190, leftwards: true });
    expect(before.nodes.map(({ x }) => x)).toStrictEqual([200, 0, 0, 0]);
    expect(before.links[2]!.line).toBe('M' + 200 + ',25C' + [(200 + NODE_WIDTH) / 2, 25, (200 + NODE_WIDTH) / 2, 25, NODE_WIDTH, 25]);
  });

  it('keeps the rarest in sight', () => {
    const rare = placed([{ step: 0, persons: 1_000_000, kind: 'event' }, { step: 1, persons: 999_999, kind: 'event' }, { step: 1, persons: 1, kind: 'event' }], [{ source: 0, target: 2, persons: 1 }], { width: 300, height: 200, leftwards: false });
    expect(rare.nodes[2]!.height).toBe(1);
    expect(rare.links[0]!.width).toBe(1);
  });
});
