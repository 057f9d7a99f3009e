import { elapsed, number, percent } from '../../format';
import { Swatch } from '../../ui/icon';
import { Openable } from '../../ui/openable';
import { LANES_MAX, type Lane } from './lanes';

/** A bar for each lane under each step: who is still there, and paler who was lost since the step before. */
export function Steps({ names, lanes, onOpen }: { names: string[]; lanes: Lane[]; onOpen: (lane: Lane, step: number, dropped: boolean) => void }) {
  return (
    <ol class="panel funnel" aria-label="Steps">
      {names.map((name, index) => (
        <li key={index}>
          <h2><span class="badge" aria-hidden="true">{index + 1}</span> {name}</h2>
          {lanes.slice(0, LANES_MAX).map((lane) => <LaneRow key={lane.key} lane={lane} index={index} onOpen={onOpen} />)}
        </li>
      ))}
      {lanes.length > LANES_MAX && <li class="soft">and {lanes.length - LANES_MAX} more in the CSV</li>}
    </ol>
  );
}

function LaneRow({ lane, index, onOpen }: { lane: Lane; index: number; onOpen: (lane: Lane, step: number, dropped: boolean) => void }) {
  const step = lane.steps[index]!;
  const before = lane.steps[index - 1];
  const lost = before === undefined ? 0 : before.count - step.count;
  const median = step.times?.sincePreviousMs[0];
  const width = (share: number | undefined) => (share ?? 0) * 100 + '%';
  return (
    <div class="lane">
      <span class="lane-name"><Swatch slot={lane.slot} /><span class="cut" title={lane.name}>{lane.name}</span></span>
      {/* for the pointer; the figures beside it lead to the same */}
      <span class={'lane-bar slot' + (lane.slot % 8)} aria-hidden="true">
        {lost > 0 && <u style={{ width: width(before!.fromFirst) }} title="Who was lost" onClick={() => onOpen(lane, index - 1, true)} />}
        {step.count > 0 && <i style={{ width: width(step.fromFirst) }} title="Who they are" onClick={() => onOpen(lane, index, false)} />}
      </span>
      <b><Openable value={step.count} label={lane.name} onOpen={() => onOpen(lane, index, false)}>{number(step.count)}</Openable></b>
      <span class="lane-share">{step.fromFirst === undefined ? '–' : percent(step.fromFirst)}</span>
      <span class="soft lane-note">
        {before !== undefined && step.fromPrevious !== undefined && (
          <>
            {percent(step.fromPrevious)} of step {index}
            {lost > 0 && <> · <Openable value={lost} label={lane.name} onOpen={() => onOpen(lane, index - 1, true)}>{number(lost) + ' lost'}</Openable></>}
            {median !== undefined && ' · median ' + elapsed(median)}
          </>
        )}
      </span>
    </div>
  );
}
