import type { Schemas } from '../api/client';

type PeopleQuestion = Schemas['PeopleQuestion'];

/** Where a person's own page is. */
export function personPath(kind: 'user' | 'device', id: string): string {
  return '/people/' + encodeURIComponent(id) + (kind === 'device' ? '?kind=device' : '');
}

/** The question with its answer's own dates and moment: so the list is that of the number. */
export function asAnswered(question: object, { range, meta }: { range: { from: string; to: string }; meta: { asOf?: string } }): PeopleQuestion['question'] {
  const { last, from: _from, to: _to, ...rest } = question as Record<string, unknown>;
  // hours have no dates: theirs stay those of the number until the next hour
  const dates = String(last).endsWith('h') ? { last } : { from: range.from, to: range.to };
  return { ...rest, ...dates, ...(meta.asOf === undefined ? {} : { asOfReceived: meta.asOf }) } as unknown as PeopleQuestion['question'];
}

interface CountedLine {
  letter: string;
  segment: string | undefined;
  group: { value: unknown }[];
  other: boolean;
  earlier?: unknown;
}

/** The number of a line of a segmentation at a bucket, or over the whole range without one. */
export function segmentationCell(line: CountedLine, bucketStart?: string): Schemas['PeopleCell'] {
  return {
    series: line.letter,
    ...(line.segment === undefined ? {} : { segment: line.segment }),
    ...(bucketStart === undefined ? {} : { bucket: bucketStart }),
    ...(line.earlier === undefined ? {} : { compared: true }),
    ...groupOf(line.other, line.group.map(({ value }) => value)),
  };
}

/** A group by its values; of no group nothing. */
export function groupOf(other: boolean, values: unknown[]): Pick<Schemas['PeopleCell'], 'group'> {
  if (other) return { group: { other: true } };
  return values.length === 0 ? {} : { group: { values: values as never } };
}
