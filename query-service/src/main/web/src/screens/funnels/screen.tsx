import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { address, go } from '../../address';
import { answerOf, api, type Schemas } from '../../api/client';
import { session } from '../../api/session';
import { useAsk } from '../../ask';
import { TimeChart } from '../../chart/chart';
import { completeBuckets } from '../../chart/lines';
import { LineTable } from '../../chart/table';
import { bucketLabel, bucketTitle, datesOf, elapsed, instant, number, percent } from '../../format';
import { funnelOf, funnelQuery, funnelQuestion, funnelTitle, NO_STEPS, ORDERS, WINDOWS, windowMs, windowWords, type FunnelInterval, type FunnelState, type Order } from '../../question/funnel';
import { longer, rangeInWords } from '../../question/range';
import { Menu, Segmented } from '../../ui/controls';
import { QuestionFrame } from '../../ui/frame';
import { Swatch } from '../../ui/icon';
import { Openable } from '../../ui/openable';
import { PeopleOf, type PeopleChoice } from '../../ui/people';
import { RangeMenu } from '../../ui/range';
import { EmptyState } from '../../ui/states';
import { VerdictWord, Verdicts } from '../../ui/verdicts';
import { FunnelBuilder } from './builder';
import { laneChoice } from './choice';
import { conversionLines, funnelCsv, LANES_MAX, lanesOf, type Lane } from './lanes';
import { Steps } from './steps';

export const PATH = '/funnels';
const FIGURES = 6;

/** How many persons go how far along steps, segments side by side. */
export function FunnelsScreen() {
  const state = funnelOf(address.value.query);
  const change = (part: Partial<FunnelState>) => go(PATH, funnelQuery({ ...state, ...part }));
  const question = state.steps.length < 2 ? undefined : funnelQuestion(state);
  const asked = useAsk(question && JSON.stringify(question), (signal) => answerOf(api.POST('/api/v1/funnel', { body: question!, signal })));
  return (
    <QuestionFrame
      crumb="Funnels"
      title={funnelTitle(state)}
      path={PATH}
      query={funnelQuery(state)}
      kind="funnel"
      question={question}
      asked={asked}
      csv={(answer) => funnelCsv(answer.steps, lanesOf(answer))}
      caption={(answer) => ({ note: 'Conversion by ' + answer.interval + ' of the first step, ' + datesOf(answer.range), legend: conversionLines(lanesOf(answer).slice(0, LANES_MAX)) })}
      builder={<FunnelBuilder state={state} change={change} sizes={new Map(asked.data?.segments.map(({ segment, line }) => [segment ?? '', line.steps[0]?.count ?? 0]))} />}
      bar={
        <>
          <RangeMenu range={state.range} onChange={(range) => change({ range })} />
          <Menu
            label={'Within ' + windowWords(state.window)}
            items={WINDOWS.map(([value, words]) => ({ label: 'Within ' + words, checked: value === state.window, onChoose: () => change({ window: value }) }))}
          >
            Within {windowWords(state.window)}
          </Menu>
          <Segmented<Order> label="Order" name="order" value={state.order} choices={ORDERS} onChange={(order) => change({ order })} />
        </>
      }
      unasked={<NoSteps state={state} change={change} />}
    >
      {(answer) => {
        const lanes = lanesOf(answer);
        return lanes.every(({ steps }) => (steps[0]?.count ?? 0) === 0) ? <NobodyBegan state={state} change={change} first={answer.steps[0]!} /> : <Result answer={answer} lanes={lanes} state={state} change={change} />;
      }}
    </QuestionFrame>
  );
}

function Result({ answer, lanes, state, change }: {
  answer: Schemas['FunnelAnswer'];
  lanes: Lane[];
  state: FunnelState;
  change: (part: Partial<FunnelState>) => void;
}) {
  const people = useSignal<PeopleChoice>();
  const open = (lane: Lane, step: number, dropped: boolean, bucket?: number) => {
    people.value = laneChoice(lane, { step, dropped, ...(bucket === undefined ? {} : { bucket }) }, answer, funnelQuestion(state));
  };
  const last = answer.steps.length - 1;
  return (
    <>
      <div class="panel figures padded-figures">
        {lanes.slice(0, FIGURES).map((lane) => <Figure key={lane.key} lane={lane} answer={answer} onOpen={() => open(lane, last, false)} />)}
        {lanes.length > FIGURES && <div class="figure more">and {lanes.length - FIGURES} more below</div>}
      </div>
      <Steps names={answer.steps} lanes={lanes} onOpen={open} />
      <Verdicts title="Is the difference real? Share of those who began that took every step" comparisons={comparisonsOf(answer)} />
      <OverTime answer={answer} lanes={lanes} state={state} change={change} onOpen={(lane, bucket) => open(lane, last, false, bucket)} />
      <PeopleOf choice={people} />
    </>
  );
}

