import type { ComponentChildren } from 'preact';
import { OPERATORS, type Operator } from '../../question/condition';
import { faultsOf, innerOf, isFinished, KINDS, newClause, RFM_CLASSES, type Clause, type Counted, type Kind } from '../../question/population';
import { classesInWords, scoresInWords } from '../../question/populationWords';
import { Menu } from '../../ui/controls';
import { Icon } from '../../ui/icon';
import { Picker } from '../../ui/picker';
import { useTyped } from '../../ui/typed';
import { BoundsField, Choice, EventField, LengthField, NumberField, PropertyField, ValuesField, WindowField } from './fields';
import type { Saved } from './saved';

interface Editing<C extends Clause = Clause> {
  clause: C;
  onChange: (clause: Clause) => void;
}

export interface Faulty {
  pointer: string;
  detail: string;
}

interface Context {
  saved: Saved[];
  faults: Faulty[];
  /** The segment that is edited cannot be part of itself. */
  own: string | undefined;
}

/** Clauses that all hold, or of which one does; groups within it look the same. */
export function Group({ clause, pointer, onChange, context, depth = 0 }: Editing<Extract<Clause, { kind: 'all' | 'any' }>> & { pointer: string; context: Context; depth?: number }) {
  const put = (index: number, next: Clause) => onChange({ ...clause, clauses: clause.clauses.map((each, at) => (at === index ? next : each)) });
  const remove = (index: number) => onChange({ ...clause, clauses: clause.clauses.filter((_, at) => at !== index) });
  const kinds = (Object.keys(KINDS) as Kind[]).filter((kind) => kind !== 'not' && (depth < 3 || (kind !== 'all' && kind !== 'any')));
  return (
    <div class="clauses" role="group" aria-label={clause.kind === 'all' ? 'All of these' : 'Any of these'}>
      <p class="sentence">
        {depth === 0 ? 'Everybody for whom' : ''}
        <Choice label="All or any" value={clause.kind} choices={{ all: 'all', any: 'at least one' }} onChange={(kind) => onChange({ ...clause, kind })} />
        of these {clause.kind === 'all' ? 'hold' : 'holds'}:
      </p>
      <Faults of={faultsOf(clause, pointer, context.faults)} />
      <ul>
        {clause.clauses.map((each, index) => (
          <li key={index} class={isFinished(each) ? '' : 'unfinished'}>
            <span class="joint" aria-hidden="true">{index === 0 ? '' : clause.kind === 'all' ? 'and' : 'or'}</span>
            <div class="clause" data-clause={pointer + '/' + clause.kind + '/' + index}>
              <One clause={each} pointer={pointer + '/' + clause.kind + '/' + index} context={context} depth={depth + 1} onChange={(next) => put(index, next)} />
            </div>
            <Menu
              label={'Clause ' + (index + 1)}
              icon="more"
              chevron={false}
              class="quiet"
              items={[
                each.kind === 'not' ? { label: 'Without not', onChoose: () => put(index, each.clause) } : { label: 'Turn into not', onChoose: () => put(index, { kind: 'not', clause: each }) },
                { label: 'Copy', onChoose: () => onChange({ ...clause, clauses: clause.clauses.toSpliced(index + 1, 0, each) }) },
                ...(clause.clauses.length > 1 || depth > 0 ? [{ label: 'Remove', onChoose: () => remove(index) }] : []),
              ]}
            />
          </li>
        ))}
      </ul>
      <Menu label={(clause.kind === 'all' ? '+ and …' : '+ or …') + ' Add a clause'} class="add" chevron={false} items={kinds.map((kind) => ({ label: KINDS[kind], onChoose: () => onChange({ ...clause, clauses: [...clause.clauses, newClause(kind)] }) }))}>
        {clause.kind === 'all' ? '+ and …' : '+ or …'}
      </Menu>
    </div>
  );
}

function One({ clause, pointer, onChange, context, depth }: Editing & { pointer: string; context: Context; depth: number }) {
  if ('clauses' in clause) return <Group clause={clause} pointer={pointer} onChange={onChange} context={context} depth={depth} />;
  if (clause.kind === 'not') {
    const [[inner]] = innerOf(clause, pointer) as [[string, Clause]];
    return (
      <div class="negated">
        <b class="tag">not</b>
        <One clause={clause.clause} pointer={inner} onChange={(next) => onChange({ kind: 'not', clause: next })} context={context} depth={depth} />
        <Faults of={faultsOf(clause, pointer, context.faults)} />
      </div>
    );
  }
  return (
    <>
      <div class="sentence"><Leaf clause={clause} onChange={onChange} context={context} /></div>
      <Faults of={faultsOf(clause, pointer, context.faults)} />
    </>
  );
}

