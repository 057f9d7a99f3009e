import type { DrawingKind } from './lineChart';

/** Where the pointer is in a drawn chart: in pixels from the middle of its bucket, and as a value of the axis. */
export interface Pointed {
  dx: number;
  value: number;
  bucketWidth: number;
}

export const BAR_MAX_WIDTH = 26;
export const BAR_GAP = 0.08;
const BAR_SHARE = 0.8;

/** Which of the values at a bucket is pointed at, in the order in which they are drawn; undefined when none has a value. */
export function pointedAt(values: (number | null)[], kind: DrawingKind, { dx, value, bucketWidth }: Pointed): number | undefined {
  const known = values.map((_, index) => index).filter((index) => values[index] !== null);
  if (known.length === 0) return undefined;
  switch (kind) {
    case 'line':
      return known.reduce((best, index) => (Math.abs(values[index]! - value) < Math.abs(values[best]! - value) ? index : best));
    case 'area': {
      let height = 0;
      return known.find((index) => (height += values[index]!) >= value) ?? known[known.length - 1];
    }
    case 'stack': {
      // what is below the axis is stacked downwards
      const side = known.filter((index) => (value < 0 ? values[index]! < 0 : values[index]! > 0));
      let height = 0;
      return side.find((index) => (height += Math.abs(values[index]!)) >= Math.abs(value)) ?? side[side.length - 1];
    }
    case 'bar': {
      const own = Math.min(BAR_MAX_WIDTH, (bucketWidth * BAR_SHARE) / (values.length + (values.length - 1) * BAR_GAP));
      const step = own * (1 + BAR_GAP);
      const at = Math.min(Math.max(Math.floor(dx / step + values.length / 2), 0), values.length - 1);
      return values[at] === null ? undefined : at;
    }
  }
}
