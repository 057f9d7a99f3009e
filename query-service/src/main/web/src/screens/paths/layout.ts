/** A node or a link of a flow, as much of it as its place hangs on. */
export interface FlowNode {
  step: number;
  persons: number;
  kind: 'event' | 'other' | 'end';
}

export interface FlowLink {
  source: number;
  target: number;
  persons: number;
}

export interface Size {
  width: number;
  height: number;
  /** Steps go to the left instead of the right. */
  leftwards: boolean;
}

export interface Placed {
  /** In the order of the nodes: the upper left corner. */
  nodes: { x: number; y: number; height: number }[];
  /** In the order of the links: a line along its middle, and how thick it is. */
  links: { line: string; width: number }[];
}

export const NODE_WIDTH = 10;
/** Between two nodes above each other: room for a label of two lines. */
const GAP = 30;
const THINNEST = 1;
const LAST: Record<FlowNode['kind'], number> = { event: 0, other: 1, end: 2 };

/**
 * Where everything of a flow goes: a column for each step, in it the most frequent first and what is
 * no event last, heights in proportion to persons over all columns alike.
 */
export function placed(nodes: FlowNode[], links: FlowLink[], { width, height, leftwards }: Size): Placed {
  const steps = Math.max(0, ...nodes.map(({ step }) => step));
  const columns = Array.from({ length: steps + 1 }, (_, step) =>
    nodes
      .map((node, index) => ({ ...node, index }))
      .filter((node) => node.step === step)
      .sort((a, b) => LAST[a.kind] - LAST[b.kind] || b.persons - a.persons || a.index - b.index),
  );
  const scale = Math.min(...columns.filter((column) => column.length > 0).map((column) => (height - GAP * column.length) / sum(column)));
  const apart = (width - NODE_WIDTH) / (steps + 1);
  const places: Placed['nodes'] = [];
  columns.forEach((column, step) => {
    let y = 0;
    for (const { index, persons } of column) {
      places[index] = { x: apart * (leftwards ? steps - step : step), y, height: Math.max(persons * scale, THINNEST) };
      y += places[index].height + GAP;
    }
  });
  return { nodes: places, links: bands(nodes, links, places, scale) };
}

/** Links leave and reach a node one below the other, in the order of the places that they join. */
function bands(nodes: FlowNode[], links: FlowLink[], places: Placed['nodes'], scale: number): Placed['links'] {
  const left = nodes.map(() => 0);
  const reached = nodes.map(() => 0);
  const placedLinks: Placed['links'] = [];
  const inOrder = links
    .map((link, index) => ({ ...link, index }))
    .sort((a, b) => places[a.source]!.y - places[b.source]!.y || places[a.target]!.y - places[b.target]!.y);
  for (const { source, target, persons, index } of inOrder) {
    const width = Math.max(persons * scale, THINNEST);
    const [from, to] = [places[source]!, places[target]!];
    const y0 = from.y + left[source]! + width / 2;
    const y1 = to.y + reached[target]! + width / 2;
    left[source]! += width;
    reached[target]! += width;
    const [x0, x1] = from.x < to.x ? [from.x + NODE_WIDTH, to.x] : [from.x, to.x + NODE_WIDTH];
    const middle = (x0 + x1) / 2;
    placedLinks[index] = { line: 'M' + [x0, y0].map(round) + 'C' + [middle, y0, middle, y1, x1, y1].map(round), width };
  }
  return placedLinks;
}

function sum(column: { persons: number }[]): number {
  return column.reduce((all, { persons }) => all + persons, 0);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
