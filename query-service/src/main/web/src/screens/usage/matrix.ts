import type { Schemas } from '../../api/client';
import { rowsAsCsv } from '../../chart/csv';
import { slotsOf } from '../../chart/lines';
import { asAnswered, groupOf } from '../../question/people';
import { segmentOf } from '../../question/place';
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
  question: object;
  range: Schemas['AnsweredRange'];
}

export interface Column {
  label: string;
  slot: number;
  active: number;
  /** Whoever is in it, for a chart of a row over time; undefined of the others together. */
  segment: SegmentChoice | undefined;
  cell: Schemas['PeopleCell'];
}

export interface Row {
  event: string;
  /** Whatever their column. */
  users: number;
  cell: Schemas['PeopleCell'];
  cells: Cell[];
}

export type Cell = { [of in Figure]?: number | undefined } & { users: number; totals: number; comparison: Schemas['Comparison']; cell: Schemas['PeopleCell'] };

type UsageSegment = Schemas['UsageSegment'];

export function usageMatrix(answer: Schemas['FeatureUsageAnswer'], question: object): Matrix {
  const slots = slotsOf(answer.segments.map(({ label }) => label));
  const cells = answer.segments.map(cellOf);
  return {
    by: answer.by ?? 'segment',
    meta: answer.meta,
    range: answer.range,
    question,
    columns: answer.segments.map((segment, index) => ({ label: segment.label, slot: slots[index]!, active: segment.activeUsers, segment: chosen(segment, answer.by, question), cell: cells[index]! })),
    rows: answer.features.map((feature) => ({
      event: feature.event,
      users: feature.users,
      cell: { event: feature.event },
      cells: feature.cells.map((cell, index) => ({ ...cell, lift: cell.lift, cell: { event: feature.event, ...cells[index]! } })),
    })),
  };
}

function cellOf({ segment, other, value }: UsageSegment): Schemas['PeopleCell'] {
  return segment === undefined ? groupOf(other, [value]) : { segment };
}

function chosen({ segment, label, other, value }: UsageSegment, by: string | undefined, question: object): SegmentChoice | undefined {
  if (segment !== undefined) return segmentOf((question as { segments?: { name: string }[] }).segments?.find(({ name }) => name === segment));
  return other || Array.isArray(value) ? undefined : { name: label, where: [{ of: 'user', property: by!, op: 'is', values: [value as Scalar] }] };
}

/** Who is behind a number of it. */
export function matrixChoice(matrix: Matrix, title: string, cell: Schemas['PeopleCell'], note?: string): PeopleChoice {
  return { title, note, kind: 'featureUsage', question: asAnswered(matrix.question, matrix), cell };
}

export function matrixCsv({ by, columns, rows }: Matrix): string {
  const text = (value: number | null | undefined) => (value == null ? '' : String(value));
  return rowsAsCsv([
    ['event', by, 'segment_active_users', 'users', 'totals', 'share', 'times_per_user', 'lift', 'verdict', 'adjusted_p_value'],
    ...rows.flatMap(({ event, cells }) =>
      cells.map((cell, index) => [event, columns[index]!.label, String(columns[index]!.active), String(cell.users), String(cell.totals), text(cell.share), text(cell.timesPerUser), text(cell.lift), cell.comparison.verdict, text(cell.comparison.adjustedPValue)]),
    ),
  ]);
}
