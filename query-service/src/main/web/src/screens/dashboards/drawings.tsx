import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Schemas } from '../../api/client';
import { TimeChart } from '../../chart/chart';
import { csvOf } from '../../chart/csv';
import { completeBuckets, linesOf, type Line } from '../../chart/lines';
import { bucketLabel, bucketTitle, number, percent } from '../../format';
import { MEASURES, type Measure } from '../../question/segmentation';
import { Change } from '../../ui/change';
import { Swatch } from '../../ui/icon';
import { Openable } from '../../ui/openable';
import { PeopleOf, type PeopleChoice } from '../../ui/people';
import { EmptyState } from '../../ui/states';
import { lifecycleCsv, sessionsCsv, stickinessCsv } from '../activity/lines';
import { Lifecycle } from '../activity/lifecycle';
import { Sessions } from '../activity/sessions';
import { Stickiness } from '../activity/stickiness';
import { laneChoice } from '../funnels/choice';
import { funnelCsv, lanesOf } from '../funnels/lanes';
import { Steps } from '../funnels/steps';
import { pathsCsv } from '../paths/flow';
import { Paths } from '../paths/screen';
import { cohortChoice } from '../retention/choice';
import { retentionCsv } from '../retention/curves';
import { Grid } from '../retention/grid';
import { Curve } from '../retention/screen';
import { revenueCsv } from '../revenue/lines';
import { Revenue } from '../revenue/screen';
import { lineChoice } from '../segmentation/choice';
import { matrixCsv, usageMatrix } from '../usage/matrix';
import { MatrixTable } from '../usage/table';
import type { Saved } from './saved';

const DRAWN = 10;
const FIGURES = 4;

type Answer = { meta: Schemas['Meta'] };

/** How the answer of one kind of question is drawn on a dashboard, and written as CSV. */
interface Drawing {
  /** Where a program asks the same. */
  path: string;
  draw: (saved: Saved, answer: Answer) => ComponentChildren;
  /** Nothing where the page does not know how to. */
  csv: (saved: Saved, answer: Answer) => string | undefined;
}

export const DRAWINGS: Partial<Record<Schemas['QuestionKind'], Drawing>> = {
  segmentation: {
    path: 'POST /api/v1/segmentation',
    draw: (saved, answer) => <Lines saved={saved} answer={answer as Schemas['SegmentationAnswer']} />,
    csv: (saved, answer) => {
      const { buckets } = answer as Schemas['SegmentationAnswer'];
      const measure = measureOf(saved);
      return measure && csvOf(linesOf(answer as Schemas['SegmentationAnswer'], measure), buckets, measure, new Date());
    },
  },
  funnel: {
    path: 'POST /api/v1/funnel',
    draw: (saved, answer) => <Funnel saved={saved} answer={answer as Schemas['FunnelAnswer']} />,
    csv: (_, answer) => funnelCsv((answer as Schemas['FunnelAnswer']).steps, lanesOf(answer as Schemas['FunnelAnswer'])),
  },
  retention: {
    path: 'POST /api/v1/retention',
    draw: (saved, answer) => <Retention saved={saved} answer={answer as Schemas['RetentionAnswer']} />,
    csv: (_, answer) => retentionCsv(answer as Schemas['RetentionAnswer']),
  },
  lifecycle: {
    path: 'POST /api/v1/lifecycle',
    draw: (saved, answer) => <Lifecycle question={saved.question} answer={answer as Schemas['LifecycleAnswer']} />,
    csv: (_, answer) => lifecycleCsv(answer as Schemas['LifecycleAnswer']),
  },
  stickiness: {
    path: 'POST /api/v1/stickiness',
    draw: (saved, answer) => <Stickiness question={saved.question} answer={answer as Schemas['StickinessAnswer']} by="exactly" />,
    csv: (_, answer) => stickinessCsv(answer as Schemas['StickinessAnswer']),
  },
  featureUsage: {
    path: 'GET /api/v1/feature-usage',
    draw: (saved, answer) => <MatrixTable matrix={usageMatrix(answer as Schemas['FeatureUsageAnswer'], saved.question)} figure="share" range={(answer as Schemas['FeatureUsageAnswer']).range} />,
    csv: (saved, answer) => matrixCsv(usageMatrix(answer as Schemas['FeatureUsageAnswer'], saved.question)),
  },
  revenue: {
    path: 'POST /api/v1/revenue',
    draw: (saved, answer) => <Revenue question={saved.question} answer={answer as Schemas['RevenueAnswer']} measure="arpu" />,
    csv: (_, answer) => revenueCsv(answer as Schemas['RevenueAnswer']),
  },
  paths: {
    path: 'POST /api/v1/paths',
    draw: (saved, answer) => <Paths question={saved.question} answer={answer as Schemas['PathsAnswer']} />,
    csv: (_, answer) => pathsCsv(answer as Schemas['PathsAnswer']),
  },
  sessions: {
    path: 'POST /api/v1/sessions',
    draw: (saved, answer) => <Sessions question={saved.question} answer={answer as Schemas['SessionsAnswer']} measure="sessions" />,
    csv: (_, answer) => sessionsCsv(answer as Schemas['SessionsAnswer']),
  },
};

