import { useSignal } from '@preact/signals';
import { address, go } from '../../address';
import { answerOf, api, type Schemas } from '../../api/client';
import { useAsk } from '../../ask';
import { propertyOptions } from '../../catalog';
import { TimeChart } from '../../chart/chart';
import { ColumnTable } from '../../chart/columns';
import type { Line } from '../../chart/lines';
import { count, datesOf, number, percent } from '../../format';
import type { Property } from '../../question/condition';
import { asAnswered } from '../../question/people';
import { DAYS, REVENUE_MEASURES, revenueOf, revenueQuery, revenueQuestion, type RevenueMeasure, type RevenueState } from '../../question/revenue';
import { Menu, Segmented } from '../../ui/controls';
import { Definition } from '../../ui/definition';
import { EventOrAny } from '../../ui/eventOrAny';
import { QuestionFrame } from '../../ui/frame';
import { Icon, Swatch } from '../../ui/icon';
import { Openable } from '../../ui/openable';
import { PeopleOf, type PeopleChoice } from '../../ui/people';
import { Picker } from '../../ui/picker';
import { RangeMenu } from '../../ui/range';
import { Segments } from '../../ui/segments';
import { EmptyState } from '../../ui/states';
import { Verdicts } from '../../ui/verdicts';
import { lastDay, revenueCsv, revenueLines } from './lines';

export const PATH = '/revenue';
const MEASURES = Object.keys(REVENUE_MEASURES) as RevenueMeasure[];

/** How much new persons bring, day by day of their lives. */
export function RevenueScreen() {
  const state = revenueOf(address.value.query);
  const question = revenueQuestion(state);
  const asked = useAsk(JSON.stringify(question), (signal) => answerOf(api.POST('/api/v1/revenue', { body: question, signal })));
  const change = (part: Partial<RevenueState>) => go(PATH, revenueQuery({ ...state, ...part }));
  const { words } = REVENUE_MEASURES[state.measure];
  return (
    <QuestionFrame
      crumb="Revenue"
      title={'Revenue of new people' + (state.event ? ' by ' + state.event.event : '')}
      path={PATH}
      query={revenueQuery(state)}
      kind="revenue"
      question={question}
      asked={asked}
      csv={revenueCsv}
      caption={({ range, lines }) => ({ note: words + ' by the day of their lives, new ' + datesOf(range), legend: revenueLines(lines, state.measure) })}
      builder={
        <Definition summary={<b>{state.property}</b>}>
          <EventOrAny legend="Money comes with" choice={state.event} onChange={(event) => change({ event })} name="event" />
          <fieldset>
            <legend>How much it is</legend>
            <Picker label="Event property" load={propertyOptions('event')} buttonClass="pick grow" onChoose={({ property }: Property) => change({ property })}>
              <span class="cut">{state.property}</span> <Icon name="chevron" size="small" />
            </Picker>
          </fieldset>
          <Segments segments={state.segments} onChange={(segments) => change({ segments })} marked sizes={new Map(asked.data?.lines.map(({ segment, persons }) => [segment ?? '', persons]))} note="By the properties at a person’s first event." />
        </Definition>
      }
      bar={
        <>
          <RangeMenu range={state.range} onChange={(range) => change({ range })} />
          <Menu label={state.days + ' days'} items={DAYS.map((days) => ({ label: days + ' days', checked: days === state.days, onChoose: () => change({ days }) }))}>{state.days} days</Menu>
          <Segmented<RevenueMeasure> label="Measured as" name="measure" value={state.measure} choices={MEASURES.map((value) => ({ value, label: REVENUE_MEASURES[value].name }))} onChange={(measure) => change({ measure })} />
        </>
      }
    >
      {(answer) => <Revenue answer={answer} question={question} measure={state.measure} />}
    </QuestionFrame>
  );
}

/** A curve for each segment over the days since its persons came. */
export function Revenue({ answer, question, measure }: { answer: Schemas['RevenueAnswer']; question: object; measure: RevenueMeasure }) {
  const people = useSignal<PeopleChoice>();
  const lines = revenueLines(answer.lines, measure);
  const last = lastDay(lines);
  const share = measure === 'paying';
  const { words } = REVENUE_MEASURES[measure];
  const valueOf = (value: number | null) => (value === null ? '–' : share ? percent(value / 100) : number(value));
  const days = answer.lines[0]!.days.map(({ day }) => 'Day ' + day);
  const open = (line: Line, day?: number) => {
    const paying = day !== undefined && (share || measure === 'arppu');
    people.value = {
      title: line.label + (day === undefined ? ', new in this time' : ', ' + (paying ? 'had paid by day ' : 'have lived through day ') + day),
      note: day === undefined || share ? undefined : 'The figure, ' + valueOf(line.points[day] ?? null) + ', is ' + words + '.',
      kind: 'revenue',
      question: asAnswered(question, answer),
      cell: { ...(day === undefined ? {} : { day }), ...(paying ? { paying } : {}), ...(line.segment === undefined ? {} : { segment: line.segment }) },
    };
  };
  if (last === undefined) {
    return <EmptyState title={lines.every(({ total }) => total === 0) ? 'Nobody was new in this time' : 'No first day is over yet'}><p>New is whose first event of all times lies in it.</p></EmptyState>;
  }
  return (
    <>
      <div class="panel">
        <div class="figures">
          {lines.map((line, index) => (
            <div class="figure" key={line.key}>
              <div class="what"><Swatch slot={line.slot} /><span class="cut">{line.label}</span></div>
              <div class="value"><Openable value={line.points[last] ?? null} label={line.label} onOpen={() => open(line, last)}>{valueOf(line.points[last] ?? null)}</Openable></div>
              <div class="soft">{words} by day {last}, of {count(answer.lines[index]!.days[last]!.persons, 'person')}</div>
            </div>
          ))}
        </div>
        <TimeChart
          lines={lines}
          labels={days.slice(0, last + 1).map((_, day) => String(day))}
          titles={days}
          kind="line"
          percent={share}
          valueOf={valueOf}
          onOpen={open}
          describe={words + ' by the day since they came. Arrow keys move along it; the table below has the same numbers.'}
        />
      </div>
      <ColumnTable label="Revenue by day" total="New" columns={days} lines={lines} valueOf={valueOf} totalOf={(value) => number(value ?? 0)} onOpen={open} />
      <p class="note-line">Day 0 is the first 24 hours of each. A day counts those for whom it is over, so a curve can fall: the persons are not the same on every day.</p>
      {answer.comparisons[last] && <Verdicts title={'Is the difference real? Share of persons who had paid by day ' + last} comparisons={[{ baseline: answer.comparisons[last].baseline.name, compared: answer.comparisons[last].compared }]} />}
      {answer.meanComparisons[last] && <Verdicts title={'Is the difference real? Revenue for each person by day ' + last} comparisons={[{ baseline: answer.meanComparisons[last].baseline.name, compared: answer.meanComparisons[last].compared }]} />}
      <PeopleOf choice={people} />
    </>
  );
}
