import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { answerOf, api, type Schemas } from '../../api/client';
import { useAsk } from '../../ask';
import { loadChart, TimeChart } from '../../chart/chart';
import { completeBuckets, linesOf, type Line } from '../../chart/lines';
import { bucketLabel, bucketTitle, number, percent } from '../../format';
import { asAnswered, segmentationCell } from '../../question/people';
import { placeOf } from '../../question/place';
import type { Range } from '../../question/range';
import { MEASURES, type Measure } from '../../question/segmentation';
import { atMost } from '../../turns';
import { Swatch } from '../../ui/icon';
import { Openable } from '../../ui/openable';
import { PeopleOf, type PeopleChoice } from '../../ui/people';
import { EmptyState, ErrorState, Progress, Skeleton, StatusLine } from '../../ui/states';
import { laneCell, lanesOf } from '../funnels/lanes';
import { Steps } from '../funnels/steps';
import { Curve } from '../retention/screen';
import { KINDS, type Saved } from './saved';

const DRAWN = 10;
const FIGURES = 4;
/** A dashboard of fifty must not take the slots of all who ask. */
const inTurn = atMost(3);

/** One saved question with its answer, drawn as its own screen draws it. */
export function Chart({ saved, id, range, timeZone, tools }: { saved: Saved | undefined; id: string; range: Range | undefined; timeZone: string | undefined; tools: ComponentChildren }) {
  const place = saved && placeOf(saved.kind, saved.question);
  const drawable = saved && saved.kind in DRAWINGS;
  const scope = { ...range, ...(timeZone === undefined ? {} : { timeZone }) };
  const asked = useAsk(drawable ? JSON.stringify([saved.id, saved.version, scope]) : undefined, (signal) =>
    inTurn(signal, () => answerOf(api.POST('/api/v1/questions/{question}/answer', { params: { path: { question: id } }, body: scope, signal }))),
  );
  useEffect(() => void loadChart(), []);
  const Drawing = saved && DRAWINGS[saved.kind];
  return (
    <section class="tile" aria-label={saved?.name ?? id}>
      <header>
        <h2 class="cut">{place ? <a href={place}>{saved!.name}</a> : (saved?.name ?? id)}</h2>
        {saved && <span class="soft">{KINDS[saved.kind]}</span>}
        {tools}
      </header>
      <Progress asked={asked} />
      {!saved ? (
        <EmptyState title="No such saved question" />
      ) : !Drawing ? (
        <EmptyState title={KINDS[saved.kind] + ' is not drawn on a dashboard yet'}><p>Programs get its answer: <code>POST /api/v1/questions/{id}/answer</code></p></EmptyState>
      ) : asked.error ? (
        <ErrorState error={asked.error} retry={asked.retry} />
      ) : asked.data === undefined ? (
        <Skeleton lines={6} />
      ) : (
        <div class={asked.loading ? 'stale' : ''}>
          <Drawing saved={saved} answer={asked.data} />
          <StatusLine meta={asked.data.meta} />
        </div>
      )}
    </section>
  );
}

interface Drawn {
  saved: Saved;
  answer: { meta: Schemas['Meta'] };
}

const DRAWINGS: Partial<Record<Schemas['QuestionKind'], (drawn: Drawn) => ComponentChildren>> = {
  segmentation: ({ saved, answer }) => <Lines saved={saved} answer={answer as Schemas['SegmentationAnswer']} />,
  funnel: ({ saved, answer }) => <Funnel saved={saved} answer={answer as Schemas['FunnelAnswer']} />,
  retention: ({ answer }) => <Curve answer={answer as Schemas['RetentionAnswer']} />,
};

function Lines({ saved, answer }: { saved: Saved; answer: Schemas['SegmentationAnswer'] }) {
  const people = useSignal<PeopleChoice>();
  const [measure] = (saved.question as { measures?: unknown[] }).measures ?? ['uniques'];
  if (typeof measure !== 'string' || !(measure in MEASURES)) return <EmptyState title="Its measure is not drawn on the page yet" />;
  const shown = measure as Measure;
  const lines = linesOf(answer, shown);
  const titles = answer.buckets.map(({ date, start }) => bucketTitle(date, start, answer.interval));
  const labels = answer.buckets.map(({ date, start }) => bucketLabel(date, start, answer.interval));
  const valueOf = (value: number | null) => (value === null ? '–' : shown === 'activePercent' ? percent(value / 100) : number(value));
  const { words } = MEASURES[shown];
  const open = (line: Line, bucket?: number) => {
    people.value = {
      title: line.label + ', ' + (bucket === undefined ? saved.name : titles[bucket]!),
      note: shown === 'uniques' ? undefined : 'Those who did it at all: the figure counts ' + words + '.',
      kind: 'segmentation',
      question: asAnswered(saved.question, answer),
      cell: segmentationCell(line, bucket === undefined ? undefined : answer.buckets[bucket]!.start),
    };
  };
  return (
    <>
      <div class="figures">
        {lines.slice(0, FIGURES).map((line) => (
          <div class="figure" key={line.key}>
            <div class="what"><Swatch slot={line.slot} /><span class="cut">{line.label}</span></div>
            <div class="value"><Openable value={line.total} label={line.label} onOpen={() => open(line)}>{valueOf(line.total)}</Openable></div>
            <div class="soft">{words}</div>
          </div>
        ))}
        {lines.length > FIGURES && <div class="figure more">and {lines.length - FIGURES} more</div>}
      </div>
      <TimeChart
        lines={lines.filter(({ other }) => !other).slice(0, DRAWN)}
        labels={labels.slice(0, completeBuckets(answer.buckets, new Date()))}
        titles={titles}
        kind="line"
        percent={shown === 'activePercent'}
        valueOf={valueOf}
        onOpen={open}
        describe={saved.name + ': ' + words + ' by ' + answer.interval + '. Arrow keys move along it.'}
      />
      <PeopleOf choice={people} />
    </>
  );
}

function Funnel({ saved, answer }: { saved: Saved; answer: Schemas['FunnelAnswer'] }) {
  const people = useSignal<PeopleChoice>();
  return (
    <>
      <Steps
        names={answer.steps}
        lanes={lanesOf(answer)}
        onOpen={(lane, step, dropped) => {
          people.value = {
            title: lane.name + ', ' + (dropped ? answer.steps[step] + ', and not ' + answer.steps[step + 1] : answer.steps[step]),
            kind: 'funnel',
            question: asAnswered(saved.question, answer),
            cell: laneCell(lane, step, dropped),
          };
        }}
      />
      <PeopleOf choice={people} />
    </>
  );
}
