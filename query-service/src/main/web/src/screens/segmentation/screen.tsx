import { useSignal } from '@preact/signals';
import { useMemo, useState } from 'preact/hooks';
import { address, go } from '../../address';
import { answerOf, api, type Schemas } from '../../api/client';
import { useAsk } from '../../ask';
import { TimeChart } from '../../chart/chart';
import { csvOf } from '../../chart/csv';
import { completeBuckets, linesOf, type Line } from '../../chart/lines';
import { LineTable } from '../../chart/table';
import { bucketLabel, bucketTitle, datesOf, daysFrom, number, percent } from '../../format';
import { longer, rangeInWords } from '../../question/range';
import { COMPARED, INTERVALS, MEASURES, NOTHING_CHOSEN, segmentationOf, segmentationQuery, segmentationQuestion, STORY, titleOf, type ChartKind, type CompareTo, type Interval, type SegmentationState } from '../../question/segmentation';
import { Change } from '../../ui/change';
import { Menu, Segmented } from '../../ui/controls';
import { QuestionFrame } from '../../ui/frame';
import { Swatch } from '../../ui/icon';
import { PeopleOf, type PeopleChoice } from '../../ui/people';
import { RangeMenu } from '../../ui/range';
import { EmptyState, Skeleton } from '../../ui/states';
import { VerdictWord, Verdicts } from '../../ui/verdicts';
import { Head } from '../../ui/head';
import { session } from '../../api/session';
import { Builder } from './builder';
import { lineChoice } from './choice';
import { Openable } from '../../ui/openable';

export const PATH = '/segmentation';
const DRAWN_AT_FIRST = 10;
const FIGURES = 4;
const IN_LEGEND = 12;

/** The home of the page: who did what over time, segments side by side. */
export function SegmentationScreen() {
  const { query } = address.value;
  const state = segmentationOf(query);
  const first = useFirstChart(query === '');
  const shown = query === '' ? first : state;
  if (shown === undefined) return <Opening />;
  return <Chart state={shown} />;
}

/** What a fresh page shows: the demo's story if it is there, else the most frequent event. */
function useFirstChart(wanted: boolean): SegmentationState | undefined {
  const asked = useAsk(wanted ? 'first' + session.value?.project.id : undefined, async (signal) => {
    const all = async (search: string) => (await answerOf(api.GET('/api/v1/events', { params: { query: { search } }, signal }))).events;
    const story = STORY.events[0]!.event;
    if ((await all(story)).some(({ name }) => name === story)) return STORY;
    const events = await all('');
    return events[0] ? { ...NOTHING_CHOSEN, events: [{ event: events[0].name, where: [] }] } : NOTHING_CHOSEN;
  });
  return asked.data ?? (asked.error ? NOTHING_CHOSEN : undefined);
}

function Opening() {
  return (
    <>
      <Head crumb="Segmentation" title="…" />
      <Skeleton lines={8} />
    </>
  );
}

function Chart({ state }: { state: SegmentationState }) {
  const question = state.events.length === 0 ? undefined : segmentationQuestion(state);
  const asked = useAsk(question && JSON.stringify(question), (signal) => answerOf(api.POST('/api/v1/segmentation', { body: question!, signal })));
  const change = (part: Partial<SegmentationState>) => go(PATH, segmentationQuery({ ...state, ...part }));
  const lines = useMemo(() => (asked.data ? linesOf(asked.data, state.measure) : []), [asked.data, state.measure]);
  return (
    <QuestionFrame
      crumb="Segmentation"
      title={titleOf(state)}
      path={PATH}
      query={segmentationQuery(state)}
      kind="segmentation"
      question={question}
      asked={asked}
      csv={(answer) => csvOf(lines, answer.buckets, state.measure, new Date())}
      caption={(answer) => ({
        note: MEASURES[state.measure].words + ', ' + datesOf(answer.range),
        legend: lines.slice(0, IN_LEGEND).map((line) => ({ ...line, label: line.label + (line.total === null ? '' : ': ' + number(line.total)) })),
      })}
      builder={<Builder state={state} change={change} sizes={new Map(asked.data?.segments.map(({ name, persons }) => [name, persons]))} />}
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
          <CompareMenu chosen={state.compareTo} onChange={(compareTo) => change({ compareTo })} />
          <span class="grow" />
          <Segmented<ChartKind>
            label="Chart"
            name="chart"
            class="wide-only"
            value={state.chart}
            choices={[{ value: 'line', label: 'Lines', icon: 'line' }, { value: 'area', label: 'Stacked areas', icon: 'area' }, { value: 'bar', label: 'Bars', icon: 'bar' }]}
            onChange={(chart) => change({ chart })}
          />
        </>
      }
      unasked={<NoEvent />}
    >
      {(answer) => <Result answer={answer} lines={lines} state={state} change={change} />}
    </QuestionFrame>
  );
}

