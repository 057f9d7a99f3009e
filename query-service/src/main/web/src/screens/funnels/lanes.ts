import type { Schemas } from '../../api/client';
import { rowsAsCsv } from '../../chart/csv';
import { slotsOf, type Line } from '../../chart/lines';
import { groupOf } from '../../question/people';

/** Those whose steps stand side by side: a segment, or a group of it. */
export interface Lane {
  key: string;
  name: string;
  slot: number;
  segment: string | undefined;
  group: Schemas['FunnelGroup'] | undefined;
  steps: Schemas['FunnelStep'][];
  /** By bucket: how many of those who began in it reached each step. */
  points: number[][];
}

export const LANES_MAX = 24;

export function lanesOf(answer: Schemas['FunnelAnswer']): Lane[] {
  const several = answer.segments.length > 1;
  const lanes = answer.segments.flatMap(({ segment, line, groups }): Omit<Lane, 'slot'>[] => {
    if (groups.length === 0) return [{ key: segment ?? '', name: segment ?? 'Everybody', segment, group: undefined, ...line }];
    return groups.map((group, index) => ({
      key: (segment ?? '') + '/' + index,
      name: (several || segment !== undefined ? segment + ', ' : '') + group.label,
      segment,
      group,
      ...group.line,
    }));
  });
  const slots = slotsOf(lanes.map(({ name }) => name));
  return lanes.map((lane, index) => ({ ...lane, slot: slots[index]! }));
}

/** The persons of a lane who reached a step, or of those who went no further. */
export function laneCell(lane: Lane, step: number, dropped: boolean, bucketStart?: string): Schemas['PeopleCell'] {
  const { group } = lane;
  return {
    step: step + 1,
    ...(dropped ? { dropped } : {}),
    ...(lane.segment === undefined ? {} : { segment: lane.segment }),
    ...(bucketStart === undefined ? {} : { bucket: bucketStart }),
    ...(group?.notReached ? { notReached: true } : group ? groupOf(group.other, [group.value?.value ?? null]) : {}),
  };
}

/** Share of those who took the last step, of those who began, in percent; nobody began: undefined. */
export function conversionLines(lanes: Lane[]): Line[] {
  const percent = (counts: number[]) => (counts[0] ? (100 * counts[counts.length - 1]!) / counts[0] : null);
  return lanes.map(({ key, name, slot, segment, steps, points }) => ({
    key, label: name, slot, segment, event: '', letter: '', group: [], other: false,
    total: percent(steps.map(({ count }) => count)),
    points: points.map(percent),
  }));
}

/** A row for each step and lane: counts, shares, and the median times in milliseconds. */
export function funnelCsv(names: string[], lanes: Lane[]): string {
  const text = (value: number | undefined) => (value === undefined ? '' : String(value));
  const rows = names.flatMap((name, index) =>
    lanes.map((lane) => {
      const step = lane.steps[index]!;
      const median = [step.times?.sincePreviousMs[0], step.times?.sinceFirstMs[0]];
      return [index + 1, name, lane.segment ?? '', lane.group?.label ?? '', step.count, text(step.fromFirst), text(step.fromPrevious), ...median.map(text)].map(String);
    }),
  );
  return rowsAsCsv([['step', 'event', 'segment', 'group', 'persons', 'from_first', 'from_previous', 'median_ms_since_previous', 'median_ms_since_first'], ...rows]);
}
