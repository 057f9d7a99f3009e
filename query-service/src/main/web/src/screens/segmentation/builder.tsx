import { eventOptions, propertyOptions } from '../../catalog';
import { number } from '../../format';
import { propertyText, type Property } from '../../question/condition';
import { EVENTS_MAX, GROUP_BY_MAX, MEASURES, SEGMENTS_MAX, type Measure, type SegmentationState } from '../../question/segmentation';
import { slotsOf } from '../../chart/lines';
import { Conditions } from '../../ui/conditions';
import { Segmented } from '../../ui/controls';
import { Icon, Swatch } from '../../ui/icon';
import { Picker } from '../../ui/picker';

interface Editing {
  state: SegmentationState;
  change: (change: Partial<SegmentationState>) => void;
}

/** The definition of the chart: who did what, measured how, in which segments. */
export function Builder({ state, change, sizes }: Editing & { sizes: Map<string, number> }) {
  return (
    <form class="build" aria-label="Chart definition" onSubmit={(event) => event.preventDefault()}>
      <details open={innerWidth > 820}>
        <summary>
          <span class="cut"><b>{state.events[0]?.event ?? 'No event'}</b> · {MEASURES[state.measure].name}{state.segments.length > 0 && ' · ' + state.segments.length + ' segments'}</span>
          <span class="edit">Edit</span>
        </summary>
        <div class="build-body">
          <Events state={state} change={change} />
          <fieldset>
            <legend>Measured as</legend>
            <Segmented<Measure>
              label="Measured as"
              name="measure"
              full
              value={state.measure}
              choices={(Object.keys(MEASURES) as Measure[]).map((value) => ({ value, label: MEASURES[value].name }))}
              onChange={(measure) => change({ measure })}
            />
          </fieldset>
          <Segments state={state} change={change} sizes={sizes} />
          <GroupBy state={state} change={change} />
        </div>
      </details>
    </form>
  );
}

function Events({ state, change }: Editing) {
  const put = (index: number, event: string) => change({ events: state.events.map((each, at) => (at === index ? { ...each, event } : each)) });
  return (
    <fieldset>
      <legend>Event</legend>
      {state.events.map((choice, index) => (
        <div class="card" key={index}>
          <div class="row">
            <span class="badge" aria-hidden="true">{String.fromCharCode(65 + index)}</span>
            <Picker label="Event" name={index === 0 ? 'event' : undefined} load={eventOptions} buttonClass="pick grow" onChoose={(event) => put(index, event)}>
              <span class="cut">{choice.event}</span>
              <Icon name="chevron" size="small" />
            </Picker>
            {state.events.length > 1 && (
              <button type="button" class="quiet" aria-label={'Remove ' + choice.event} onClick={() => change({ events: state.events.filter((_, at) => at !== index) })}>
                <Icon name="x" size="small" />
              </button>
            )}
          </div>
          <div class="row sub">
            <Conditions
              conditions={choice.where}
              addLabel="+ Filter"
              onChange={(where) => change({ events: state.events.map((each, at) => (at === index ? { ...each, where } : each)) })}
            />
          </div>
        </div>
      ))}
      {state.events.length < EVENTS_MAX && (
        <Picker label="Event" name={state.events.length === 0 ? 'event' : undefined} load={eventOptions} buttonClass="add" onChoose={(event: string) => change({ events: [...state.events, { event, where: [] }] })}>
          + Add event
        </Picker>
      )}
    </fieldset>
  );
}

function Segments({ state, change, sizes }: Editing & { sizes: Map<string, number> }) {
  const alone = state.events.length <= 1 && state.groupBy.length === 0;
  const slots = slotsOf(state.segments.map(({ name }) => name));
  const add = () => change({ segments: [...state.segments, { name: freeName(state.segments.map(({ name }) => name)), where: [] }] });
  return (
    <fieldset>
      <legend>
        Segments <span class="note">{state.segments.length === 0 ? 'everybody' : state.segments.length + ' of ' + SEGMENTS_MAX}</span>
      </legend>
      {state.segments.map((segment, index) => (
        <div class="card" key={index}>
          <div class="row">
            {alone && <Swatch slot={slots[index]!} />}
            <input
              class="name grow"
              aria-label={'Name of segment ' + (index + 1)}
              value={segment.name}
              maxLength={60}
              onChange={(event) => {
                const name = event.currentTarget.value.trim();
                const taken = state.segments.some((each, at) => at !== index && each.name === name);
                if (name === '' || taken) event.currentTarget.value = segment.name;
                else change({ segments: state.segments.map((each, at) => (at === index ? { ...each, name } : each)) });
              }}
            />
            <span class="count">{sizes.has(segment.name) && number(sizes.get(segment.name)!)}</span>
            <button type="button" class="quiet" aria-label={'Remove segment ' + segment.name} onClick={() => change({ segments: state.segments.filter((_, at) => at !== index) })}>
              <Icon name="x" size="small" />
            </button>
          </div>
          <div class="row sub">
            <Conditions
              of="user"
              conditions={segment.where}
              addLabel={segment.where.length === 0 ? '+ Who are they?' : '+ And'}
              onChange={(where) => change({ segments: state.segments.map((each, at) => (at === index ? { ...each, where } : each)) })}
            />
          </div>
        </div>
      ))}
      {state.segments.length < SEGMENTS_MAX && <button type="button" class="add" data-add-segment onClick={add}>+ Add segment</button>}
      {state.segments.length > 0 && <p class="hint">A person counts with the properties at the moment of the event.</p>}
    </fieldset>
  );
}

function GroupBy({ state, change }: Editing) {
  const chosen = state.groupBy.map(propertyText);
  const add = (property: Property) => {
    if (!chosen.includes(propertyText(property))) change({ groupBy: [...state.groupBy, property] });
  };
  return (
    <fieldset>
      <legend>Group by</legend>
      <div class="conditions">
        {state.groupBy.map((property, index) => (
          <span class="chip" key={propertyText(property)}>
            <span class="chip-text">{property.property} <em>{property.of}</em></span>
            <button type="button" class="chip-x" aria-label={'Remove group ' + property.property} onClick={() => change({ groupBy: state.groupBy.filter((_, at) => at !== index) })}>
              <Icon name="x" size="small" />
            </button>
          </span>
        ))}
        {state.groupBy.length < GROUP_BY_MAX && (
          <Picker label="Property" load={propertyOptions(undefined)} buttonClass="add" onChoose={add}>
            {state.groupBy.length === 0 ? '+ Property' : '+ And by'}
          </Picker>
        )}
      </div>
    </fieldset>
  );
}

function freeName(taken: string[]): string {
  for (let i = taken.length + 1; ; i++) if (!taken.includes('Segment ' + i)) return 'Segment ' + i;
}