function Faults({ of }: { of: Faulty[] }) {
  return of.length === 0 ? null : <div class="faults" role="alert">{of.map(({ pointer, detail }) => <p key={pointer + detail}>{detail}</p>)}</div>;
}

const W = (word: ComponentChildren) => <span>{word}</span>;

function Leaf({ clause, onChange, context }: Editing<Exclude<Clause, { kind: 'all' | 'any' | 'not' }>> & { context: Context }) {
  switch (clause.kind) {
    case 'did':
      return <>{W('did')}<EventField value={clause.event} onChange={(event) => onChange({ ...clause, event })} /><CountedField clause={clause} onChange={onChange} /><WindowField value={clause.window} onChange={(window) => onChange({ ...clause, window })} /></>;
    case 'didNot':
      return <>{W('did not do')}<EventField value={clause.event} onChange={(event) => onChange({ ...clause, event })} /><WindowField value={clause.window} onChange={(window) => onChange({ ...clause, window })} /></>;
    case 'only':
      return <>{W('did')}<EventField value={clause.event} onChange={(event) => onChange({ ...clause, event })} />{W('and each time so')}<WindowField value={clause.window} onChange={(window) => onChange({ ...clause, window })} /></>;
    case 'firstTime':
      return <>{W('did for the first time')}<EventField value={clause.event} onChange={(event) => onChange({ ...clause, event })} /><WindowField kinds={['last', 'calendar', 'dates', 'since', 'withinFirst']} value={clause.window} onChange={(window) => onChange({ ...clause, window })} /></>;
    case 'stopped':
      return <>{W('stopped doing')}<EventField value={clause.event} onChange={(event) => onChange({ ...clause, event })} />{W('and did not do it')}<WindowField kinds={['last', 'calendar', 'dates', 'since']} value={clause.window} onChange={(window) => onChange({ ...clause, window })} /></>;
    case 'resumed':
      return <>{W('did')}<EventField value={clause.event} onChange={(event) => onChange({ ...clause, event })} />{W('again after a break of more than')}<LengthField label="Break" value={clause.after} onChange={(after) => onChange({ ...clause, after })} /><WindowField value={clause.window} kinds={['always', 'last', 'calendar', 'dates', 'since']} onChange={(window) => onChange({ ...clause, window })} /></>;
    case 'ratio':
      return <>{W('did')}<BoundsField what="times per time" value={clause.bounds} onChange={(bounds) => onChange({ ...clause, bounds })} /><EventField value={clause.of} onChange={(of) => onChange({ ...clause, of })} />{W('per')}<EventField value={clause.to} onChange={(to) => onChange({ ...clause, to })} /><WindowField kinds={['always', 'last', 'calendar', 'dates', 'since']} value={clause.window} onChange={(window) => onChange({ ...clause, window })} /></>;
    case 'regularly':
      return <>{W('did')}<EventField value={clause.event} onChange={(event) => onChange({ ...clause, event })} />{W('at least')}<NumberField whole label="Times" value={clause.times} onChange={(times) => onChange({ ...clause, times })} />{W('times in each of at least')}<NumberField whole label="In periods" value={clause.inPeriods} onChange={(inPeriods) => onChange({ ...clause, inPeriods })} />{W('of the last')}<NumberField whole label="Of the last" value={clause.ofLast} onChange={(ofLast) => onChange({ ...clause, ofLast })} />{W('periods of')}<LengthField label="Period" value={clause.period} onChange={(period) => onChange({ ...clause, period })} /></>;
    case 'sequence':
      return <SequenceFields clause={clause} onChange={onChange} />;
    case 'property':
      return <PropertyFields clause={clause} onChange={onChange} />;
    case 'changed':
      return <ChangedFields clause={clause} onChange={onChange} />;
    case 'inSegment':
      return <>{W('is in the segment')}<SegmentField value={clause.segment} context={context} onChange={(segment) => onChange({ ...clause, segment })} /></>;
    case 'rfm':
      return <>{W('is')}<ClassesField clause={clause} onChange={onChange} />{W('by RFM of')}<PropertyField of="event" value={clause.sum} onChange={(sum) => onChange({ ...clause, sum })} />{W('of')}<EventField value={clause.event} onChange={(event) => onChange({ ...clause, event })} /><WindowField kinds={['always', 'last', 'since']} value={clause.window} onChange={(window) => onChange({ ...clause, window })} /></>;
    case 'users':
      return (
        <>
          <IdsField words="has one of these user ids, a line each" value={clause.users} onChange={(users) => onChange({ ...clause, users })} />
          {clause.devices.length > 0 && <IdsField words="or one of these device ids" value={clause.devices} onChange={(devices) => onChange({ ...clause, devices })} />}
        </>
      );
  }
}

