import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { address, go } from '../../address';
import { answerOf, api, type Schemas } from '../../api/client';
import { useAsk } from '../../ask';
import { loadChart, TimeChart } from '../../chart/chart';
import { csvOf } from '../../chart/csv';
import { completeBuckets, linesOf, type Line } from '../../chart/lines';
import { pngOf } from '../../chart/png';
import { LineTable } from '../../chart/table';
import { download, downloadCsv, fileName } from '../../download';
import { bucketLabel, bucketTitle, daysFrom, number, percent } from '../../format';
import { asAnswered, segmentationCell } from '../../question/people';
import { longer, rangeInWords } from '../../question/range';
import { INTERVALS, MEASURES, NOTHING_CHOSEN, segmentationOf, segmentationQuery, segmentationQuestion, STORY, titleOf, type ChartKind, type Interval, type SegmentationState } from '../../question/segmentation';
import { CopyButton, Menu, Segmented } from '../../ui/controls';
import { Explanation } from '../../ui/explanation';
import { Swatch } from '../../ui/icon';
import { PeopleOf, type PeopleChoice } from '../../ui/people';
import { RangeMenu } from '../../ui/range';
import { SaveButton } from '../../ui/saving';
import { EmptyState, ErrorState, Progress, Skeleton, StatusLine } from '../../ui/states';
import { VerdictWord, Verdicts } from '../../ui/verdicts';
import { Head } from '../../ui/head';
import { session } from '../../api/session';
import { Builder } from './builder';
import { Openable } from '../../ui/openable';

export const PATH = '/segmentation';
const DRAWN_AT_FIRST = 10;

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
  const question = segmentationQuestion(state);
  const asked = useAsk(state.events.length === 0 ? undefined : JSON.stringify(question), (signal) =>
    answerOf(api.POST('/api/v1/segmentation', { body: question, signal })),
  );
  const [explaining, setExplaining] = useState(false);
  // beside the question, not after its answer
  useEffect(() => void loadChart(), []);
  const panel = useRef<HTMLDivElement>(null);
  const change = (part: Partial<SegmentationState>) => go(PATH, segmentationQuery({ ...state, ...part }));
  const title = titleOf(state);
  const lines = useMemo(() => (asked.data ? linesOf(asked.data, state.measure) : []), [asked.data, state.measure]);
  const answered = asked.data !== undefined && lines.some((line) => line.total !== null);
  const exportAs = exports(asked.data, lines, state, title, panel);

  useEffect(() => {
    const onExport = () => exportAs.csv();
    addEventListener('riffle-export', onExport);
    return () => removeEventListener('riffle-export', onExport);
  });

  return (
    <>
      <Head crumb="Segmentation" title={title}>
        <CopyButton class="btn icon-on-phone" text={() => location.origin + PATH + '?' + segmentationQuery(state)}>Copy link</CopyButton>
        {answered && <SaveButton kind="segmentation" question={question} title={title} />}
        {answered && (
          <Menu label="Export" icon="down" class="btn icon-on-phone" items={[
            { label: 'CSV: the values', onChoose: exportAs.csv },
            { label: 'PNG: the picture', onChoose: exportAs.png },
          ]}>Export</Menu>
        )}
        {answered && <button type="button" class="btn wide-only" onClick={() => setExplaining(true)}>Explain</button>}
      </Head>
      <div class="work">
        <Builder state={state} change={change} sizes={new Map(asked.data?.segments.map(({ name, persons }) => [name, persons]))} />
        <section class="result" aria-label="Result">
          <div class="bar">
            <RangeMenu range={state.range} onChange={(range) => change({ range })} />
            <Segmented<Interval>
              label="Interval"
              name="interval"
              value={state.interval}
              choices={INTERVALS.map((value) => ({ value, label: value[0]!.toUpperCase() + value.slice(1), class: value === 'hour' || value === 'quarter' ? 'wide-only' : '' }))}
              onChange={(interval) => change({ interval })}
            />
            <span class="grow" />
            <Segmented<ChartKind>
              label="Chart"
              name="chart"
              class="wide-only"
              value={state.chart}
              choices={[{ value: 'line', label: 'Lines', icon: 'line' }, { value: 'area', label: 'Stacked areas', icon: 'area' }, { value: 'bar', label: 'Bars', icon: 'bar' }]}
              onChange={(chart) => change({ chart })}
            />
          </div>
          <Progress asked={asked} />
          {asked.error ? (
            <ErrorState error={asked.error} retry={asked.retry} />
          ) : state.events.length === 0 ? (
            <NoEvent />
          ) : asked.cancelled && !asked.data ? (
            <EmptyState title="Stopped"><button type="button" class="btn" onClick={asked.retry}>Ask again</button></EmptyState>
          ) : asked.data === undefined ? (
            <Skeleton lines={8} />
          ) : (
            <Result answer={asked.data} lines={lines} state={state} change={change} stale={asked.loading} panel={panel} />
          )}
        </section>
      </div>
      {explaining && asked.data && <Explanation title={title} queryId={asked.data.meta.queryId} path="POST /api/v1/segmentation" question={question} onClose={() => setExplaining(false)} />}
    </>
  );
}

