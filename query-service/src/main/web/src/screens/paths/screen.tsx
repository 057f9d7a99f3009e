import { useSignal } from '@preact/signals';
import { address, go } from '../../address';
import { answerOf, api, type Schemas } from '../../api/client';
import { useAsk } from '../../ask';
import { eventOptions } from '../../catalog';
import { datesOf, number, percent } from '../../format';
import { DEPTHS, EXCLUDE_MAX, pathsOf, pathsQuery, pathsQuestion, pathsTitle, WINDOWS, type PathsState } from '../../question/paths';
import { asAnswered } from '../../question/people';
import { longer, rangeInWords } from '../../question/range';
import { Menu, Segmented } from '../../ui/controls';
import { Definition } from '../../ui/definition';
import { EventOrAny } from '../../ui/eventOrAny';
import { QuestionFrame } from '../../ui/frame';
import { Icon } from '../../ui/icon';
import { Openable } from '../../ui/openable';
import { PeopleOf, type PeopleChoice } from '../../ui/people';
import { Picker } from '../../ui/picker';
import { RangeMenu } from '../../ui/range';
import { Segments } from '../../ui/segments';
import { EmptyState } from '../../ui/states';
import { ScrollTable } from '../../ui/table';
import { Verdicts } from '../../ui/verdicts';
import { EVERYBODY } from '../activity/lines';
import { Flow } from './drawing';
import { comparisonsOf, linkCell, nodeCell, pathsCsv } from './flow';

export const PATH = '/paths';

/** What people do after an event, or before it. */
export function PathsScreen() {
  const state = pathsOf(address.value.query);
  const question = pathsQuestion(state);
  const asked = useAsk(question && JSON.stringify(question), (signal) => answerOf(api.POST('/api/v1/paths', { body: question!, signal })));
  const change = (part: Partial<PathsState>) => go(PATH, pathsQuery({ ...state, ...part }));
  return (
    <QuestionFrame
      crumb="Paths"
      title={pathsTitle(state)}
      path={PATH}
      query={pathsQuery(state)}
      kind="paths"
      question={question}
      asked={asked}
      csv={pathsCsv}
      caption={({ range, persons }) => ({ note: number(persons) + ' persons, ' + datesOf(range), legend: [] })}
      builder={<Builder state={state} change={change} sizes={new Map(asked.data?.segments.map(({ segment, persons }) => [segment, persons]))} />}
      bar={
        <>
          <RangeMenu range={state.range} onChange={(range) => change({ range })} />
          <Segmented<PathsState['direction']> label="Direction" name="direction" value={state.direction} choices={[{ value: 'after', label: 'After it' }, { value: 'before', label: 'Before it' }]} onChange={(direction) => change({ direction })} />
          <Menu label={state.depth + ' steps'} items={DEPTHS.map((depth) => ({ label: depth + ' steps', checked: depth === state.depth, onChoose: () => change({ depth }) }))}>{state.depth} steps</Menu>
        </>
      }
      unasked={<EmptyState title="Where do people go?"><p>Choose the event on the left at which their paths begin, or end.</p></EmptyState>}
    >
      {(answer) => (answer.persons === 0 ? <Nobody state={state} change={change} /> : <Paths answer={answer} question={question!} />)}
    </QuestionFrame>
  );
}

function Builder({ state, change, sizes }: { state: PathsState; change: (part: Partial<PathsState>) => void; sizes: Map<string, number> }) {
  return (
    <Definition summary={<b>{state.anchor?.event ?? 'No event'}</b>}>
      <EventOrAny legend={state.direction === 'after' ? 'After' : 'Before'} none="Choose an event" choice={state.anchor} onChange={(anchor) => change({ anchor })} name="event" />
      <fieldset>
        <legend>How far</legend>
        <select aria-label="How far" value={state.window ?? ''} onChange={(event) => change({ window: event.currentTarget.value || undefined })}>
          {WINDOWS.map(([value, words]) => <option key={words} value={value ?? ''}>{words}</option>)}
        </select>
      </fieldset>
      <fieldset>
        <legend>Events that are not looked at</legend>
        <div class="conditions">
          {state.exclude.map((event) => (
            <span class="chip" key={event}>
              <span class="chip-text">{event}</span>
              <button type="button" class="chip-x" aria-label={'Look at ' + event} onClick={() => change({ exclude: state.exclude.filter((each) => each !== event) })}><Icon name="x" size="small" /></button>
            </span>
          ))}
          {state.exclude.length < EXCLUDE_MAX && (
            <Picker label="Event" load={eventOptions} buttonClass="add" onChoose={(event: string) => void (event !== state.anchor?.event && !state.exclude.includes(event) && change({ exclude: [...state.exclude, event] }))}>+ Leave out</Picker>
          )}
        </div>
        <label class="check"><input type="checkbox" checked={state.keepRepeats} onChange={(event) => change({ keepRepeats: event.currentTarget.checked })} /> Repeats are steps too</label>
      </fieldset>
      <Segments segments={state.segments} onChange={(segments) => change({ segments })} marked={false} sizes={sizes} note="Beside everybody, by the properties at the event where the path begins." />
    </Definition>
  );
}

