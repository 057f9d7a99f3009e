import { eventOptions } from '../catalog';
import type { EventChoice } from '../question/segmentation';
import { Conditions } from './conditions';
import { Icon } from './icon';
import { Picker } from './picker';

/** Events in their order, each with filters of its own. */
export function Events({ legend, addLabel, events, max, min = 0, ordered = false, badge, onChange }: {
  legend: string;
  addLabel: string;
  events: EventChoice[];
  max: number;
  min?: number;
  /** Whether their order means something, and can be changed. */
  ordered?: boolean;
  /** What stands before each: A, B or 1, 2. */
  badge: (index: number) => string;
  onChange: (events: EventChoice[]) => void;
}) {
  const put = (index: number, part: Partial<EventChoice>) => onChange(events.map((each, at) => (at === index ? { ...each, ...part } : each)));
  return (
    <fieldset>
      <legend>{legend}</legend>
      {events.map((choice, index) => (
        <div class="card" key={index}>
          <div class="row">
            <span class="badge" aria-hidden="true">{badge(index)}</span>
            <Picker label="Event" name={index === 0 ? 'event' : undefined} load={eventOptions} buttonClass="pick grow" onChoose={(event) => put(index, { event })}>
              <span class="cut">{choice.event}</span>
              <Icon name="chevron" size="small" />
            </Picker>
            {ordered && index > 0 && (
              <button type="button" class="quiet" aria-label={'Earlier: ' + choice.event} title="Earlier" onClick={() => onChange(earlier(events, index))}>
                <Icon name="up" size="small" />
              </button>
            )}
            {events.length > Math.max(min, 1) && (
              <button type="button" class="quiet" aria-label={'Remove ' + choice.event} onClick={() => onChange(events.filter((_, at) => at !== index))}>
                <Icon name="x" size="small" />
              </button>
            )}
          </div>
          <div class="row sub">
            <Conditions conditions={choice.where} addLabel="+ Filter" onChange={(where) => put(index, { where })} />
          </div>
        </div>
      ))}
      {events.length < max && (
        <Picker label="Event" name={events.length === 0 ? 'event' : undefined} load={eventOptions} buttonClass="add" onChoose={(event: string) => onChange([...events, { event, where: [] }])}>
          {addLabel}
        </Picker>
      )}
    </fieldset>
  );
}

/** The same with this one before the one that was before it. */
function earlier(events: EventChoice[], index: number): EventChoice[] {
  const next = [...events];
  next.splice(index - 1, 2, events[index]!, events[index - 1]!);
  return next;
}
