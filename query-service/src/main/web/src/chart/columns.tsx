import { Swatch } from '../ui/icon';
import { Openable } from '../ui/openable';
import { ScrollTable } from '../ui/table';
import type { Line } from './lines';

/** A chart's text form where its places are no times: a row for each line, its places from left to right. */
export function ColumnTable({ label, total, columns, lines, valueOf, totalOf = valueOf, onOpen }: {
  label: string;
  /** Above the value of the whole. */
  total: string;
  columns: string[];
  lines: Line[];
  valueOf: (value: number | null) => string;
  totalOf?: (value: number | null) => string;
  /** At a place, or of the whole without one. */
  onOpen: (line: Line, index?: number) => void;
}) {
  return (
    <ScrollTable label={label}>
      <thead>
        <tr><th scope="col">Segment</th><th scope="col">{total}</th>{columns.map((column) => <th scope="col" key={column}>{column}</th>)}</tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <th scope="row"><div><Swatch slot={line.slot} />{line.label}</div></th>
            <td class="sum"><Openable value={line.total} label={line.label} onOpen={() => onOpen(line)}>{totalOf(line.total)}</Openable></td>
            {columns.map((column, index) => <td key={column}><Openable value={line.points[index] ?? null} onOpen={() => onOpen(line, index)}>{valueOf(line.points[index] ?? null)}</Openable></td>)}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
