import { propertyOptions } from '../../catalog';
import type { Property } from '../../question/condition';
import { STEPS_MAX, windowWords, type FunnelState } from '../../question/funnel';
import { Definition } from '../../ui/definition';
import { Events } from '../../ui/events';
import { Icon } from '../../ui/icon';
import { Picker } from '../../ui/picker';
import { Segments } from '../../ui/segments';

/** Which steps, whose, and told apart by what. */
export function FunnelBuilder({ state, change, sizes }: {
  state: FunnelState;
  change: (change: Partial<FunnelState>) => void;
  sizes: Map<string, number>;
}) {
  return (
    <Definition summary={<><b>{state.steps.length} steps</b> · within {windowWords(state.window)}{state.segments.length > 0 && ' · ' + state.segments.length + ' segments'}</>}>
      <Events legend="Steps" addLabel="+ Add step" events={state.steps} max={STEPS_MAX} ordered badge={(index) => String(index + 1)} onChange={(steps) => change({ steps })} />
      <Segments
        segments={state.segments}
        onChange={(segments) => change({ segments })}
        marked={state.breakdown === undefined}
        sizes={sizes}
        note="By the properties at the event that begins the path; the number is who began."
      />
      <fieldset>
        <legend>Break down by</legend>
        <div class="conditions">
          {state.breakdown && (
            <span class="chip">
              <span class="chip-text">{state.breakdown.property} <em>{state.breakdown.of}</em></span>
              <button type="button" class="chip-x" aria-label={'Remove breakdown ' + state.breakdown.property} onClick={() => change({ breakdown: undefined })}>
                <Icon name="x" size="small" />
              </button>
            </span>
          )}
          <Picker label="Property" load={propertyOptions(undefined)} buttonClass="add" onChoose={(breakdown: Property) => change({ breakdown })}>
            {state.breakdown ? 'Change' : '+ Property'}
          </Picker>
        </div>
        {state.breakdown && <p class="hint">By its value at the first step.</p>}
      </fieldset>
    </Definition>
  );
}
