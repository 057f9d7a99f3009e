import { eventOptions, propertyOptions, valueOptions } from '../../catalog';
import { scalarInWords, type Property } from '../../question/condition';
import { BOUNDS, type Bounds, type ClauseEvent, type Comparison, type Window } from '../../question/population';
import type { Scalar } from '../../query';
import { Conditions } from '../../ui/conditions';
import { Icon } from '../../ui/icon';
import { Picker, type Option } from '../../ui/picker';
import { useTyped } from '../../ui/typed';

const ANY = '$any';

async function eventsAndAny(search: string, signal: AbortSignal): Promise<Option<string>[]> {
  const events = await eventOptions(search, signal);
  return 'any event'.includes(search.toLowerCase()) ? [...events, { key: ANY, label: 'any event', value: ANY }] : events;
}

/** An event inside a sentence, with what it must meet. */
export function EventField({ value, onChange, label = 'Event', where = true }: { value: ClauseEvent; onChange: (value: ClauseEvent) => void; label?: string; where?: boolean }) {
  return (
    <>
      <Picker label={label} load={eventsAndAny} buttonClass={'word' + (value.event === '' ? ' open' : '')} onChoose={(event: string) => onChange({ ...value, event })}>
        {value.event === '' ? 'choose an event' : value.event === ANY ? 'any event' : value.event}
      </Picker>
      {where && value.event !== '' && (
        <>
          {value.kept && (
            <span class="chip">
              <code class="chip-text">{JSON.stringify(value.kept)}</code>
              <button type="button" class="chip-x" aria-label="Remove this condition" onClick={() => onChange({ event: value.event, where: value.where })}><Icon name="x" size="small" /></button>
            </span>
          )}
          <Conditions conditions={value.where} addLabel={value.where.length === 0 ? '+ where' : '+ and'} onChange={(next) => onChange({ ...value, where: next })} />
        </>
      )}
    </>
  );
}

/** A property inside a sentence. */
export function PropertyField({ value, of, onChange }: { value: string; of: 'event' | 'user'; onChange: (property: string) => void }) {
  return (
    <Picker label="Property" load={propertyOptions(of)} buttonClass={'word' + (value === '' ? ' open' : '')} onChoose={(property: Property) => onChange(property.property)}>
      {value === '' ? 'choose a property' : value}
    </Picker>
  );
}

export function ValuesField({ property, values, onChange }: { property: string; values: Scalar[]; onChange: (values: Scalar[]) => void }) {
  const toggle = (value: Scalar) => {
    const key = JSON.stringify(value);
    const others = values.filter((each) => JSON.stringify(each) !== key);
    onChange(others.length === values.length ? [...others, value] : others);
  };
  return (
    <Picker
      label={'Values of ' + property}
      load={valueOptions({ of: 'user', property })}
      chosen={values.map((value) => JSON.stringify(value))}
      own={(text) => text}
      buttonClass={'word' + (values.length === 0 ? ' open' : '')}
      onChoose={toggle}
    >
      {values.length === 0 ? 'choose values' : values.map(scalarInWords).join(' or ')}
    </Picker>
  );
}

export function Choice<T extends string>({ label, value, choices, onChange }: { label: string; value: T; choices: Record<T, string>; onChange: (value: T) => void }) {
  return (
    <select class="inline" aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value as T)}>
      {(Object.entries(choices) as [T, string][]).map(([each, words]) => <option key={each} value={each}>{words}</option>)}
    </select>
  );
}

export function NumberField({ label, value, onChange, whole = false }: { label: string; value: number; onChange: (value: number) => void; whole?: boolean }) {
  const typed = useTyped<HTMLInputElement>(String(value), ({ valueAsNumber: next }) => {
    if (Number.isFinite(next)) onChange(whole ? Math.max(1, Math.round(next)) : next);
  });
  return <input class="inline amount" type="number" aria-label={label} min={whole ? 1 : undefined} step={whole ? 1 : 'any'} {...typed} />;
}

