import { useSignal } from '@preact/signals';
import { address, go } from '../../address';
import { answerOf, api, type Schemas } from '../../api/client';
import { useAsk } from '../../ask';
import { TimeChart } from '../../chart/chart';
import { datesOf, number, percent } from '../../format';
import { longer, rangeInWords } from '../../question/range';
import { retentionOf, retentionQuery, retentionQuestion, retentionTitle, type RetentionState, type Unit } from '../../question/retention';
import { Segmented } from '../../ui/controls';
import { QuestionFrame } from '../../ui/frame';
import { Swatch } from '../../ui/icon';
import { PeopleOf, type PeopleChoice } from '../../ui/people';
import { RangeMenu } from '../../ui/range';
import { EmptyState } from '../../ui/states';
import { VerdictWord, Verdicts } from '../../ui/verdicts';
import { RetentionBuilder } from './builder';
import { cohortChoice } from './choice';
import { curvesOf, periodName, periodsKnown, retentionCsv } from './curves';
import { Grid } from './grid';

export const PATH = '/retention';
const UNITS: readonly { value: Unit; label: string }[] = [{ value: 'day', label: 'Day' }, { value: 'week', label: 'Week' }, { value: 'month', label: 'Month' }];
/** The period whose share is the headline: the first after the start. */
const HEADLINE = 1;

/** Who comes back: those who started together, by the periods after. */
export function RetentionScreen() {
  const state = retentionOf(address.value.query);
  const change = (part: Partial<RetentionState>) => go(PATH, retentionQuery({ ...state, ...part }));
  const question = retentionQuestion(state);
  const asked = useAsk(JSON.stringify(question), (signal) => answerOf(api.POST('/api/v1/retention', { body: question, signal })));
  return (
    <QuestionFrame
      crumb="Retention"
      title={retentionTitle(state)}
      path={PATH}
      query={retentionQuery(state)}
      kind="retention"
      question={question}
      asked={asked}
      csv={retentionCsv}
      caption={(answer) => ({ note: 'Share that came back, by ' + answer.unit + ' after the start, started ' + datesOf(answer.range), legend: curvesOf(answer) })}
      builder={<RetentionBuilder state={state} change={change} sizes={new Map(asked.data?.lines.map((line) => [line.segment ?? '', line.all.persons]))} />}
      bar={
        <>
          <RangeMenu range={state.range} onChange={(range) => change({ range })} />
          <Segmented<Unit> label="Period" name="unit" value={state.unit} choices={UNITS} onChange={(unit) => change({ unit })} />
          <Segmented<RetentionState['returned']>
            label="Back"
            name="returned"
            value={state.returned}
            choices={[{ value: 'on', label: 'Back in the ' + state.unit }, { value: 'onOrAfter', label: 'In it or later' }]}
            onChange={(returned) => change({ returned })}
          />
        </>
      }
    >
      {(answer) => (answer.lines.every(({ all }) => all.persons === 0) ? <NobodyStarted state={state} change={change} /> : <Result answer={answer} state={state} />)}
    </QuestionFrame>
  );
}

function Result({ answer, state }: { answer: Schemas['RetentionAnswer']; state: RetentionState }) {
  const people = useSignal<PeopleChoice>();
  const open = (line: Schemas['RetentionLine'], cohort: number, bracket?: number) => {
    people.value = cohortChoice(line, cohort, bracket, answer, retentionQuestion(state));
  };
  return (
    <>
      <Curve answer={answer} />
      {answer.lines.map((line, index) => <Grid key={index} answer={answer} line={line} onOpen={open} />)}
      <p class="note-line">
        A cell is the share of the row’s people who came back. “So far” is not over yet: more may come, so it has no share and is in no average. “All” pools what is over.
        {answer.lines.length > 1 && answer.comparisons.length === 0 && ' Whether segments really differ can be said of first starts alone: choose “The first time ever”.'}
      </p>
      <Verdicts
        title="Is the difference real? Share of those who started that came back"
        comparisons={answer.comparisons
          .map(({ baseline, compared }, index) => ({ about: periodName(answer.unit, answer.brackets[index]!), baseline: baseline.name, compared }))
          .slice(HEADLINE)}
      />
      <PeopleOf choice={people} />
    </>
  );
}

/** The pooled shares by period, segments side by side. */
export function Curve({ answer }: { answer: Schemas['RetentionAnswer'] }) {
  const lines = curvesOf(answer);
  const periods = answer.brackets.map((bracket) => periodName(answer.unit, bracket));
  const known = periodsKnown(lines);
  const valueOf = (value: number | null) => (value === null ? '–' : percent(value / 100));
  const headline = periods[HEADLINE]!.toLowerCase();
  return (
    <div class="panel">
      <div class="figures">
        {lines.map((line, index) => {
          const rate = answer.lines[index]!.all.overall[HEADLINE]!;
          const comparisons = answer.comparisons[HEADLINE];
          const comparison = comparisons?.compared.find(({ name }) => name === line.segment);
          return (
            <div class="figure" key={line.key}>
              <div class="what"><Swatch slot={line.slot} /><span class="cut" title={line.label}>{line.label}</span></div>
              <div class="value">{valueOf(line.points[HEADLINE] ?? null)}</div>
              <div class="soft">back {answer.unit === 'day' ? 'on' : 'in'}{answer.returned === 'onOrAfter' && ' or after'} {headline}: {number(rate.returned)} of {number(rate.persons)}</div>
              {comparison && <VerdictWord comparison={comparison} than={comparisons!.baseline.name} />}
            </div>
          );
        })}
      </div>
      <div class="low">
        <TimeChart
          lines={lines}
          labels={periods.slice(0, known)}
          titles={periods}
          kind="line"
          percent
          valueOf={valueOf}
          describe={'Share that came back by ' + answer.unit + ' after the start. Arrow keys move along it; the first rows of the tables below have the same numbers.'}
        />
      </div>
    </div>
  );
}

function NobodyStarted({ state, change }: { state: RetentionState; change: (part: Partial<RetentionState>) => void }) {
  const wider = longer(state.range);
  return (
    <EmptyState title={'Nobody started' + (state.start ? ' with ' + state.start.event : '') + ' in this time'}>
      <p>{rangeInWords(state.range)}{state.segments.length > 0 && ', in the segments on the left'}.</p>
      <div class="row">
        {wider && <button type="button" class="btn" onClick={() => change({ range: wider })}>Look at the {rangeInWords(wider).toLowerCase()}</button>}
        {state.segments.length > 0 && <button type="button" class="btn" onClick={() => change({ segments: [] })}>Look at everybody</button>}
      </div>
    </EmptyState>
  );
}
