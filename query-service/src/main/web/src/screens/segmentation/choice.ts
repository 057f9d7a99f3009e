import type { Schemas } from '../../api/client';
import type { Line } from '../../chart/lines';
import { bucketTitle } from '../../format';
import { asAnswered, segmentationCell } from '../../question/people';
import { MEASURES, type Measure } from '../../question/segmentation';
import type { PeopleChoice } from '../../ui/people';

/** The people of a line at a bucket, or over the whole range without one; of the earlier days where the line is theirs. */
export function lineChoice(line: Line, bucket: number | undefined, shown: { answer: Schemas['SegmentationAnswer']; question: object; measure: Measure; range: string; valueOf: (value: number | null) => string }): PeopleChoice {
  const { answer, question, measure, valueOf } = shown;
  const at = bucket === undefined ? undefined : (line.earlier?.buckets ?? answer.buckets)[bucket];
  return {
    title: line.label + ', ' + (at ? bucketTitle(at.date, at.start, answer.interval) : shown.range),
    note: measure === 'uniques' ? undefined : 'Those who did it at all: the figure, ' + valueOf(bucket === undefined ? line.total : (line.points[bucket] ?? null)) + ', counts ' + MEASURES[measure].words + '.',
    kind: 'segmentation',
    question: asAnswered(question, answer),
    cell: segmentationCell(line, at?.start),
  };
}
