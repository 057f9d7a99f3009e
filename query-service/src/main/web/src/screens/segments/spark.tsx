import { day, number } from '../../format';

/** A small line over time, said in words too. */
export function Spark({ points, label }: { points: { date: string; persons: number }[] | undefined; label: string }) {
  if (!points || points.length < 2) return <span class="spark" />;
  const highest = Math.max(1, ...points.map(({ persons }) => persons));
  const at = points.map(({ persons }, index) => ((index / (points.length - 1)) * 138 + 1).toFixed(1) + ' ' + (35 - (persons / highest) * 32).toFixed(1));
  const [first, last] = [points[0]!, points[points.length - 1]!];
  return (
    <svg class="spark" viewBox="0 0 140 36" role="img" aria-label={label + ': from ' + number(first.persons) + ' on ' + day(first.date) + ' to ' + number(last.persons)}>
      <path class="spark-area" d={'M' + at.join('L') + 'L139 36L1 36Z'} />
      <path class="spark-line" d={'M' + at.join('L')} />
    </svg>
  );
}
