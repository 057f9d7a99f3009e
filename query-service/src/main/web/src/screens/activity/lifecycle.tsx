import { useSignal } from '@preact/signals';
import { address, go } from '../../address';
import { answerOf, api, type Schemas } from '../../api/client';
import { useAsk } from '../../ask';
import { TimeChart } from '../../chart/chart';
import { plainLine } from '../../chart/lines';
import { LineTable } from '../../chart/table';
import { bucketLabel, bucketTitle, datesOf, number } from '../../format';
import { activityTitle, lifecycleOf, lifecycleQuery, lifecycleQuestion, type LifecycleState } from '../../question/activity';
import { asAnswered } from '../../question/people';
import { Segmented } from '../../ui/controls';
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
import { comparisonsOf, EVERYBODY, lastFinished, lifecycleCsv, lifecycleLines, STATES, STATE_WORDS, type State } from './lines';

export const PATH = '/lifecycle';

/** Where active persons come from, and who has gone. */
export function LifecycleScreen() {
  const state = lifecycleOf(address.value.query);
  const question = lifecycleQuestion(state);
  const query = lifecycleQuery(state);
  const asked = useAsk(JSON.stringify(question), (signal) => answerOf(api.POST('/api/v1/lifecycle', { body: question, signal })));
  const change = (part: Partial<LifecycleState>) => go(PATH, lifecycleQuery({ ...state, ...part }));
  return (
    <QuestionFrame
      crumb="Lifecycle"
      title={activityTitle('Lifecycle', state.event)}
      path={PATH}
      query={query}
      kind="lifecycle"
      question={question}
      asked={asked}
      csv={lifecycleCsv}
      caption={({ range }) => ({ note: 'Persons, ' + datesOf(range), legend: STATES.map((each) => ({ label: STATE_WORDS[each].name, slot: STATE_WORDS[each].slot })) })}
      builder={
        <Definition summary={<b>{state.event?.event ?? 'Any event'}</b>}>
          <EventOrAny legend="Active with" choice={state.event} onChange={(event) => change({ event })} name="event" />
          <Segments segments={state.segments} onChange={(segments) => change({ segments })} marked={false} sizes={new Map()} note="By the properties at the event." />
        </Definition>
      }
      bar={
        <>
          <RangeMenu range={state.range} onChange={(range) => change({ range })} />
          <Segmented<LifecycleState['unit']>
            label="Period"
            name="unit"
            value={state.unit}
            choices={[{ value: 'day', label: 'Day' }, { value: 'week', label: 'Week' }, { value: 'month', label: 'Month' }]}
            onChange={(unit) => change({ unit })}
          />
        </>
      }
    >
      {(answer) => <Lifecycle answer={answer} question={question} />}
    </QuestionFrame>
  );
}

/** The states of each period as one bar, with the dormant below; one segment at a time. */
export function Lifecycle({ answer, question }: { answer: Schemas['LifecycleAnswer']; question: object }) {
  const people = useSignal<PeopleChoice>();
  const chosen = useSignal<string | undefined>(undefined);
  const line = answer.lines.find(({ segment }) => segment === chosen.value) ?? answer.lines[0]!;
  const lines = lifecycleLines(line);
  const newest = lastFinished(answer.periods);
  const labels = answer.periods.map(({ date, start }) => bucketLabel(date, start, answer.unit));
  const titles = answer.periods.map(({ date, start }) => bucketTitle(date, start, answer.unit));
  const complete = answer.periods.filter(({ finished }) => finished).length;
  const valueOf = (value: number | null) => (value === null ? '–' : number(Math.abs(value)));
  const open = (index: number, period: number) => {
    const name = STATES[index]!;
    people.value = {
      title: (line.segment ?? EVERYBODY) + ', ' + STATE_WORDS[name].name.toLowerCase() + ', ' + titles[period]!,
      kind: 'lifecycle',
      question: asAnswered(question, answer),
      cell: { state: name, bucket: answer.periods[period]!.start, ...(line.segment === undefined ? {} : { segment: line.segment }) },
    };
  };
  const openLine = ({ key }: { key: string }, period?: number) => period !== undefined && open(lines.findIndex((each) => each.key === key), period);
  if (answer.lines.every(({ points }) => points.every((point) => STATES.every((each) => point[each] === 0)))) {
    return <EmptyState title="Nobody was active in this time" />;
  }
  const { pulse } = line.points[newest]!;
  const pulses = plainLine({ key: 'pulse', label: 'Pulse', slot: 7, segment: line.segment, points: line.points.map((point) => point.pulse ?? null), countsNobody: true });
  return (
    <>
      <div class="panel">
        <div class="panel-head">
          <h2>{titles[newest]}</h2>
          {answer.lines.length > 1 && (
            <Segmented label="Segment" name="segment" value={line.segment ?? ''} choices={answer.lines.map(({ segment = '' }) => ({ value: segment, label: segment }))} onChange={(segment) => void (chosen.value = segment)} />
          )}
        </div>
        <div class="figures">
          {STATES.map((state, index) => <Figure key={state} state={state} value={line.points[newest]![state]} onOpen={() => open(index, newest)} />)}
          <div class="figure">
            <div class="what">Pulse</div>
            <div class="value">{pulse === undefined ? '–' : number(pulse)}</div>
            <div class="soft">{pulse === undefined ? 'nobody has gone' : pulse > 1 ? 'more came than went' : pulse < 1 ? 'more went than came' : 'as many came as went'}</div>
          </div>
        </div>
        <TimeChart
          lines={lines}
          labels={labels.slice(0, complete)}
          titles={titles}
          kind="stack"
          percent={false}
          valueOf={valueOf}
          onOpen={openLine}
          describe={'New, current, resurrected and dormant persons by ' + answer.unit + '. Arrow keys move along it; the table below has the same numbers.'}
        />
      </div>
      <LineTable label="Persons by state" head="State" average={false} lines={[...lines, pulses]} labels={labels} complete={complete} valueOf={valueOf} onOpen={openLine} shown={undefined} />
      <Verdicts title={'Is the difference real? Share of those active the ' + answer.unit + ' before who came again, ' + titles[newest]} comparisons={comparisonsOf(answer.comparisons, answer.periods[newest]!)} />
      <PeopleOf choice={people} />
      {complete < answer.periods.length && <p class="note-line">{titles[complete]} is drawn once it is over.</p>}
    </>
  );
}

function Figure({ state, value, onOpen }: { state: State; value: number; onOpen: () => void }) {
  const { name, words, slot } = STATE_WORDS[state];
  return (
    <div class="figure">
      <div class="what"><Swatch slot={slot} />{name}</div>
      <div class="value"><Openable value={value} label={name} onOpen={onOpen}>{number(value)}</Openable></div>
      <div class="soft">{words}</div>
    </div>
  );
}
