import { useSignal } from '@preact/signals';
import { address, go } from '../../address';
import { answerOf, api, type Schemas } from '../../api/client';
import { useAsk } from '../../ask';
import { TimeChart } from '../../chart/chart';
import { completeBuckets, type Line } from '../../chart/lines';
import { LineTable } from '../../chart/table';
import { bucketLabel, bucketTitle, datesOf, daysFrom, elapsed, number } from '../../format';
import { SESSION_MEASURES, sessionsOf, sessionsQuery, sessionsQuestion, type SessionMeasure, type SessionsState } from '../../question/activity';
import { asAnswered } from '../../question/people';
import { INTERVALS, type Interval } from '../../question/segmentation';
import { Segmented } from '../../ui/controls';
import { Definition } from '../../ui/definition';
import { QuestionFrame } from '../../ui/frame';
import { Swatch } from '../../ui/icon';
import { Openable } from '../../ui/openable';
import { PeopleOf, type PeopleChoice } from '../../ui/people';
import { RangeMenu } from '../../ui/range';
import { Segments } from '../../ui/segments';
import { EmptyState } from '../../ui/states';
import { Verdicts } from '../../ui/verdicts';
import { EVERYBODY, sessionLines, sessionsCsv } from './lines';

export const PATH = '/sessions';

/** How many sessions people have, and how long they are. */
export function SessionsScreen() {
  const state = sessionsOf(address.value.query);
  const question = sessionsQuestion(state);
  const asked = useAsk(JSON.stringify(question), (signal) => answerOf(api.POST('/api/v1/sessions', { body: question, signal })));
  const change = (part: Partial<SessionsState>) => go(PATH, sessionsQuery({ ...state, ...part }));
  const { name, words } = SESSION_MEASURES[state.measure];
  return (
    <QuestionFrame
      crumb="Sessions"
      title="Sessions"
      path={PATH}
      query={sessionsQuery(state)}
      kind="sessions"
      question={question}
      asked={asked}
      csv={sessionsCsv}
      caption={({ range, lines }) => ({ note: words + ', ' + datesOf(range), legend: sessionLines(lines, state.measure) })}
      builder={
        <Definition summary={<b>{name}</b>}>
          <fieldset>
            <legend>Measured as</legend>
            <select aria-label="Measured as" value={state.measure} onChange={(event) => change({ measure: event.currentTarget.value as SessionMeasure })}>
              {Object.entries(SESSION_MEASURES).map(([value, each]) => <option key={value} value={value}>{each.name}</option>)}
            </select>
          </fieldset>
          <Segments segments={state.segments} onChange={(segments) => change({ segments })} marked sizes={new Map(asked.data?.lines.map(({ segment, total }) => [segment ?? EVERYBODY, total.persons]))} note="A session counts by the properties at its first event." />
        </Definition>
      }
      bar={
        <>
          <RangeMenu range={state.range} onChange={(range) => change({ range })} />
          <Segmented<Interval>
            label="Interval"
            name="interval"
            value={state.interval}
            choices={INTERVALS.map((value) => ({ value, label: value[0]!.toUpperCase() + value.slice(1), class: value === 'hour' || value === 'quarter' ? 'wide-only' : '' }))}
            onChange={(interval) => change({ interval })}
          />
        </>
      }
    >
      {(answer) => <Sessions answer={answer} question={question} measure={state.measure} />}
    </QuestionFrame>
  );
}

/** One measure of sessions over time, segments side by side. */
export function Sessions({ answer, question, measure }: { answer: Schemas['SessionsAnswer']; question: object; measure: SessionMeasure }) {
  const people = useSignal<PeopleChoice>();
  const lines = sessionLines(answer.lines, measure);
  const complete = completeBuckets(answer.buckets, new Date());
  const labels = answer.buckets.map(({ date, start }) => bucketLabel(date, start, answer.interval));
  const titles = answer.buckets.map(({ date, start }) => bucketTitle(date, start, answer.interval));
  const length = measure === 'averageSeconds' || measure === 'medianSeconds';
  const valueOf = (value: number | null) => (value === null ? '–' : length ? elapsed(value * 1000) : number(value));
  const { words } = SESSION_MEASURES[measure];
  const days = daysFrom(answer.range.from, answer.range.to);
  const open = (line: Line, bucket?: number) => {
    people.value = {
      title: line.label + ', ' + (bucket === undefined ? answer.range.from + ' to ' + answer.range.to : titles[bucket]!),
      note: 'Those who began a session: the figure, ' + valueOf(bucket === undefined ? line.total : (line.points[bucket] ?? null)) + ', is ' + words + '.',
      kind: 'sessions',
      question: asAnswered(question, answer),
      cell: { ...(bucket === undefined ? {} : { bucket: answer.buckets[bucket]!.start }), ...(line.segment === undefined ? {} : { segment: line.segment }) },
    };
  };
  if (answer.lines.every(({ total }) => total.sessions === 0)) return <EmptyState title="No session began in this time" />;
  return (
    <>
      <div class="panel">
        <div class="figures">
          {lines.map((line, index) => (
            <div class="figure" key={line.key}>
              <div class="what"><Swatch slot={line.slot} /><span class="cut">{line.label}</span></div>
              <div class="value"><Openable value={line.total} label={line.label} onOpen={() => open(line)}>{valueOf(line.total)}</Openable></div>
              <div class="soft">{measure === 'sessions' ? '' : words + '; ' + number(answer.lines[index]!.total.sessions) + ' '}sessions of {number(answer.lines[index]!.total.persons)} people</div>
            </div>
          ))}
        </div>
        <TimeChart
          lines={lines}
          labels={labels.slice(0, complete)}
          titles={titles}
          kind="line"
          percent={false}
          valueOf={valueOf}
          onOpen={open}
          describe={'Chart of ' + words + ' by ' + answer.interval + '. Arrow keys move along it; the table below has the same numbers.'}
        />
      </div>
      <LineTable lines={lines} labels={labels} complete={complete} totalLabel={days === 1 ? 'All day' : days + ' days'} average={measure === 'sessions'} valueOf={valueOf} onOpen={open} shown={undefined} />
      {answer.comparisons && <Verdicts title="Is the difference real? Share of people with a session who had more than one" comparisons={[{ baseline: answer.comparisons.baseline.name, compared: answer.comparisons.compared }]} />}
      <PeopleOf choice={people} />
      {complete < answer.buckets.length && <p class="note-line">{titles[complete]} is drawn once it is over.</p>}
    </>
  );
}
