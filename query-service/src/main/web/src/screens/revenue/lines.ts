import type { Schemas } from '../../api/client';
import { rowsAsCsv } from '../../chart/csv';
import { plainLine, slotsOf, type Line } from '../../chart/lines';
import type { RevenueMeasure } from '../../question/revenue';

export const EVERYBODY = 'Everybody';

/** A line for each segment, day by day of its persons' lives; the total is how many persons there are. */
export function revenueLines(lines: Schemas['RevenueLine'][], measure: RevenueMeasure): Line[] {
  const slots = slotsOf(lines.map(({ segment }) => segment ?? EVERYBODY));
  return lines.map(({ segment, persons, days }, index) =>
    plainLine({ key: segment ?? '', label: segment ?? EVERYBODY, slot: slots[index]!, segment, total: persons, points: days.map((day) => valueOf(day, measure)) }),
  );
}

/** Undefined where nobody has lived so long yet. */
function valueOf({ persons, payingPersons, revenue, arpu, arppu }: Schemas['RevenueDay'], measure: RevenueMeasure): number | null {
  if (persons === 0) return null;
  switch (measure) {
    case 'arpu':
      return arpu ?? null;
    case 'arppu':
      return arppu ?? null;
    case 'paying':
      return (payingPersons / persons) * 100;
    case 'revenue':
      return revenue;
  }
}

/** The last day that anybody has lived through: undefined when nobody has lived one. */
export function lastDay(lines: Line[]): number | undefined {
  const last = Math.max(-1, ...lines.map(({ points }) => points.findLastIndex((point) => point !== null)));
  return last === -1 ? undefined : last;
}

export function revenueCsv({ lines }: Pick<Schemas['RevenueAnswer'], 'lines'>): string {
  const rows = lines.flatMap(({ segment, days }) =>
    days.map(({ day, persons, payingPersons, revenue, arpu, arppu }) => [segment ?? '', day, persons, payingPersons, revenue, arpu ?? '', arppu ?? ''].map(String)),
  );
  return rowsAsCsv([['segment', 'day', 'persons', 'paying_persons', 'revenue', 'arpu', 'arppu'], ...rows]);
}
