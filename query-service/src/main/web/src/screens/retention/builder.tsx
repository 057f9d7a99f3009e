import { eventOptions } from '../../catalog';
import type { RetentionState } from '../../question/retention';
import type { EventChoice } from '../../question/segmentation';
import { Conditions } from '../../ui/conditions';
import { Segmented } from '../../ui/controls';
import { Definition } from '../../ui/definition';
import { Icon } from '../../ui/icon';
import { Picker } from '../../ui/picker';
import { Segments } from '../../ui/segments';

/** What makes a start, what counts as coming back, and whose. */
export function RetentionBuilder({ state, change, sizes }: {
  state: RetentionState;
  change: (change: Partial<RetentionState>) => void;
  sizes: Map<string, number>;
}) {
  return (
    <Definition summary={<><b>{state.start?.event ?? 'Any event'}</b>, then {state.back?.event ?? 'any event'}{state.segments.length > 0 && ' · ' + state.segments.length + ' segments'}</>}>
      <EventOrAny legend="Started with" choice={state.start} onChange={(start) => change({ start })} name="event" />
      <EventOrAny legend="Came back with" choice={state.back} onChange={(back) => change({ back })} />
      <fieldset>
        <legend>A person starts</legend>
        <Segmented<RetentionState['starts']>
          label="A person starts"
          name="starts"
          full
          value={state.starts}
          choices={[{ value: 'everyPeriod', label: 'In each ' + state.unit }, { value: 'firstEver', label: 'The first time ever' }]}
          onChange={(starts) => change({ starts })}
        />
      </fieldset>
      <fieldset>
        <legend>Periods begin</legend>
        <Segmented<RetentionState['mode']>
          label="Periods begin"
          name="mode"
          full
          value={state.mode}
          choices={[{ value: 'calendar', label: 'With the calendar' }, { value: 'rolling24h', label: 'With the start' }]}
          onChange={(mode) => change({ mode })}
        />
      </fieldset>
      <Segments segments={state.segments} onChange={(segments) => change({ segments })} marked sizes={sizes} note="By the properties at the start; the number is how many starts there are." />
    </Definition>
  );
}

function EventOrAny({ legend, choice, onChange, name }: {
  legend: string;
  choice: EventChoice | undefined;
  onChange: (choice: EventChoice | undefined) => void;
  name?: string;
}) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div class="card">
        <div class="row">
          <Picker label="Event" name={name} load={eventOptions} buttonClass="pick grow" onChoose={(event: string) => onChange({ event, where: [] })}>
            <span class="cut">{choice?.event ?? 'Any event'}</span>
            <Icon name="chevron" size="small" />
          </Picker>
          {choice && (
            <button type="button" class="quiet" aria-label={legend + ' any event'} onClick={() => onChange(undefined)}>
              <Icon name="x" size="small" />
            </button>
          )}
        </div>
        {choice && <div class="row sub flat"><Conditions conditions={choice.where} addLabel="+ Filter" onChange={(where) => onChange({ ...choice, where })} /></div>}
      </div>
    </fieldset>
  );
}