/** Which earlier days stand beside those of the range. */
function CompareMenu({ chosen, onChange }: { chosen: CompareTo | undefined; onChange: (chosen: CompareTo | undefined) => void }) {
  const words = chosen ? 'And ' + COMPARED[chosen] : 'Compare';
  return (
    <Menu
      label={chosen ? words + ', beside these' : 'Compare to earlier days'}
      items={[
        { label: 'Only these days', checked: chosen === undefined, onChoose: () => onChange(undefined) },
        ...(Object.keys(COMPARED) as CompareTo[]).map((value) => ({ label: 'And ' + COMPARED[value], checked: value === chosen, onChoose: () => onChange(value) })),
      ]}
    >
      {words}
    </Menu>
  );
}

function Result({ answer, lines, state, change }: {
  answer: Schemas['SegmentationAnswer'];
  lines: Line[];
  state: SegmentationState;
  change: (part: Partial<SegmentationState>) => void;
}) {
  const [hidden, setHidden] = useState<{ of: string; keys: Set<string> }>();
  const keys = lines.map(({ key }) => key).join();
  const off = hidden?.of === keys ? hidden.keys : new Set(lines.filter(({ other }, index) => index >= DRAWN_AT_FIRST || (other && lines.length > DRAWN_AT_FIRST)).map(({ key }) => key));
  const drawn = lines.filter(({ key }) => !off.has(key));
  const complete = completeBuckets(answer.buckets, new Date());
  const labels = answer.buckets.map(({ date, start }) => bucketLabel(date, start, answer.interval));
  const titles = answer.buckets.map(({ date, start }) => bucketTitle(date, start, answer.interval));
  const valueOf = (value: number | null) => (value === null ? '–' : state.measure === 'activePercent' ? percent(value / 100) : number(value));
  const words = MEASURES[state.measure].words;
  const days = daysFrom(answer.range.from, answer.range.to);
  const totalLabel = days === 1 ? 'All day' : days + ' days';
  const nothing = lines.every(({ total }) => total === null || total === 0);
  const people = useSignal<PeopleChoice>();
  const own = lines.filter(({ earlier }) => !earlier);
  const open = (line: Line, bucket?: number) => {
    people.value = lineChoice(line, bucket, { answer, question: segmentationQuestion(state), measure: state.measure, range: rangeInWords(state.range).toLowerCase(), valueOf });
  };
  if (nothing) return <Nothing state={state} change={change} />;
  return (
    <>
      <div class="panel">
        <div class="figures">
          {own.slice(0, FIGURES).map((line) => (
            <div class="figure" key={line.key}>
              <div class="what"><Swatch slot={line.slot} /><span class="cut">{line.label}</span></div>
              <div class="value"><Openable value={line.total} label={line.label} onOpen={() => open(line)}>{valueOf(line.total)}</Openable></div>
              <div class="soft">{words}, {rangeInWords(state.range).toLowerCase()}</div>
              <Change line={line} lines={lines} share={state.measure === 'activePercent'} valueOf={valueOf} />
              {comparisonOf(answer, line)}
            </div>
          ))}
          {own.length > FIGURES && <div class="figure more">and {own.length - FIGURES} more in the table</div>}
        </div>
        <TimeChart
          lines={state.chart === 'area' ? drawn.filter(({ earlier }) => !earlier) : drawn}
          labels={labels.slice(0, complete)}
          titles={titles}
          kind={state.chart}
          percent={state.measure === 'activePercent'}
          valueOf={valueOf}
          onOpen={open}
          describe={'Chart of ' + words + ' by ' + answer.interval + ': ' + drawn.map(({ label, total }) => label + ' ' + valueOf(total)).join(', ') + '. Arrow keys move along it; the table below has the same numbers.'}
        />
      </div>
      <LineTable
        lines={lines}
        labels={labels}
        complete={complete}
        totalLabel={totalLabel}
        valueOf={valueOf}
        onOpen={open}
        shown={lines.length > 2 ? new Set(drawn.map(({ key }) => key)) : undefined}
        onShown={(changed, draw) => {
          const next = new Set(off);
          for (const key of changed) {
            if (draw) next.delete(key);
            else next.add(key);
          }
          setHidden({ of: keys, keys: next });
        }}
      />
      <Verdicts
        title="Is the difference real? Share of active users who did it"
        comparisons={answer.comparisons.map(({ event, baseline, compared }) => ({ baseline: baseline.name, compared, ...(answer.comparisons.length > 1 ? { about: event } : {}) }))}
      />
      <Verdicts
        title={'Is the difference real? ' + words[0]!.toUpperCase() + words.slice(1)}
        comparisons={answer.meanComparisons.map(({ event, baseline, compared }) => ({ baseline: baseline.name, compared, ...(answer.meanComparisons.length > 1 ? { about: event } : {}) }))}
      />
      {answer.overlaps.some(({ persons }) => persons > 0) && (
        <p class="note-line">
          {answer.overlaps.filter(({ persons }) => persons > 0).map(({ first, second, persons }) => number(persons) + ' people were in both ' + first + ' and ' + second).join('; ')}: whoever changes plan midway counts in each.
        </p>
      )}
      <PeopleOf choice={people} />
      {complete < answer.buckets.length && <p class="note-line">{titles[complete]} is drawn once it is over.</p>}
    </>
  );
}