/** A day as `YYYY-MM-DD`; one that is left empty stays as it was. */
export function DayField({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  const typed = useTyped<HTMLInputElement>(value, ({ value: day }) => {
    if (day !== '') onChange(day);
  });
  return <input class="inline" type="date" required aria-label={label} {...typed} />;
}

/** Units of clock time; a window of the calendar has months and no minutes. */
export const LENGTHS = { s: 'seconds', min: 'minutes', h: 'hours', d: 'days', w: 'weeks' };
const LAST = { h: 'hours', d: 'days', w: 'weeks', m: 'months' };

export function LengthField({ label, value, onChange, units = LENGTHS }: { label: string; value: string; onChange: (value: string) => void; units?: Record<string, string> }) {
  const [, amount = '1', unit = 'd'] = /^(\d+)(\w+)$/.exec(value) ?? [];
  return (
    <>
      <NumberField whole label={label} value={Number(amount)} onChange={(next) => onChange(next + unit)} />
      <Choice label={label + ', unit'} value={unit} choices={units} onChange={(next) => onChange(amount + next)} />
    </>
  );
}

type WindowKind = 'always' | 'last' | 'calendar' | 'dates' | 'since' | 'withinFirst';

const WINDOWS: Record<WindowKind, string> = {
  always: 'at any time', last: 'in the last', calendar: 'in', dates: 'between', since: 'since', withinFirst: 'within the first',
};
const CALENDAR = Object.fromEntries(['this', 'previous'].flatMap((when) => ['day', 'week', 'month', 'quarter', 'year'].map((unit) => [when + ' ' + unit, when + ' ' + unit])));

/** When something must have happened. */
export function WindowField({ value, kinds = Object.keys(WINDOWS) as WindowKind[], onChange }: { value: Window; kinds?: WindowKind[]; onChange: (value: Window) => void }) {
  const kind: WindowKind = value.from !== undefined ? 'dates' : ((['last', 'calendar', 'since', 'withinFirst'] as const).find((each) => value[each] !== undefined) ?? 'always');
  const change = (next: WindowKind) => {
    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    const fresh: Record<WindowKind, Window> = {
      always: {}, last: { last: '30d' }, calendar: { calendar: 'this month' }, dates: { from: day(30), to: day(0) }, since: { since: day(30) }, withinFirst: { withinFirst: '7d' },
    };
    onChange(fresh[next]);
  };
  const date = (field: 'from' | 'to' | 'since', label: string) => (
    <DayField label={label} value={value[field] ?? ''} onChange={(day) => onChange({ ...value, [field]: day })} />
  );
  return (
    <>
      <Choice label="When" value={kind} choices={Object.fromEntries(kinds.map((each) => [each, WINDOWS[each]])) as Record<WindowKind, string>} onChange={change} />
      {kind === 'last' && <LengthField label="How long" units={LAST} value={value.last!} onChange={(last) => onChange({ last })} />}
      {kind === 'calendar' && <Choice label="Which" value={value.calendar!} choices={CALENDAR} onChange={(calendar) => onChange({ calendar })} />}
      {kind === 'dates' && <>{date('from', 'First day')} <span>and</span> {date('to', 'Last day')}</>}
      {kind === 'since' && date('since', 'Since')}
      {kind === 'withinFirst' && <><LengthField label="How long" value={value.withinFirst!} onChange={(withinFirst) => onChange({ withinFirst })} /> <span>of being known</span></>}
    </>
  );
}

/** At least 3, and less than 10. */
export function BoundsField({ value, onChange, what }: { value: Bounds; onChange: (value: Bounds) => void; what: string }) {
  const given = (Object.keys(BOUNDS) as Comparison[]).filter((each) => value[each] !== undefined);
  const free = (Object.keys(BOUNDS) as Comparison[]).filter((each) => value[each] === undefined);
  const without = (comparison: Comparison) => Object.fromEntries(Object.entries(value).filter(([each]) => each !== comparison)) as Bounds;
  return (
    <>
      {given.map((each, index) => (
        <span class="bound" key={each}>
          {index > 0 && <span>and</span>}
          <Choice
            label={'Comparison of ' + what}
            value={each}
            choices={Object.fromEntries([each, ...free].map((one) => [one, BOUNDS[one]])) as Record<Comparison, string>}
            onChange={(next) => onChange({ ...without(each), [next]: value[each] })}
          />
          <NumberField label={'How many ' + what} value={value[each]!} onChange={(next) => onChange({ ...value, [each]: next })} />
          {given.length > 1 && <button type="button" class="chip-x" aria-label={'Remove ' + BOUNDS[each]} onClick={() => onChange(without(each))}><Icon name="x" size="small" /></button>}
        </span>
      ))}
      {given.length === 0 && <button type="button" class="add" onClick={() => onChange({ atLeast: 1 })}>+ how often</button>}
      {given.length === 1 && given[0] !== 'exactly' && (
        <button type="button" class="add" onClick={() => onChange({ ...value, [given[0] === 'atLeast' || given[0] === 'moreThan' ? 'atMost' : 'atLeast']: value[given[0]!] })}>
          {given[0] === 'atLeast' || given[0] === 'moreThan' ? '+ at most' : '+ at least'}
        </button>
      )}
    </>
  );
}