function IdsField({ words, value, onChange }: { words: string; value: string[]; onChange: (ids: string[]) => void }) {
  const typed = useTyped<HTMLTextAreaElement>(value.join('\n'), ({ value: lines }) => onChange(lines.split('\n').map((id) => id.trim()).filter((id) => id !== '')));
  return (
    <label class="ids">{W(words)}
      <textarea rows={4} {...typed} />
    </label>
  );
}

/** Classes of customers; scores, which the form has no fields for, are kept until they are taken away. */
function ClassesField({ clause, onChange }: Editing<Extract<Clause, { kind: 'rfm' }>>) {
  const load = async (search: string) =>
    Object.entries(RFM_CLASSES)
      .filter(([, label]) => label.includes(search.toLowerCase()))
      .map(([key, label]) => ({ key, label, value: key }));
  const toggle = (value: string) => onChange({ ...clause, classes: clause.classes.includes(value) ? clause.classes.filter((each) => each !== value) : [...clause.classes, value] });
  return (
    <>
      <Picker label="Classes" load={load} chosen={clause.classes} buttonClass="word" onChoose={toggle}>
        {classesInWords(clause.classes) || 'a customer'}
      </Picker>
      {Object.keys(clause.scores).length > 0 && (
        <span class="chip">
          <span class="chip-text">{scoresInWords(clause.scores)}</span>
          <button type="button" class="chip-x" aria-label="Remove the scores" onClick={() => onChange({ ...clause, scores: {} })}><Icon name="x" size="small" /></button>
        </span>
      )}
    </>
  );
}

const COUNTED = { events: 'times', days: 'different days', sum: 'as the sum of', distinct: 'different values of' };

function CountedField({ clause, onChange }: Editing<Extract<Clause, { kind: 'did' }>>) {
  const { counted, bounds } = clause;
  const change = (of: Counted['of']) => onChange({ ...clause, counted: of === 'sum' || of === 'distinct' ? { of, property: 'property' in counted ? counted.property : '' } : { of } });
  return (
    <>
      <BoundsField what={COUNTED[counted.of]} value={bounds} onChange={(next) => onChange({ ...clause, bounds: next })} />
      {(counted.of !== 'events' || Object.keys(bounds).length > 0) && <Choice label="Counted as" value={counted.of} choices={COUNTED} onChange={change} />}
      {'property' in counted && <PropertyField of="event" value={counted.property} onChange={(property) => onChange({ ...clause, counted: { ...counted, property } })} />}
    </>
  );
}

function SequenceFields({ clause, onChange }: Editing<Extract<Clause, { kind: 'sequence' }>>) {
  const put = (index: number, step: Extract<Clause, { kind: 'sequence' }>['steps'][number]) => onChange({ ...clause, steps: clause.steps.map((each, at) => (at === index ? step : each)) });
  const { thenNot, thenNotWithin, ...rest } = clause;
  return (
    <>
      {clause.steps.map((step, index) => (
        <span class="step" key={index}>
          {W(index === 0 ? 'did' : 'then')}
          <EventField label={'Step ' + (index + 1)} value={step} onChange={(next) => put(index, next)} />
          {clause.steps.length > 1 && <button type="button" class="chip-x" aria-label={'Remove step ' + (index + 1)} onClick={() => onChange({ ...clause, steps: clause.steps.filter((_, at) => at !== index) })}><Icon name="x" size="small" /></button>}
        </span>
      ))}
      <button type="button" class="add" onClick={() => onChange({ ...clause, steps: [...clause.steps, { event: '', where: [] }] })}>+ then</button>
      {W('within')}<LengthField label="Within" value={clause.within} onChange={(within) => onChange({ ...clause, within })} />
      {thenNot === undefined ? (
        <button type="button" class="add" onClick={() => onChange({ ...clause, thenNot: { event: '', where: [] } })}>+ and then not</button>
      ) : (
        <span class="step">
          {W('and then no')}
          <EventField value={thenNot} onChange={(next) => onChange({ ...clause, thenNot: next })} />
          {W('within')}<LengthField label="Then not within" value={thenNotWithin ?? clause.within} onChange={(next) => onChange({ ...clause, thenNotWithin: next })} />
          <button type="button" class="chip-x" aria-label="Remove and then not" onClick={() => onChange(rest)}><Icon name="x" size="small" /></button>
        </span>
      )}
      <WindowField value={clause.window} onChange={(window) => onChange({ ...clause, window })} />
    </>
  );
}

