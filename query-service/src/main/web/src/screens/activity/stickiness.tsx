import { useSignal } from '@preact/signals';
import { address, go } from '../../address';
import { answerOf, api, type Schemas } from '../../api/client';
import { useAsk } from '../../ask';
import { TimeChart } from '../../chart/chart';
import { ColumnTable } from '../../chart/columns';
import type { Line } from '../../chart/lines';
import { bucketTitle, count, datesOf, number } from '../../format';
import { activityTitle, stickinessOf, stickinessQuery, stickinessQuestion, type StickinessState } from '../../question/activity';
import { asAnswered } from '../../question/people';
import { Menu, Segmented } from '../../ui/controls';
import { Definition } from '../../ui/definition';
import { EventOrAny } from '../../ui/eventOrAny';
import { QuestionFrame } from '../../ui/frame';
import { Swatch } from '../../ui/icon';
import { Openable } from '../../ui/openable';
import { PeopleOf, type PeopleChoice } from '../../ui/people';
import { RangeMenu } from '../../ui/range';
import { Segments } from '../../ui/segments';
import { EmptyState } from '../../ui/states';
import { Verdicts } from '../../ui/verdicts';
import { averageDays, comparisonsOf, lastFinished, stickinessCsv, stickinessLines } from './lines';

export const PATH = '/stickiness';

/** On how many days of a week or month people come. */
export function StickinessScreen() {
  const state = stickinessOf(address.value.query);
  const question = stickinessQuestion(state);
  const asked = useAsk(JSON.stringify(question), (signal) => answerOf(api.POST('/api/v1/stickiness', { body: question, signal })));
  const change = (part: Partial<StickinessState>) => go(PATH, stickinessQuery({ ...state, ...part }));
  return (
    <QuestionFrame
      crumb="Stickiness"
      title={activityTitle('Stickiness', state.event)}
      path={PATH}
      query={stickinessQuery(state)}
      kind="stickiness"
      question={question}
      asked={asked}
      csv={stickinessCsv}
      caption={({ range, lines }) => ({ note: 'Persons by their number of days, ' + datesOf(range), legend: stickinessLines(lines, 0, 'exactly') })}
      builder={
        <Definition summary={<b>{state.event?.event ?? 'Any event'}</b>}>
          <EventOrAny legend="A day counts with" choice={state.event} onChange={(event) => change({ event })} name="event" />
          <Segments segments={state.segments} onChange={(segments) => change({ segments })} marked sizes={new Map()} note="By the properties at the event." />
        </Definition>
      }
      bar={
        <>
          <RangeMenu range={state.range} onChange={(range) => change({ range })} />
          <Segmented<StickinessState['unit']> label="Period" name="unit" value={state.unit} choices={[{ value: 'week', label: 'Week' }, { value: 'month', label: 'Month' }]} onChange={(unit) => change({ unit })} />
          <Segmented<StickinessState['count']>
            label="Days"
            name="count"
            value={state.count}
            choices={[{ value: 'exactly', label: 'Exactly' }, { value: 'atLeast', label: 'Or more' }]}
            onChange={(chosen) => change({ count: chosen })}
          />
        </>
      }
    >
      {(answer) => <Stickiness answer={answer} question={question} by={state.count} />}
    </QuestionFrame>
  );
}

/** Persons by the number of days of one period; the newest whole one until another is chosen. */
export function Stickiness({ answer, question, by }: { answer: Schemas['StickinessAnswer']; question: object; by: StickinessState['count'] }) {
  const people = useSignal<PeopleChoice>();
  const chosen = useSignal<string | undefined>(undefined);
  const found = answer.periods.findIndex(({ date }) => date === chosen.value);
  const period = found === -1 ? lastFinished(answer.periods) : found;
  const { date, start, finished } = answer.periods[period]!;
  const lines = stickinessLines(answer.lines, period, by);
  const days = lines[0]!.points.map((_, index) => index + 1);
  const words = (day: number) => count(day, 'day') + (by === 'atLeast' ? ' or more' : '');
  const title = bucketTitle(date, start, answer.unit);
  const open = (line: Line, day?: number) => {
    people.value = {
      title: line.label + ', ' + (day === undefined ? 'any day' : 'on ' + words(day)) + ', ' + title,
      kind: 'stickiness',
      question: asAnswered(question, answer),
      cell: { bucket: start, days: day ?? 1, orMore: day === undefined || by === 'atLeast', ...(line.segment === undefined ? {} : { segment: line.segment }) },
    };
  };
  const valueOf = (value: number | null) => (value === null ? '–' : number(value));
  return (
    <>
      <div class="panel">
        <div class="panel-head">
          <h2>{title}{!finished && ', so far'}</h2>
          <Menu label={'Another ' + answer.unit} items={answer.periods.map((each) => ({ label: bucketTitle(each.date, each.start, answer.unit), checked: each.date === date, onChoose: () => void (chosen.value = each.date) })).reverse()}>
            Another {answer.unit}
          </Menu>
        </div>
        <div class="figures">
          {lines.map((line, index) => {
            const average = averageDays(answer.lines[index]!.points[period]!);
            return (
              <div class="figure" key={line.key}>
                <div class="what"><Swatch slot={line.slot} /><span class="cut">{line.label}</span></div>
                <div class="value"><Openable value={line.total} label={line.label} onOpen={() => open(line)}>{valueOf(line.total)}</Openable></div>
                <div class="soft">{average === undefined ? 'nobody came' : 'came, on ' + count(Math.round(average * 10) / 10, 'day') + ' on average'}</div>
              </div>
            );
          })}
        </div>
        {lines.every(({ total }) => total === 0) ? (
          <EmptyState title={'Nobody came in this ' + answer.unit} />
        ) : (
          <TimeChart
            lines={lines}
            labels={days.map(String)}
            titles={days.map((day) => 'On ' + words(day))}
            kind="bar"
            percent={false}
            valueOf={valueOf}
            onOpen={(line, index) => open(line, days[index]!)}
            describe={'Persons by the number of days on which they came, ' + title + '. Arrow keys move along it; the table below has the same numbers.'}
          />
        )}
      </div>
      <ColumnTable label="Persons by days" total="Came" columns={days.map(words)} lines={lines} valueOf={valueOf} onOpen={(line, index) => open(line, index === undefined ? undefined : days[index]!)} />
      <Verdicts title={'Is the difference real? Share of those who came that came on two days or more, ' + title} comparisons={comparisonsOf(answer.comparisons, answer.periods[period]!)} />
      <PeopleOf choice={people} />
    </>
  );
}
