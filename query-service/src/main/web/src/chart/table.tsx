import { Swatch } from '../ui/icon';
import { Openable } from '../ui/openable';
import { ScrollTable } from '../ui/table';
import { averageOf, type Line } from './lines';

/** The chart's text form: a row for each line, newest bucket first, the unfinished one marked. */
export function LineTable({ label = 'Values over time', average = true, lines, labels, complete, totalLabel, valueOf, shown, onShown, onOpen }: {
  label?: string;
  /** Whether the average of buckets says anything; of rates it does not. */
  average?: boolean;
  lines: Line[];
  labels: string[];
  /** How many buckets have ended. */
  complete: number;
  totalLabel: string;
  valueOf: (value: number | null) => string;
  /** Keys of lines that are drawn; undefined when all are and there is nothing to choose. */
  shown: Set<string> | undefined;
  onShown?: (key: string) => void;
  /** At a bucket, or over the whole range without one. */
  onOpen: (line: Line, bucket?: number) => void;
}) {
  const order = labels.map((_, index) => labels.length - 1 - index);
  return (
    <ScrollTable label={label}>
      <thead>
        <tr>
          <th scope="col">Segment</th>
          <th scope="col">{totalLabel}</th>
          {average && complete > 1 && <th scope="col">Average</th>}
          {order.map((bucket) => (
            <th scope="col" key={bucket}>{labels[bucket]}{bucket >= complete && ' so far'}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <th scope="row">
              <div>
                {shown && (
                  <input type="checkbox" aria-label={'Draw ' + line.label} checked={shown.has(line.key)} onChange={() => onShown?.(line.key)} />
                )}
                <Swatch slot={line.slot} />
                {line.label}
              </div>
            </th>
            <td class="sum"><Openable value={line.total} label={line.label + ', ' + totalLabel} onOpen={() => onOpen(line)}>{valueOf(line.total)}</Openable></td>
            {average && complete > 1 && <td>{valueOf(rounded(averageOf(line.points.slice(0, complete))))}</td>}
            {order.map((bucket) => (
              <td key={bucket} class={bucket >= complete ? 'part' : ''}>
                <Openable value={line.points[bucket] ?? null} onOpen={() => onOpen(line, bucket)}>{valueOf(line.points[bucket] ?? null)}</Openable>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

function rounded(value: number | null): number | null {
  if (value === null) return null;
  return value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}
