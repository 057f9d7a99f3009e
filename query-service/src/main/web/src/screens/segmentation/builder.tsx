import { propertyOptions } from '../../catalog';
import { propertyText, type Property } from '../../question/condition';
import { EVENTS_MAX, GROUP_BY_MAX, MEASURES, type Measure, type SegmentationState } from '../../question/segmentation';
import { Segmented } from '../../ui/controls';
import { Definition } from '../../ui/definition';
import { Events } from '../../ui/events';
import { Icon } from '../../ui/icon';
import { Picker } from '../../ui/picker';
import { Segments } from '../../ui/segments';

interface Editing {
  state: SegmentationState;
  change: (change: Partial<SegmentationState>) => void;
}

/** The definition of the chart: who did what, measured how, in which segments. */
export function Builder({ state, change, sizes }: Editing & { sizes: Map<string, number> }) {
  return (
    <Definition summary={<><b>{state.events[0]?.event ?? 'No event'}</b> · {MEASURES[state.measure].name}{state.segments.length > 0 && ' · ' + state.segments.length + ' segments'}</>}>
      <Events legend="Event" addLabel="+ Add event" events={state.events} max={EVENTS_MAX} badge={(index) => String.fromCharCode(65 + index)} onChange={(events) => change({ events })} />
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
      <Segments
        segments={state.segments}
        onChange={(segments) => change({ segments })}
        marked={state.events.length <= 1 && state.groupBy.length === 0}
        sizes={sizes}
        note="A person counts with the properties at the moment of the event."
      />
      <GroupBy state={state} change={change} />
    </Definition>
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
