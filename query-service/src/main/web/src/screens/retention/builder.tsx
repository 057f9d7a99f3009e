import type { RetentionState } from '../../question/retention';
import { Segmented } from '../../ui/controls';
import { Definition } from '../../ui/definition';
import { EventOrAny } from '../../ui/eventOrAny';
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
