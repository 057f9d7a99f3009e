import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { theme } from '../theme';
import { Swatch } from '../ui/icon';
import { pointedAt } from './hit';
import type { Drawing, Drawn } from './lineChart';
import type { Line } from './lines';

const NARROW = 640;
const LISTED = 12;

/** The library that draws, in a chunk of its own: whoever will draw says so early. */
export const loadChart = () => import('./lineChart');

/**
 * A chart over time, drawn by a library that is loaded with the first one. The pointer and the arrow
 * keys move along the buckets; the values there are shown and spoken.
 */
export function TimeChart({ lines, labels, titles, kind, percent, valueOf, onOpen, describe }: {
  lines: Line[];
  labels: string[];
  titles: string[];
  kind: Drawing['kind'];
  percent: boolean;
  valueOf: (value: number | null) => string;
  /** A click, or Enter, at a bucket: on the line nearest to it. */
  onOpen?: (line: Line, bucket: number) => void;
  describe: string;
}) {
  const element = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | undefined>(undefined);
  const [at, setAt] = useState<{ bucket: number; x: number }>();
  const [chosen, setChosen] = useState<string>();
  const [width, setWidth] = useState(0);
  const key = useMemo(
    () => JSON.stringify([lines.map(({ key: own, label, points, slot }) => [own, label, points, slot]), labels, kind, percent, width, theme.value]),
    [lines, labels, kind, percent, width, theme.value],
  );

  useEffect(() => {
    const observer = new ResizeObserver(() => setWidth(element.current?.clientWidth ?? 0));
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (width === 0) return undefined;
    let gone = false;
    void loadChart().then(({ draw }) => {
      if (gone || !element.current) return;
      drawn.current?.dispose();
      drawn.current = draw(element.current, { lines, labels, kind, narrow: width < NARROW, percent });
      setAt(undefined);
    });
    return () => {
      gone = true;
    };
  }, [key]);
  useEffect(() => () => drawn.current?.dispose(), []);

  const moveTo = (bucket: number) => {
    if (drawn.current) setAt({ bucket, x: drawn.current.xOf(bucket) });
  };
  const ranked = at ? [...lines].sort((a, b) => (b.points[at.bucket] ?? -1) - (a.points[at.bucket] ?? -1)) : [];
  const chosenLine = ranked.find(({ key: own }) => own === chosen) ?? ranked[0];
  const choose = (step: number) => {
    const place = ranked.findIndex(({ key: own }) => own === chosenLine?.key);
    setChosen(ranked[(place + step + ranked.length) % Math.max(ranked.length, 1)]?.key);
  };
  const openChosen = () => {
    if (at && chosenLine && (chosenLine.points[at.bucket] ?? 0) !== 0) onOpen?.(chosenLine, at.bucket);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = labels.length - 1;
    const bucket = at?.bucket ?? last;
    if (event.key === 'ArrowLeft') moveTo(at ? Math.max(bucket - 1, 0) : last);
    else if (event.key === 'ArrowRight') moveTo(at ? Math.min(bucket + 1, last) : last);
    else if (event.key === 'Home') moveTo(0);
    else if (event.key === 'End') moveTo(last);
    else if (event.key === 'ArrowDown' && at) choose(1);
    else if (event.key === 'ArrowUp' && at) choose(-1);
    else if (event.key === 'Escape') setAt(undefined);
    else if (event.key === 'Enter' && at && onOpen) openChosen();
    else return;
    event.preventDefault();
  };
  /** What the pointer is at: whether it was there already. */
  const point = (event: MouseEvent): boolean => {
    const here = drawn.current;
    const { left, top } = element.current!.getBoundingClientRect();
    const x = event.clientX - left;
    const bucket = here?.bucketAt(x);
    if (here === undefined || bucket === undefined) {
      setAt(undefined);
      return false;
    }
    const index = pointedAt(lines.map(({ points }) => points[bucket] ?? null), kind, {
      dx: x - here.xOf(bucket),
      value: here.valueAt(event.clientY - top),
      bucketWidth: labels.length > 1 ? here.xOf(1) - here.xOf(0) : width,
    });
    const line = index === undefined ? undefined : lines[index]!.key;
    const there = bucket === at?.bucket && line === chosenLine?.key;
    if (bucket !== at?.bucket) moveTo(bucket);
    if (line !== chosen) setChosen(line);
    return there;
  };
  // a finger has no way to look without touching: the first touch shows, the second opens
  const onClick = (event: MouseEvent) => {
    if (onOpen && point(event)) openChosen();
  };
  const spoken = at ? titles[at.bucket] + ': ' + ranked.map((line) => line.label + ' ' + valueOf(line.points[at.bucket] ?? null)).join(', ') : '';
  const right = at !== undefined && at.x > width / 2;

  return (
    <div class={'chart' + (onOpen ? ' opens' : '')} tabIndex={0} role="group" aria-roledescription="chart" aria-label={describe} onKeyDown={onKeyDown} onPointerMove={(event) => void (event.pointerType !== 'touch' && point(event))} onPointerLeave={(event) => void (event.pointerType !== 'touch' && setAt(undefined))} onClick={onClick} onBlur={() => setAt(undefined)}>
      <div class="chart-drawing" ref={element} aria-hidden="true" />
      {at && drawn.current && (
        <>
          <i class="cursor" style={{ left: at.x + 'px', top: drawn.current.top + 'px', height: drawn.current.bottom - drawn.current.top + 'px' }} />
          <div class="tooltip" aria-hidden="true" style={right ? { right: width - at.x + 14 + 'px' } : { left: at.x + 14 + 'px' }}>
            <p>{titles[at.bucket]}</p>
            {listed(ranked, chosenLine).map((line) => (
              <div key={line.key} class={line === chosenLine && onOpen ? 'chosen' : ''}>
                <Swatch slot={line.slot} earlier={line.earlier !== undefined} />
                <span>{line.label}</span>
                <b>{valueOf(line.points[at.bucket] ?? null)}</b>
              </div>
            ))}
            {ranked.length > LISTED && <p class="rest">and {ranked.length - LISTED} more in the table</p>}
            {onOpen && <p class="rest">Click, or Enter, for the people</p>}
          </div>
        </>
      )}
      <span class="sr" aria-live="polite">{spoken}</span>
    </div>
  );
}

/** The highest, and the chosen one also where it is not among them. */
function listed(ranked: Line[], chosen: Line | undefined): Line[] {
  const first = ranked.slice(0, LISTED);
  return chosen === undefined || first.includes(chosen) ? first : [...first.slice(0, LISTED - 1), chosen];
}
