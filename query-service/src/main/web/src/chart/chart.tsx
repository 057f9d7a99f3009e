import { useEffect, useRef, useState } from 'preact/hooks';
import { theme } from '../theme';
import { Swatch } from '../ui/icon';
import type { Drawing, Drawn } from './lineChart';
import type { Line } from './lines';

const NARROW = 640;

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
  const [chosen, setChosen] = useState(0);
  const [width, setWidth] = useState(0);
  const key = JSON.stringify([lines.map(({ key: own, label, points, slot }) => [own, label, points, slot]), labels, kind, percent, width, theme.value]);

  useEffect(() => {
    const observer = new ResizeObserver(() => setWidth(element.current?.clientWidth ?? 0));
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (width === 0) return undefined;
    let gone = false;
    void import('./lineChart').then(({ draw }) => {
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
  const ranked = at ? [...lines].filter((line) => line.points[at.bucket] !== undefined).sort((a, b) => (b.points[at.bucket] ?? -1) - (a.points[at.bucket] ?? -1)) : [];
  const onKeyDown = (event: KeyboardEvent) => {
    const last = labels.length - 1;
    const bucket = at?.bucket ?? last;
    if (event.key === 'ArrowLeft') moveTo(at ? Math.max(bucket - 1, 0) : last);
    else if (event.key === 'ArrowRight') moveTo(at ? Math.min(bucket + 1, last) : last);
    else if (event.key === 'Home') moveTo(0);
    else if (event.key === 'End') moveTo(last);
    else if (event.key === 'ArrowDown') setChosen((chosen + 1) % Math.max(ranked.length, 1));
    else if (event.key === 'ArrowUp') setChosen((chosen - 1 + ranked.length) % Math.max(ranked.length, 1));
    else if (event.key === 'Escape') setAt(undefined);
    else if (event.key === 'Enter' && at && ranked[chosen] && onOpen) onOpen(ranked[chosen], at.bucket);
    else return;
    event.preventDefault();
  };
  const onPointerMove = (event: PointerEvent) => {
    const left = element.current!.getBoundingClientRect().left;
    const bucket = drawn.current?.bucketAt(event.clientX - left);
    if (bucket === undefined) setAt(undefined);
    else if (bucket !== at?.bucket) moveTo(bucket);
  };
  const onClick = (event: MouseEvent) => {
    if (!onOpen || !at || ranked.length === 0) return;
    const nearest = nearestLine(ranked, at.bucket, event, element.current!, drawn.current!, lines, kind);
    if (nearest) onOpen(nearest, at.bucket);
  };
  const spoken = at ? titles[at.bucket] + ': ' + ranked.map((line) => line.label + ' ' + valueOf(line.points[at.bucket] ?? null)).join(', ') : '';
  const right = at !== undefined && at.x > width / 2;

  return (
    <div class={'chart' + (onOpen ? ' opens' : '')} tabIndex={0} role="group" aria-roledescription="chart" aria-label={describe} onKeyDown={onKeyDown} onPointerMove={onPointerMove} onPointerLeave={() => setAt(undefined)} onClick={onClick} onBlur={() => setAt(undefined)}>
      <div class="chart-drawing" ref={element} aria-hidden="true" />
      {at && drawn.current && (
        <>
          <i class="cursor" style={{ left: at.x + 'px', top: drawn.current.top + 'px', height: drawn.current.bottom - drawn.current.top + 'px' }} />
          <div class="tooltip" aria-hidden="true" style={right ? { right: width - at.x + 14 + 'px' } : { left: at.x + 14 + 'px' }}>
            <p>{titles[at.bucket]}</p>
            {ranked.slice(0, 12).map((line, index) => (
              <div key={line.key} class={index === chosen && onOpen ? 'chosen' : ''}>
                <Swatch slot={line.slot} />
                <span>{line.label}</span>
                <b>{valueOf(line.points[at.bucket] ?? null)}</b>
              </div>
            ))}
            {ranked.length > 12 && <p class="rest">and {ranked.length - 12} more in the table</p>}
            {onOpen && <p class="rest">Click for the people</p>}
          </div>
        </>
      )}
      <span class="sr" aria-live="polite">{spoken}</span>
    </div>
  );
}

/** The line whose value at the bucket is nearest to the click, by its share of the drawn height. */
function nearestLine(ranked: Line[], bucket: number, event: MouseEvent, element: HTMLElement, drawn: Drawn, lines: Line[], kind: Drawing['kind']): Line | undefined {
  if (kind !== 'line') return ranked[0];
  const highest = Math.max(1e-9, ...lines.flatMap(({ points }) => points.map((point) => point ?? 0)));
  const y = event.clientY - element.getBoundingClientRect().top;
  const value = ((drawn.bottom - y) / (drawn.bottom - drawn.top)) * highest;
  return [...ranked].sort((a, b) => Math.abs((a.points[bucket] ?? 0) - value) - Math.abs((b.points[bucket] ?? 0) - value))[0];
}