/** The flow of everybody or of a segment, and every link of it as a row. */
export function Paths({ answer, question }: { answer: Schemas['PathsAnswer']; question: object }) {
  const people = useSignal<PeopleChoice>();
  const chosen = useSignal<string | undefined>(undefined);
  const segment = answer.segments.find((each) => each.segment === chosen.value);
  const shown = segment ?? answer;
  const before = (question as { direction?: string }).direction === 'before';
  const choose = (title: string, cell: Schemas['PeopleCell'], of: string | undefined) => {
    people.value = { title: (of === undefined ? '' : of + ', ') + title, kind: 'paths', question: asAnswered(question, answer), cell: { ...cell, ...(of === undefined ? {} : { segment: of }) } };
  };
  const openNode = (node: Schemas['Node']) => choose(node.label + (node.step === 0 ? '' : ', ' + stepName(node.step)), nodeCell(node), segment?.segment);
  const openLink = (link: Schemas['Link']) => choose(shown.nodes[link.source]!.label + ' → ' + shown.nodes[link.target]!.label + ', ' + stepName(shown.nodes[link.target]!.step), linkCell(shown, link), segment?.segment);
  const links = [...shown.links].sort((a, b) => shown.nodes[a.target]!.step - shown.nodes[b.target]!.step || b.persons - a.persons);
  const anchor = answer.nodes[0]!;
  return (
    <>
      <div class="panel">
        <div class="panel-head">
          <h2>{anchor.label}</h2>
          {answer.segments.length > 0 && (
            <Segmented label="Segment" name="segment" value={segment?.segment ?? ''} choices={[{ value: '', label: EVERYBODY }, ...answer.segments.map((each) => ({ value: each.segment, label: each.segment }))]} onChange={(name) => void (chosen.value = name || undefined)} />
          )}
        </div>
        <div class="figures">
          <Figure label={EVERYBODY} persons={answer.persons} onOpen={() => choose(anchor.label, { step: 0 }, undefined)} />
          {answer.segments.map((each) => <Figure key={each.segment} label={each.segment} persons={each.persons} onOpen={() => choose(anchor.label, { step: 0 }, each.segment)} />)}
        </div>
        {shown.persons === 0 ? <EmptyState title={'Nobody of ' + segment!.segment + ' did it in this time'} /> : <Flow answer={shown} everybody={answer.nodes} leftwards={before} onNode={openNode} onLink={openLink} />}
      </div>
      <ScrollTable label="Links">
        <thead>
          <tr><th scope="col">From</th><th scope="col" class="text">{before ? 'What came before' : 'To'}</th><th scope="col">Step</th><th scope="col">People</th><th scope="col">Of those before</th></tr>
        </thead>
        <tbody>
          {links.map((link) => {
            const [from, to] = [shown.nodes[link.source]!, shown.nodes[link.target]!];
            return (
              <tr key={link.source + '/' + link.target}>
                <th scope="row">{from.label}</th>
                <td class="text">{to.label}</td>
                <td>{to.step}</td>
                <td class="sum"><Openable value={link.persons} label={from.label + ' to ' + to.label} onOpen={() => openLink(link)}>{number(link.persons)}</Openable></td>
                <td>{percent(link.persons / from.persons)}</td>
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
      <Verdicts title={'Is the difference real? Share of people who ' + (before ? 'came from here' : 'came here')} comparisons={comparisonsOf(answer)} />
      <PeopleOf choice={people} />
    </>
  );
}

function Figure({ label, persons, onOpen }: { label: string; persons: number; onOpen: () => void }) {
  return (
    <div class="figure">
      <div class="what"><span class="cut">{label}</span></div>
      <div class="value"><Openable value={persons} label={label} onOpen={onOpen}>{number(persons)}</Openable></div>
      <div class="soft">people, each by the first one in this time</div>
    </div>
  );
}

function stepName(step: number): string {
  return 'step ' + step;
}

function Nobody({ state, change }: { state: PathsState; change: (part: Partial<PathsState>) => void }) {
  const wider = longer(state.range);
  return (
    <EmptyState title={'Nobody did ' + state.anchor!.event + ' in this time'}>
      <p>{rangeInWords(state.range)}{state.anchor!.where.length > 0 && ', with the filters on the left'}.</p>
      {wider && <div class="row"><button type="button" class="btn" onClick={() => change({ range: wider })}>Look at the {rangeInWords(wider).toLowerCase()}</button></div>}
    </EmptyState>
  );
}