function Result({ answer, lines, state, change, stale, panel }: {
  answer: Schemas['SegmentationAnswer'];
  lines: Line[];
  state: SegmentationState;
  change: (part: Partial<SegmentationState>) => void;
  stale: boolean;
  panel: { current: HTMLDivElement | null };
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
  const open = (line: Line, bucket?: number) => {
    people.value = {
      title: line.label + ', ' + (bucket === undefined ? rangeInWords(state.range).toLowerCase() : titles[bucket]),
      note: state.measure === 'uniques' ? undefined : 'Those who did it at all: the figure, ' + valueOf(bucket === undefined ? line.total : (line.points[bucket] ?? null)) + ', counts ' + words + '.',
      kind: 'segmentation',
      question: asAnswered(segmentationQuestion(state), answer),
      cell: segmentationCell(line, bucket === undefined ? undefined : answer.buckets[bucket]!.start),
    };
  };
  if (nothing) return <Nothing state={state} change={change} answer={answer} />;
  return (
    <div class={stale ? 'stale' : ''}>
      <div class="panel" ref={panel}>
        <div class="figures">
          {lines.slice(0, 4).map((line) => (
            <div class="figure" key={line.key}>
              <div class="what"><Swatch slot={line.slot} /><span class="cut">{line.label}</span></div>
              <div class="value"><Openable value={line.total} label={line.label} onOpen={() => open(line)}>{valueOf(line.total)}</Openable></div>
              <div class="soft">{words}, {rangeInWords(state.range).toLowerCase()}</div>
              {comparisonOf(answer, line)}
            </div>
          ))}
          {lines.length > 4 && <div class="figure more">and {lines.length - 4} more in the table</div>}
        </div>
        <TimeChart
          lines={drawn}
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
      {answer.overlaps.some(({ persons }) => persons > 0) && (
        <p class="note-line">
          {answer.overlaps.filter(({ persons }) => persons > 0).map(({ first, second, persons }) => number(persons) + ' people were in both ' + first + ' and ' + second).join('; ')}: whoever changes plan midway counts in each.
        </p>
      )}
      <PeopleOf choice={people} />
      <StatusLine meta={answer.meta}>{complete < answer.buckets.length && <span>{titles[complete]} is drawn once it is over</span>}</StatusLine>
    </div>
  );
}

/** The verdict on a named segment against the first one, for its event; of a figure that counts persons. */
function comparisonOf(answer: Schemas['SegmentationAnswer'], line: Line) {
  const comparisons = answer.comparisons.find(({ letter }) => letter === line.letter);
  const comparison = line.group.length > 0 || line.other ? undefined : comparisons?.compared.find(({ name }) => name === line.segment);
  return comparison && comparisons && <VerdictWord comparison={comparison} than={comparisons.baseline.name} />;
}

function Nothing({ state, change, answer }: { state: SegmentationState; change: (part: Partial<SegmentationState>) => void; answer: Schemas['SegmentationAnswer'] }) {
  const wider = longer(state.range);
  const narrowed = state.segments.length > 0 || state.events.some(({ where }) => where.length > 0);
  return (
    <>
      <EmptyState title={'No ' + state.events.map(({ event }) => event).join(' or ') + ' in this time'}>
        <p>{rangeInWords(state.range)}{narrowed && ', in the segments and with the filters on the left'}.</p>
        <div class="row">
          {wider && <button type="button" class="btn" onClick={() => change({ range: wider })}>Look at the {rangeInWords(wider).toLowerCase()}</button>}
          {state.segments.length > 0 && <button type="button" class="btn" onClick={() => change({ segments: [] })}>Look at everybody</button>}
        </div>
      </EmptyState>
      <StatusLine meta={answer.meta} />
    </>
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

function exports(answer: Schemas['SegmentationAnswer'] | undefined, lines: Line[], state: SegmentationState, title: string, panel: { current: HTMLDivElement | null }) {
  return {
    csv: () => {
      if (answer) downloadCsv(title, csvOf(lines, answer.buckets, state.measure, new Date()));
    },
    png: async () => {
      const drawing = panel.current?.querySelector<HTMLElement>('.chart-drawing');
      if (!drawing || !answer) return;
      const note = MEASURES[state.measure].words + ', ' + answer.range.from + ' to ' + answer.range.to + ', ' + answer.range.timeZone;
      const legend = lines.slice(0, 12).map(({ label, slot, total }) => ({ label: label + (total === null ? '' : ': ' + number(total)), slot }));
      download(fileName(title) + '.png', await pngOf(drawing, title, note, legend));
    },
  };
}
