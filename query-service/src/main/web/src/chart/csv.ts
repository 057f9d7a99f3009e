import type { BucketTime, Line } from './lines';

/** RFC 4180: a row for each bucket and line, ISO dates, full precision; absent values are empty. */
export function csvOf(lines: Line[], buckets: BucketTime[], measure: string, now: Date): string {
  const rows = [['bucket_start', 'bucket_end', 'complete', 'event', 'segment', 'group', measure]];
  buckets.forEach((own, index) => {
    for (const line of lines) {
      const bucket = line.earlier ? line.earlier.buckets[index] : own;
      if (!bucket) continue;
      const complete = String(new Date(bucket.end) <= now);
      const group = line.other ? '(other)' : line.group.map(({ label }) => label).join(', ');
      const value = line.points[index];
      rows.push([bucket.start, bucket.end, complete, line.event, line.segment ?? '', group, value === null || value === undefined ? '' : String(value)]);
    }
  });
  return rowsAsCsv(rows);
}

export function rowsAsCsv(rows: string[][]): string {
  return rows.map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';
}

/** A text that a spreadsheet would run as a formula gets an apostrophe before it. */
function field(text: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
}
