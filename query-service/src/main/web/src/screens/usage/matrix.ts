import type { Schemas } from '../../api/client';
import { rowsAsCsv } from '../../chart/csv';
import { slotsOf } from '../../chart/lines';
import { asAnswered, groupOf } from '../../question/people';
import type { SegmentChoice } from '../../question/segmentation';
import type { Figure } from '../../question/usage';
import type { PeopleChoice } from '../../ui/people';
import type { Scalar } from '../../query';

/** Features by columns, whatever the columns are. */
export interface Matrix {
  /** What the columns are of: `plan`, or `segment`. */
  by: string;
  columns: Column[];
  rows: Row[];
  meta: Schemas['Meta'];
  kind: 'featureUsage' | 'segmentation';
  question: object;
  range: Schemas['AnsweredRange'];
}

export interface Column {
  label: string;
  slot: number;
  active: number;
  /** Whoever is in it, for a chart of a row over time; undefined of the others together. */
  segment: SegmentChoice | undefined;
  /** Nothing where the number is nobody's list. */
  cell: Schemas['PeopleCell'] | undefined;
}

export interface Row {
  event: string;
  /** Over all columns; undefined where the columns overlap or leave somebody out. */
  users: number | undefined;
  cell: Schemas['PeopleCell'];
  cells: Cell[];
}

export type Cell = { [of in Figure]?: number | undefined } & { users: number; totals?: number; comparison: Schemas['Comparison'] | undefined; cell: Schemas['PeopleCell'] };

export function usageMatrix(answer: Schemas['FeatureUsageAnswer'], question: object): Matrix {
  const slots = slotsOf(answer.segments.map(({ label }) => label));
  const groups = answer.segments.map((segment) => groupOf(segment.other, [segment.value]));
  return {
    by: answer.by,
    meta: answer.meta,
    range: answer.range,
    kind: 'featureUsage',
    question,
    columns: answer.segments.map(({ label, activeUsers, other, value }, index) => ({
      label,
      slot: slots[index]!,
      active: activeUsers,
      segment: other || Array.isArray(value) ? undefined : { name: label, where: [{ of: 'user', property: answer.by, op: 'is', values: [value as Scalar] }] },
      cell: groups[index]!,
    })),
    rows: answer.features.map(({ event, users, cells }) => ({
      event,
      users,
      cell: { event },
      cells: cells.map((cell, index) => ({ ...cell, lift: cell.lift, cell: { event, ...groups[index]! } })),
    })),
  };
}

/** The verdict of a segment is against the first one; that has none. */
export function segmentsMatrix(answer: Schemas['SegmentationAnswer'], question: object, segments: SegmentChoice[]): Matrix {
  const slots = slotsOf(answer.segments.map(({ name }) => name));
  const letters = [...new Set(answer.series.map(({ letter }) => letter))];
  return {
    by: 'segment',
    meta: answer.meta,
    range: answer.range,
    kind: 'segmentation',
    question,
    columns: answer.segments.map(({ name, persons }, index) => ({ label: name, slot: slots[index]!, active: persons, segment: segments.find((each) => each.name === name), cell: undefined })),
    rows: letters
      .map((letter) => answer.series.filter((series) => series.letter === letter))
      .map((series) => ({
        event: series[0]!.event,
        users: undefined,
        cell: {},
        cells: series.map(({ letter, segment, line: { total } }) => ({
          users: total.uniques ?? 0,
          share: total.activePercent === undefined ? undefined : total.activePercent / 100,
          timesPerUser: total.average,
          comparison: answer.comparisons.find((each) => each.letter === letter)?.compared.find(({ name }) => name === segment),
          cell: { series: letter, ...(segment === undefined ? {} : { segment }) },
        })),
      })),
  };
}

/** Who is behind a number of it. */
export function matrixChoice(matrix: Matrix, title: string, cell: Schemas['PeopleCell'], note?: string): PeopleChoice {
  return { title, note, kind: matrix.kind, question: asAnswered(matrix.question, matrix), cell };
}

export function matrixCsv({ by, columns, rows }: Matrix): string {
  const text = (value: number | null | undefined) => (value == null ? '' : String(value));
  return rowsAsCsv([
    ['event', by, 'segment_active_users', 'users', 'totals', 'share', 'times_per_user', 'lift', 'verdict', 'adjusted_p_value'],
    ...rows.flatMap(({ event, cells }) =>
      cells.map((cell, index) => [event, columns[index]!.label, String(columns[index]!.active), String(cell.users), text(cell.totals), text(cell.share), text(cell.timesPerUser), text(cell.lift), cell.comparison?.verdict ?? '', text(cell.comparison?.adjustedPValue)]),
    ),
  ]);
}
