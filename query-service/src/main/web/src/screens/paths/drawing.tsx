import { useEffect, useRef, useState } from 'preact/hooks';
import type { Schemas } from '../../api/client';
import { number } from '../../format';
import { theme } from '../../theme';
import { coloursOf, type Paths } from './flow';
import { NODE_WIDTH, placed } from './layout';

const COLUMN_MIN = 150;
const HEIGHT = 420;
/** Of the widest labels: a label must not reach the next step. */
const CHARACTER = 8.4;
const TAIL = 7;
const FONT = 'Inter, system-ui, sans-serif';

/**
 * The flow as ribbons between steps. For the pointer: the table below it has the same numbers, for keys and
 * for reading aloud.
 */
export function Flow({ answer, everybody, leftwards, onNode, onLink }: {
  answer: Paths;
  /** Of whom colours are: an event keeps its own from one segment to the next. */
  everybody: Schemas['Node'][];
  leftwards: boolean;
  onNode: (node: Schemas['Node']) => void;
  onLink: (link: Schemas['Link']) => void;
}) {
  const element = useRef<HTMLDivElement>(null);
  const [outer, setOuter] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(() => setOuter(element.current?.clientWidth ?? 0));
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, []);
  // a narrow screen shows the anchor first, wherever it stands
  useEffect(() => {
    if (outer > 0) element.current!.scrollLeft = leftwards ? element.current!.scrollWidth : 0;
  }, [outer, leftwards, answer]);
  const steps = Math.max(...answer.nodes.map(({ step }) => step)) + 1;
  const width = Math.max(outer, steps * COLUMN_MIN);
  const { nodes, links } = placed(answer.nodes, answer.links, { width, height: HEIGHT, leftwards });
  const colours = useColours(answer.nodes, everybody);
  const room = Math.floor(((width - NODE_WIDTH) / steps - NODE_WIDTH - 12) / CHARACTER);
  return (
    <div class="flow" ref={element} tabIndex={0} role="region" aria-label="Flow">
      <div class="chart-drawing flow-drawing" aria-hidden="true">
        {outer > 0 && (
          <svg width={width} height={HEIGHT} viewBox={'0 0 ' + width + ' ' + HEIGHT}>
            {answer.links.map((link, index) => (
              <path key={'link' + index} class="flow-link" d={links[index]!.line} fill="none" stroke={colours.of[link.source]} stroke-opacity="0.3" stroke-width={links[index]!.width} onClick={() => onLink(link)}>
                <title>{answer.nodes[link.source]!.label + ' → ' + answer.nodes[link.target]!.label + ': ' + number(link.persons)}</title>
              </path>
            ))}
            {answer.nodes.map((node, index) => {
              const { x, y, height } = nodes[index]!;
              return (
                <g key={'node' + index} class="flow-node" onClick={() => onNode(node)}>
                  <rect x={x} y={y} width={NODE_WIDTH} height={height} rx="2" fill={colours.of[index]} />
                  <text x={x + NODE_WIDTH + 5} y={y + 11} font-family={FONT} font-size="12" font-weight="600" fill={colours.text}>{cut(node.label, room)}</text>
                  <text x={x + NODE_WIDTH + 5} y={y + 25} font-family={FONT} font-size="11.5" fill={colours.soft}>{number(node.persons)}</text>
                  <title>{node.label + ': ' + number(node.persons)}</title>
                </g>
              );
            })}
          </svg>
        )}
      </div>
    </div>
  );
}

/** As values, so that the picture keeps them when it is saved. */
function useColours(nodes: Schemas['Node'][], everybody: Schemas['Node'][]): { of: string[]; text: string; soft: string } {
  const [read, setRead] = useState<(name: string) => string>(() => () => '');
  useEffect(() => {
    const style = getComputedStyle(document.documentElement);
    const values = new Map(['--s1', '--s2', '--s3', '--s4', '--s5', '--s6', '--s7', '--s8', '--tx', '--tx2', '--tx3', '--line2'].map((name) => [name, style.getPropertyValue(name).trim()]));
    setRead(() => (name: string) => values.get(name) ?? '');
  }, [theme.value]);
  const slots = coloursOf(nodes, everybody);
  return {
    of: nodes.map(({ kind }, index) => (slots[index] === undefined ? read(kind === 'end' ? '--line2' : '--tx3') : read('--s' + (slots[index]! + 1)))),
    text: read('--tx'),
    soft: read('--tx2'),
  };
}

/** Names that begin alike often end differently. */
function cut(text: string, room: number): string {
  return text.length <= room ? text : text.slice(0, Math.max(room - TAIL - 1, 1)) + '…' + text.slice(-TAIL);
}