function Figure({ lane, answer, onOpen }: { lane: Lane; answer: Schemas['FunnelAnswer']; onOpen: () => void }) {
  const first = lane.steps[0]!;
  const last = lane.steps[lane.steps.length - 1]!;
  const median = last.times?.sinceFirstMs[0];
  const comparisons = lane.group ? answer.segments.find(({ segment }) => segment === lane.segment)?.comparisons : answer.comparisons;
  const comparison = comparisons?.compared.find(({ name }) => name === (lane.group?.label ?? lane.segment));
  return (
    <div class="figure">
      <div class="what"><Swatch slot={lane.slot} /><span class="cut" title={lane.name}>{lane.name}</span></div>
      <div class="value"><Openable value={last.count} label={lane.name + ' converted'} onOpen={onOpen}>{last.fromFirst === undefined ? '–' : percent(last.fromFirst)}</Openable></div>
      <div class="soft">{number(last.count)} of {number(first.count)}{median !== undefined && ', median ' + elapsed(median)}</div>
      {comparison && <VerdictWord comparison={comparison} than={comparisons!.baseline.name} />}
    </div>
  );
}

function comparisonsOf(answer: Schemas['FunnelAnswer']) {
  return [
    ...(answer.comparisons ? [{ baseline: answer.comparisons.baseline.name, compared: answer.comparisons.compared }] : []),
    ...answer.segments.flatMap(({ segment, comparisons }) =>
      comparisons ? [{ baseline: comparisons.baseline.name, compared: comparisons.compared, ...(segment === undefined ? {} : { about: segment }) }] : [],
    ),
  ];
}

/** The whole conversion by when paths begin; whoever began lately may still convert. */
function OverTime({ answer, lanes, state, change, onOpen }: {
  answer: Schemas['FunnelAnswer'];
  lanes: Lane[];
  state: FunnelState;
  change: (part: Partial<FunnelState>) => void;
  onOpen: (lane: Lane, bucket?: number) => void;
}) {
  const shown = lanes.slice(0, LANES_MAX);
  const lines = useMemo(() => conversionLines(shown), [answer]);
  const complete = completeBuckets(answer.buckets, new Date());
  const labels = answer.buckets.map(({ date, start }) => bucketLabel(date, start, answer.interval));
  const titles = answer.buckets.map(({ date, start }) => bucketTitle(date, start, answer.interval));
  const valueOf = (value: number | null) => (value === null ? '–' : percent(value / 100));
  const openLine = ({ key }: { key: string }, bucket?: number) => onOpen(shown.find((lane) => lane.key === key)!, bucket);
  const since = new Date((answer.meta.asOf === undefined ? Date.now() : Date.parse(answer.meta.asOf)) - windowMs(state.window));
  return (
    <>
      <div class="panel">
        <div class="panel-head">
          <h2>Conversion over time</h2>
          <Segmented<FunnelInterval>
            label="Interval"
            name="interval"
            value={state.interval}
            choices={[{ value: 'day', label: 'Day' }, { value: 'week', label: 'Week' }, { value: 'month', label: 'Month' }]}
            onChange={(interval) => change({ interval })}
          />
        </div>
        <div class="low">
          <TimeChart
            lines={lines}
            labels={labels.slice(0, complete)}
            titles={titles}
            kind="line"
            percent
            valueOf={valueOf}
            onOpen={openLine}
            describe={'Conversion by ' + answer.interval + ' of the first step. Arrow keys move along it; the table below has the same numbers.'}
          />
        </div>
        <p class="note-line in-panel">
          By when they began. Whoever began after {instant(since.toISOString(), session.value?.project.timeZone ?? 'UTC')} has less than {windowWords(state.window)} behind them and may still convert.
        </p>
      </div>
      <LineTable label="Conversion over time" lines={lines} labels={labels} complete={complete} totalLabel="All" average={false} valueOf={valueOf} onOpen={openLine} shown={undefined} />
    </>
  );
}

/** The demo's own funnel, for a first look. */
const EXAMPLE: FunnelState = {
  ...NO_STEPS,
  steps: ['Signed Up', 'Used Awesome Feature 1', 'Subscribed to Premium'].map((event) => ({ event, where: [] })),
};

function NoSteps({ state, change }: { state: FunnelState; change: (part: Partial<FunnelState>) => void }) {
  const asked = useAsk('example' + session.value?.project.id, async (signal) => {
    const known = await Promise.all(EXAMPLE.steps.map(({ event }) => answerOf(api.GET('/api/v1/events', { params: { query: { search: event } }, signal }))));
    return known.every(({ events }, index) => events.some(({ name }) => name === EXAMPLE.steps[index]!.event));
  });
  return (
    <EmptyState title={state.steps.length === 0 ? 'How far do people get?' : 'One more step'}>
      <p>Choose two events or more on the left, in the order in which people should do them.</p>
      {state.steps.length === 0 && asked.data === true && (
        <p><button type="button" class="btn" onClick={() => change(EXAMPLE)}>For example, from signing up to premium</button></p>
      )}
    </EmptyState>
  );
}

function NobodyBegan({ state, change, first }: { state: FunnelState; change: (part: Partial<FunnelState>) => void; first: string }) {
  const wider = longer(state.range);
  return (
    <EmptyState title={'Nobody began with ' + first + ' in this time'}>
      <p>{rangeInWords(state.range)}{state.segments.length > 0 && ', in the segments on the left'}.</p>
      <div class="row">
        {wider && <button type="button" class="btn" onClick={() => change({ range: wider })}>Look at the {rangeInWords(wider).toLowerCase()}</button>}
        {state.segments.length > 0 && <button type="button" class="btn" onClick={() => change({ segments: [] })}>Look at everybody</button>}
      </div>
    </EmptyState>
  );
}
