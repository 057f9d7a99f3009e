import { useEffect, useMemo, useState } from 'preact/hooks';
import { Swatch } from '../ui/icon';
import { ScrollTable } from '../ui/table';
import { averageOf, type Line } from './lines';

/** Rows that come at once, and in each turn after: the chart above is drawn first, and no turn is long. */
const PORTION = 10;

interface Shape {
  /** How many buckets there are, and how many of them have ended. */
  buckets: number;
  complete: number;
  average: boolean;
  valueOf: (value: number | null) => string;
}

/** The chart's text form: a row for each line, newest bucket first, the unfinished one marked. */
export function LineTable({ label = 'Values over time', head = 'Segment', average = true, lines, labels, complete, totalLabel, valueOf, shown, onShown, onOpen }: {
  label?: string;
  /** Above the names of the lines. */
  head?: string;
  /** Whether the average of buckets says anything; of rates it does not. */
  average?: boolean;
  lines: Line[];
  labels: string[];
  complete: number;
  /** Left out where there is no value of the whole. */
  totalLabel?: string;
  valueOf: (value: number | null) => string;
  /** Keys of lines that are drawn; undefined when all are and there is nothing to choose. */
  shown: Set<string> | undefined;
  onShown?: (keys: string[], draw: boolean) => void;
  /** At a bucket, or over the whole range without one. */
  onOpen: (line: Line, bucket?: number) => void;
}) {
  const order = newestFirst(labels.length);
  const rows = usePortions(lines.length);
  const all = shown !== undefined && shown.size === lines.length;
  // one listener for thousands of cells
  const onClick = (event: MouseEvent) => {
    const cell = (event.target as Element).closest<HTMLElement>('button.cell');
    const row = (event.target as Element).closest<HTMLElement>('tr');
    const line = lines.find(({ key }) => key === row?.dataset['line']);
    if (!cell || !line) return;
    const bucket = cell.dataset['bucket'];
    onOpen(line, bucket === undefined ? undefined : Number(bucket));
  };
  return (
    <ScrollTable label={label}>
      <thead>
        <tr>
          <th scope="col">
            {shown ? (
              <label class="all">
                <input type="checkbox" aria-label="Draw all" checked={all} ref={(box) => void (box && (box.indeterminate = !all && shown.size > 0))} onChange={() => onShown?.(lines.map(({ key }) => key), !all)} />
                {head}
              </label>
            ) : (
              head
            )}
          </th>
          {totalLabel !== undefined && <th scope="col">{totalLabel}</th>}
          {average && complete > 1 && <th scope="col">Average</th>}
          {order.map((bucket) => (
            <th scope="col" key={bucket}>{labels[bucket]}{bucket >= complete && ' so far'}</th>
          ))}
        </tr>
      </thead>
      <tbody onClick={onClick}>
        {lines.slice(0, rows).map((line) => (
          <tr key={line.key} data-line={line.key}>
            <th scope="row">
              <div>
                {shown && <input type="checkbox" aria-label={'Draw ' + line.label} checked={shown.has(line.key)} onChange={() => onShown?.([line.key], !shown.has(line.key))} />}
                <Swatch slot={line.slot} earlier={line.earlier !== undefined} />
                {line.label}
              </div>
            </th>
            <Values line={line} total={totalLabel !== undefined} buckets={labels.length} complete={complete} average={average} valueOf={valueOf} />
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** How many of these rows are there by now. */
function usePortions(count: number): number {
  const [shown, setShown] = useState(PORTION);
  useEffect(() => {
    if (shown >= count) return undefined;
    return whenIdle(() => setShown(shown + PORTION));
  }, [shown, count]);
  return Math.min(shown, count);
}

/** After what is more urgent. Gives what takes it back. */
function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(act, 50);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(act, { timeout: 1_000 });
  return () => cancelIdleCallback(request);
}

/** The cells of a line, which are not made again while it stays the same. */
function Values({ line, total, buckets, complete, average, valueOf }: Shape & { line: Line; total: boolean }) {
  return useMemo(
    () => (
      <>
        {total && <td class="sum">{figure(line, line.total, valueOf)}</td>}
        {average && complete > 1 && <td>{valueOf(rounded(averageOf(line.points.slice(0, complete))))}</td>}
        {newestFirst(buckets).map((bucket) => (
          <td key={bucket} class={bucket >= complete ? 'part' : ''}>{figure(line, line.points[bucket] ?? null, valueOf, bucket)}</td>
        ))}
      </>
    ),
    [line, buckets, complete, average],
  );
}

/** Like Openable, without a component for each of thousands. */
function figure(line: Line, value: number | null, valueOf: Shape['valueOf'], bucket?: number) {
  return value === null || value === 0 || line.countsNobody ? valueOf(value) : <button type="button" class="cell" title="Who they are" data-bucket={bucket}>{valueOf(value)}</button>;
}

function newestFirst(buckets: number): number[] {
  return Array.from({ length: buckets }, (_, index) => buckets - 1 - index);
}

function rounded(value: number | null): number | null {
  return value !== null && value >= 100 ? Math.round(value) : value;
}
