import type { Schemas } from '../../api/client';
import { rowsAsCsv } from '../../chart/csv';
import { plainLine, slotsOf, type Line } from '../../chart/lines';

type Answer = Pick<Schemas['RetentionAnswer'], 'unit' | 'brackets' | 'cohorts' | 'lines'>;

/** Day 1, or Week 2 to 4. */
export function periodName(unit: string, { from, to }: Schemas['Bracket']): string {
  return unit[0]!.toUpperCase() + unit.slice(1) + ' ' + (from === to ? from : from + ' to ' + to);
}

export function segmentName(line: Schemas['RetentionLine']): string {
  return line.segment ?? 'Everybody';
}

/** Pooled shares by period, in percent: what no cohort has finished is absent. */
export function curvesOf(answer: Answer): Line[] {
  const names = answer.lines.map(segmentName);
  const slots = slotsOf(names);
  return answer.lines.map(({ segment, all }, index) =>
    plainLine({ key: names[index]!, label: names[index]!, slot: slots[index]!, segment, points: all.overall.map(({ rate }) => (rate === undefined ? null : rate * 100)) }),
  );
}

/** How many periods, from the first, have a pooled share anywhere: the curve ends there. */
export function periodsKnown(lines: Line[]): number {
  return Math.max(0, ...lines.map(({ points }) => points.findLastIndex((point) => point !== null) + 1));
}

/**
 * The highest share after the first period, over all grids: the darkest cell. The first period holds
 * nearly everybody and would make all others pale.
 */
export function darkest(answer: Answer): number {
  const rates = answer.lines.flatMap(({ all }) =>
    all.cohorts.flatMap(({ cells }) => cells.filter((_, at) => (answer.brackets[at]?.from ?? 0) > 0).map(({ rate }) => rate ?? 0)),
  );
  return Math.max(0, ...rates) || 1;
}

/** The persons of a cohort; with a period those who came back in it. */
export function retentionCell(line: Schemas['RetentionLine'], cohortStart: string, bracket?: number): Schemas['PeopleCell'] {
  return {
    bucket: cohortStart,
    ...(line.segment === undefined ? {} : { segment: line.segment }),
    ...(bracket === undefined ? {} : { bracket, returned: true }),
  };
}

/** A row for each cell: what is not over has no rate. */
export function retentionCsv(answer: Answer): string {
  const rows = answer.lines.flatMap((line) =>
    line.all.cohorts.flatMap((cohort, row) =>
      cohort.cells.map((cell, column) => {
        const { from, to } = answer.brackets[column]!;
        return [line.segment ?? '', answer.cohorts[row]!.date, cohort.persons, from, to, cell.returned, cell.finished, cell.rate ?? ''].map(String);
      }),
    ),
  );
  return rowsAsCsv([['segment', 'cohort', 'persons', answer.unit + '_from', answer.unit + '_to', 'returned', 'finished', 'rate'], ...rows]);
}
