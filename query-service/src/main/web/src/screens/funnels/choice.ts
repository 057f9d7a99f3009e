import type { Schemas } from '../../api/client';
import { bucketTitle } from '../../format';
import { asAnswered } from '../../question/people';
import type { PeopleChoice } from '../../ui/people';
import { laneCell, type Lane } from './lanes';

/** The people of a lane who took a step, or who took it and not the next; of those who began in a bucket, when one is given. */
export function laneChoice(lane: Lane, at: { step: number; dropped: boolean; bucket?: number }, answer: Schemas['FunnelAnswer'], question: object): PeopleChoice {
  const { step, dropped } = at;
  const bucket = at.bucket === undefined ? undefined : answer.buckets[at.bucket]!;
  return {
    title: [
      lane.name,
      dropped ? answer.steps[step] + ', and not ' + answer.steps[step + 1] : answer.steps[step]!,
      ...(bucket ? ['begun: ' + bucketTitle(bucket.date, bucket.start, answer.interval)] : []),
    ].join(', '),
    kind: 'funnel',
    question: asAnswered(question, answer),
    cell: laneCell(lane, step, dropped, bucket?.start),
  };
}
