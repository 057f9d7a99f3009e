import type { Schemas } from '../../api/client';
import { bucketLabel, count, number, percent } from '../../format';
import { Openable } from '../../ui/openable';
import { ScrollTable } from '../../ui/table';
import { VerdictWord } from '../../ui/verdicts';
import { darkest, periodName, segmentName } from './curves';

const DARKEST_PERCENT = 48;

/** Those who started together by the periods after: the share in each cell, darker where it is higher. */
export function Grid({ answer, line, onOpen }: {
  answer: Schemas['RetentionAnswer'];
  line: Schemas['RetentionLine'];
  /** Of a cohort; with a period those of it who came back. */
  onOpen: (line: Schemas['RetentionLine'], cohort: number, bracket?: number) => void;
}) {
  const name = segmentName(line);
  const highest = darkest(answer);
  const verdicts = answer.comparisons.map(({ compared }) => compared.find((each) => each.name === line.segment));
  return (
    <section aria-label={name}>
      <h2 class="grid-title">{name} <span class="soft">{startsWords(answer, line.all.persons)}</span></h2>
      <ScrollTable label={'Retention of ' + name} class="cohorts">
        <thead>
          <tr>
            <th scope="col">Started</th>
            <th scope="col">People</th>
            {answer.brackets.map((bracket) => <th scope="col" key={bracket.from}>{periodName(answer.unit, bracket)}</th>)}
          </tr>
        </thead>
        <tbody>
          <tr class="pooled">
            <th scope="row">All</th>
            <td class="sum">{number(line.all.persons)}</td>
            {line.all.overall.map(({ rate, returned, persons }, index) => (
              <td key={index} class="heat" style={heat(rate, highest)} title={number(returned) + ' of ' + number(persons)}>
                {rate === undefined ? '–' : percent(rate)}
                {verdicts[index] && <VerdictWord comparison={verdicts[index]} brief />}
              </td>
            ))}
          </tr>
          {line.all.cohorts.map((cohort, row) => (
            <tr key={row}>
              <th scope="row">{bucketLabel(answer.cohorts[row]!.date, answer.cohorts[row]!.start, answer.unit)}</th>
              <td class="sum"><Openable value={cohort.persons} onOpen={() => onOpen(line, row)}>{number(cohort.persons)}</Openable></td>
              {cohort.cells.map((cell, column) => (
                <ReturnCell key={column} cell={cell} running={cohort.cells[column - 1]?.finished ?? true} of={cohort.persons} highest={highest} onOpen={() => onOpen(line, row, column)} />
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}

function ReturnCell({ cell, running, of, highest, onOpen }: {
  cell: Schemas['ReturnCell'];
  /** The first period that is not over; the later ones have hardly begun. */
  running: boolean;
  of: number;
  highest: number;
  onOpen: () => void;
}) {
  if (!cell.finished) {
    if (of === 0 || (cell.returned === 0 && !running)) return <td class="part" />;
    return <td class="part" title="Not over yet"><Openable value={cell.returned} onOpen={onOpen}>{number(cell.returned) + ' so far'}</Openable></td>;
  }
  return (
    <td class="heat" style={heat(cell.rate, highest)} title={number(cell.returned) + ' of ' + number(of)}>
      <Openable value={cell.returned} onOpen={onOpen}>{cell.rate === undefined ? '–' : percent(cell.rate)}</Openable>
    </td>
  );
}

function startsWords({ starts, unit }: Schemas['RetentionAnswer'], persons: number): string {
  return starts === 'firstEver' ? count(persons, 'person', 'people') : count(persons, 'start') + ', one for each person and ' + unit;
}

function heat(rate: number | undefined, highest: number) {
  return { '--heat': Math.round(Math.min((rate ?? 0) / highest, 1) * DARKEST_PERCENT) + '%' };
}