/** The measure that is drawn: the first, if the page knows it. */
function measureOf(saved: Saved): Measure | undefined {
  const [measure] = (saved.question as { measures?: unknown[] }).measures ?? ['uniques'];
  return typeof measure === 'string' && Object.hasOwn(MEASURES, measure) ? (measure as Measure) : undefined;
}

function Lines({ saved, answer }: { saved: Saved; answer: Schemas['SegmentationAnswer'] }) {
  const people = useSignal<PeopleChoice>();
  const measure = measureOf(saved);
  if (!measure) return <EmptyState title="Its measure is not drawn on the page yet" />;
  const lines = linesOf(answer, measure);
  const own = lines.filter(({ earlier }) => !earlier);
  const titles = answer.buckets.map(({ date, start }) => bucketTitle(date, start, answer.interval));
  const labels = answer.buckets.map(({ date, start }) => bucketLabel(date, start, answer.interval));
  const share = measure === 'activePercent';
  const valueOf = (value: number | null) => (value === null ? '–' : share ? percent(value / 100) : number(value));
  const { words } = MEASURES[measure];
  const open = (line: Line, bucket?: number) => {
    people.value = lineChoice(line, bucket, { answer, question: saved.question, measure, range: saved.name, valueOf });
  };
  return (
    <>
      <div class="figures">
        {own.slice(0, FIGURES).map((line) => (
          <div class="figure" key={line.key}>
            <div class="what"><Swatch slot={line.slot} /><span class="cut">{line.label}</span></div>
            <div class="value"><Openable value={line.total} label={line.label} onOpen={() => open(line)}>{valueOf(line.total)}</Openable></div>
            <div class="soft">{words}</div>
            <Change line={line} lines={lines} share={share} valueOf={valueOf} />
          </div>
        ))}
        {own.length > FIGURES && <div class="figure more">and {own.length - FIGURES} more</div>}
      </div>
      <TimeChart
        lines={lines.filter(({ other }) => !other).slice(0, DRAWN)}
        labels={labels.slice(0, completeBuckets(answer.buckets, new Date()))}
        titles={titles}
        kind="line"
        percent={share}
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
          people.value = laneChoice(lane, { step, dropped }, answer, saved.question);
        }}
      />
      <PeopleOf choice={people} />
    </>
  );
}

/** The curve; its cohorts, which lead to their people, folded away below. */
function Retention({ saved, answer }: { saved: Saved; answer: Schemas['RetentionAnswer'] }) {
  const people = useSignal<PeopleChoice>();
  return (
    <>
      <Curve answer={answer} />
      <details>
        <summary>Cohorts</summary>
        {answer.lines.map((line, index) => (
          <Grid
            key={index}
            answer={answer}
            line={line}
            onOpen={(of, cohort, bracket) => {
              people.value = cohortChoice(of, cohort, bracket, answer, saved.question);
            }}
          />
        ))}
      </details>
      <PeopleOf choice={people} />
    </>
  );
}