/** The verdict on a named segment against the first one, for its event: on the mean per person if that is the figure, else on the share. */
function comparisonOf(answer: Schemas['SegmentationAnswer'], line: Line) {
  const comparisons = answer.meanComparisons.find(({ letter }) => letter === line.letter) ?? answer.comparisons.find(({ letter }) => letter === line.letter);
  const comparison = line.group.length > 0 || line.other ? undefined : comparisons?.compared.find(({ name }) => name === line.segment);
  return comparison && comparisons && <VerdictWord comparison={comparison} than={comparisons.baseline.name} />;
}

function Nothing({ state, change }: { state: SegmentationState; change: (part: Partial<SegmentationState>) => void }) {
  const wider = longer(state.range);
  const narrowed = state.segments.length > 0 || state.events.some(({ where }) => where.length > 0);
  return (
    <EmptyState title={'No ' + state.events.map(({ event }) => event).join(' or ') + ' in this time'}>
      <p>{rangeInWords(state.range)}{narrowed && ', in the segments and with the filters on the left'}.</p>
      <div class="row">
        {wider && <button type="button" class="btn" onClick={() => change({ range: wider })}>Look at the {rangeInWords(wider).toLowerCase()}</button>}
        {state.segments.length > 0 && <button type="button" class="btn" onClick={() => change({ segments: [] })}>Look at everybody</button>}
      </div>
    </EmptyState>
  );
}

function NoEvent() {
  return (
    <EmptyState title="Nothing to count yet">
      <p>Choose an event on the left. If there is none, nothing has arrived in this project.</p>
      <p><a class="btn" href="/settings">How to send events</a></p>
    </EmptyState>
  );
}
