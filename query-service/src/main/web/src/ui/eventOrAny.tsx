import { eventOptions } from '../catalog';
import type { EventChoice } from '../question/segmentation';
import { Conditions } from './conditions';
import { Icon } from './icon';
import { Picker } from './picker';

/** One event with filters of its own, or any event, or as `none` says. */
export function EventOrAny({ legend, none = 'Any event', choice, onChange, name }: {
  legend: string;
  /** What stands there while there is none. */
  none?: string;
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
            <span class="cut">{choice?.event ?? none}</span>
            <Icon name="chevron" size="small" />
          </Picker>
          {choice && (
            <button type="button" class="quiet" aria-label={legend + ' ' + none.toLowerCase()} onClick={() => onChange(undefined)}>
              <Icon name="x" size="small" />
            </button>
          )}
        </div>
        {choice && <div class="row sub flat"><Conditions conditions={choice.where} addLabel="+ Filter" onChange={(where) => onChange({ ...choice, where })} /></div>}
      </div>
    </fieldset>
  );
}