const MODES = { asOf: 'is by now', ever: 'ever was', current: 'at the moment of asking' };

function PropertyFields({ clause, onChange }: Editing<Extract<Clause, { kind: 'property' }>>) {
  const takes = OPERATORS[clause.op].takes;
  const amount = typeof clause.values[0] === 'number' ? String(clause.values[0]) : '';
  const number = useTyped<HTMLInputElement>(amount, ({ value, valueAsNumber }) => onChange({ ...clause, values: value === '' ? [] : [valueAsNumber] }));
  const operate = (op: Operator) => onChange({ ...clause, op, values: OPERATORS[op].takes === takes ? clause.values : [] });
  const mode = (next: keyof typeof MODES) => {
    const { asOf: _, ...rest } = clause;
    onChange({ ...rest, mode: next });
  };
  return (
    <>
      {W('has the property')}
      <PropertyField of="user" value={clause.property} onChange={(property) => onChange({ ...clause, property, values: [] })} />
      <Choice label="Comparison" value={clause.op} choices={Object.fromEntries(Object.entries(OPERATORS).map(([op, { words }]) => [op, words])) as Record<Operator, string>} onChange={operate} />
      {takes === 'number' && (
        <input class="inline amount" type="number" step="any" aria-label="Number" {...number} />
      )}
      {(takes === 'values' || takes === 'texts') && clause.property !== '' && <ValuesField property={clause.property} values={clause.values} onChange={(values) => onChange({ ...clause, values })} />}
      {W('·')}
      <Choice label="At which time" value={clause.mode} choices={MODES} onChange={mode} />
      {clause.asOf !== undefined && W('at ' + clause.asOf)}
    </>
  );
}

function ChangedFields({ clause, onChange }: Editing<Extract<Clause, { kind: 'changed' }>>) {
  const { from, to, ...neither } = clause;
  const side = (name: 'from' | 'to', values: typeof from) => {
    const others = { ...neither, ...(name === 'from' ? (to ? { to } : {}) : from ? { from } : {}) };
    return values === undefined ? (
      <button type="button" class="add" onClick={() => onChange({ ...others, [name]: [] })}>{name} any value</button>
    ) : (
      <span class="bound">
        {W(name)}<ValuesField property={clause.property} values={values} onChange={(next) => onChange({ ...others, [name]: next })} />
        <button type="button" class="chip-x" aria-label={name + ' any value'} onClick={() => onChange(others)}><Icon name="x" size="small" /></button>
      </span>
    );
  };
  return (
    <>
      <PropertyField of="user" value={clause.property} onChange={(property) => onChange({ kind: 'changed', property, window: clause.window })} />
      {W('changed')}
      {clause.property !== '' && side('from', from)}
      {clause.property !== '' && side('to', to)}
      <WindowField kinds={['always', 'last', 'calendar', 'since']} value={clause.window} onChange={(window) => onChange({ ...clause, window })} />
    </>
  );
}

function SegmentField({ value, context, onChange }: { value: string; context: Context; onChange: (segment: string) => void }) {
  const load = async (search: string) =>
    context.saved
      .filter(({ id, name }) => id !== context.own && name.toLowerCase().includes(search.toLowerCase()))
      .map(({ id, name, owner }) => ({ key: id, label: name, note: owner, value: id }));
  return (
    <Picker label="Saved segment" load={load} buttonClass={'word' + (value === '' ? ' open' : '')} onChoose={onChange}>
      {value === '' ? 'choose a segment' : (context.saved.find(({ id }) => id === value)?.name ?? value)}
    </Picker>
  );
}
