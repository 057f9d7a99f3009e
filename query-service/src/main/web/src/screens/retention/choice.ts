import type { Schemas } from '../../api/client';
import { bucketTitle } from '../../format';
import { asAnswered } from '../../question/people';
import type { PeopleChoice } from '../../ui/people';
import { periodName, retentionCell, segmentName } from './curves';

/** The people of a cohort; with a period those of them who came back in it. */
export function cohortChoice(line: Schemas['RetentionLine'], cohort: number, bracket: number | undefined, answer: Schemas['RetentionAnswer'], question: object): PeopleChoice {
  const { date, start } = answer.cohorts[cohort]!;
  return {
    title: segmentName(line) + ', started: ' + bucketTitle(date, start, answer.unit) + (bracket === undefined ? '' : ', back: ' + periodName(answer.unit, answer.brackets[bracket]!).toLowerCase()),
    kind: 'retention',
    question: asAnswered(question, answer),
    cell: retentionCell(line, start, bracket),
  };
}
