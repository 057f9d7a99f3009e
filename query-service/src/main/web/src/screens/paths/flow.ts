import type { Schemas } from '../../api/client';
import { rowsAsCsv } from '../../chart/csv';

/** The paths of everybody, or of a segment. */
export type Paths = Pick<Schemas['PathsAnswer'], 'nodes' | 'links' | 'persons'>;

type Answer = Pick<Paths, 'nodes' | 'links'>;
type Node = Schemas['Node'];

const COLOURS = 8;

/** A colour for each event, the same at every step and in every segment; none for what is no event. */
export function coloursOf(nodes: Node[], everybody: Node[]): (number | undefined)[] {
  const slots = new Map<string, number>();
  for (const { event } of everybody) {
    if (event !== undefined && !slots.has(event)) slots.set(event, slots.size % COLOURS);
  }
  return nodes.map(({ event }) => (event === undefined ? undefined : slots.get(event)));
}

/** The persons of a node. */
export function nodeCell(node: Node): Schemas['PeopleCell'] {
  return node.step === 0 ? { step: 0 } : { step: node.step, node: pathNode(node) };
}

/** The persons who went along a link. */
export function linkCell({ nodes }: Answer, link: Schemas['Link']): Schemas['PeopleCell'] {
  const [from, to] = [nodes[link.source]!, nodes[link.target]!];
  return { step: to.step, node: pathNode(to), from: pathNode(from) };
}

function pathNode({ kind, event }: Node): Schemas['PathNode'] {
  return event === undefined ? { kind } : { kind, event };
}

/** The verdicts on segments at each node, real differences first. */
export function comparisonsOf({ comparisons }: Pick<Schemas['PathsAnswer'], 'comparisons'>): { about: string; baseline: string; compared: Schemas['Comparison'][] }[] {
  return comparisons
    .flatMap(({ step, label, baseline, compared }) => compared.map((each) => ({ about: label + ', step ' + step, baseline: baseline.name, compared: [each] })))
    .sort((a, b) => Number(b.compared[0]!.verdict === 'different') - Number(a.compared[0]!.verdict === 'different'));
}

/** A row for each link, of everybody and then of each segment. */
export function pathsCsv({ nodes, links, segments }: Answer & { segments: Schemas['SegmentPaths'][] }): string {
  const rows = [{ segment: '', nodes, links }, ...segments].flatMap((of) =>
    of.links.map(({ source, target, persons }) => [of.segment, String(of.nodes[target]!.step), of.nodes[source]!.label, of.nodes[target]!.label, String(persons)]));
  return rowsAsCsv([['segment', 'step', 'from', 'to', 'persons'], ...rows]);
}
