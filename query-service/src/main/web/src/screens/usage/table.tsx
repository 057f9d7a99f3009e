import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { number, percent } from '../../format';
import type { Range } from '../../question/range';
import { NOTHING_CHOSEN, segmentationQuery } from '../../question/segmentation';
import type { Figure } from '../../question/usage';
import { Swatch } from '../../ui/icon';
import { Openable } from '../../ui/openable';
import { PeopleOf, type PeopleChoice } from '../../ui/people';
import { ScrollTable } from '../../ui/table';
import { VerdictWord } from '../../ui/verdicts';
import { matrixChoice, type Cell, type Matrix } from './matrix';

const IN_A_CHART = 4;

/** A row for each feature, darker where it is used more; a click on a column's name sorts by it. */
export function MatrixTable({ matrix, figure, range }: { matrix: Matrix; figure: Figure; range: Range }) {
  const [sorted, setSorted] = useState<number>();
  const people = useSignal<PeopleChoice>();
  const { columns } = matrix;
  const rows = sorted === undefined ? matrix.rows : [...matrix.rows].sort((a, b) => (b.cells[sorted]?.[figure] ?? -1) - (a.cells[sorted]?.[figure] ?? -1));
  return (
    <>
      <ScrollTable label={'Features by ' + matrix.by} class="matrix">
        <thead>
          <tr>
            <th scope="col" aria-sort={sorted === undefined ? 'descending' : 'none'}><button type="button" onClick={() => setSorted(undefined)}>Feature</button></th>
            <th scope="col">Users</th>
            {columns.map(({ label, slot, active, cell }, index) => (
              <th scope="col" key={index} aria-sort={sorted === index ? 'descending' : 'none'}>
                <button type="button" onClick={() => setSorted(index)}><Swatch slot={slot} />{label}</button>
                <span class="soft">
                  <Openable value={active} onOpen={() => void (people.value = matrixChoice(matrix, 'Active, ' + matrix.by + ' ' + label, cell))}>{number(active) + ' active'}</Openable>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ event, users, cell: whole, cells }) => {
            const highest = Math.max(1e-9, ...cells.map((cell) => cell[figure] ?? 0));
            return (
              <tr key={event}>
                <th scope="row"><a href={'/segmentation?' + chartOf(event, matrix, range)}>{event}</a></th>
                <td class="sum"><Openable value={users} onOpen={() => void (people.value = matrixChoice(matrix, event, whole))}>{number(users)}</Openable></td>
                {cells.map((cell, index) => (
                  <td key={index} class={'heat heat' + Math.round(((cell[figure] ?? 0) / highest) * 5)}>
                    <Openable value={cell.users} onOpen={() => void (people.value = matrixChoice(matrix, event + ', ' + matrix.by + ' ' + columns[index]!.label, cell.cell, cell.comparison.sentence))}>
                      {figureText(cell, figure)}
                    </Openable>
                    {(figure === 'share' || figure === 'lift') && <VerdictWord comparison={cell.comparison} brief />}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
      <PeopleOf choice={people} />
    </>
  );
}

function figureText(cell: Cell, figure: Figure): string {
  const value = cell[figure];
  if (value == null) return '–';
  if (figure === 'share') return percent(value);
  return number(value) + (figure === 'lift' ? '×' : '');
}

/** The same over time, the columns side by side. */
function chartOf(event: string, { columns }: Matrix, range: Range): string {
  const segments = columns.map(({ segment }) => segment).filter((segment) => segment !== undefined).slice(0, IN_A_CHART);
  return segmentationQuery({ ...NOTHING_CHOSEN, events: [{ event, where: [] }], segments, range });
}
