import { useState } from 'preact/hooks';
import { propertyOptions, valueOptions } from '../catalog';
import { isComplete, OPERATORS, scalarInWords, valuesInWords, type Condition, type Operator, type Property } from '../question/condition';
import type { Scalar } from '../query';
import { Icon } from './icon';
import { Picker } from './picker';

/** Filters: lines that all must hold. A line that is not finished is not asked yet. */
export function Conditions({ conditions, onChange, of, addLabel }: {
  conditions: Condition[];
  onChange: (conditions: Condition[]) => void;
  /** Whose properties are offered; both when left out. */
  of?: 'event' | 'user';
  addLabel: string;
}) {
  const [edited, setEdited] = useState<number>();
  const [draft, setDraft] = useState<Condition>();
  const put = (index: number, condition: Condition) => {
    setDraft(condition);
    if (isComplete(condition)) {
      const next = [...conditions];
      next[index] = condition;
      onChange(next);
    }
  };
  const remove = (index: number) => {
    onChange(conditions.filter((_, at) => at !== index));
    setEdited(undefined);
  };
  return (
    <div class="conditions">
      {conditions.map((condition, index) =>
        index === edited ? undefined : (
          <span class="chip" key={index}>
            <button type="button" class="chip-text" onClick={() => { setEdited(index); setDraft(condition); }}>
              <em>{condition.property}</em> {valuesInWords(condition)}
            </button>
            <button type="button" class="chip-x" aria-label={'Remove filter ' + condition.property} onClick={() => remove(index)}>
              <Icon name="x" size="small" />
            </button>
          </span>
        ),
      )}
      {edited !== undefined && draft !== undefined && (
        <ConditionEditor
          condition={draft}
          of={of}
          onChange={(condition) => put(edited, condition)}
          onDone={() => setEdited(undefined)}
          onRemove={() => remove(edited)}
        />
      )}
      {edited === undefined && (
        <Picker
          label="Property"
          load={propertyOptions(of)}
          buttonClass="add"
          onChoose={(property: Property) => {
            setEdited(conditions.length);
            setDraft({ ...property, op: 'is', values: [] });
          }}
        >
          {addLabel}
        </Picker>
      )}
    </div>
  );
}

function ConditionEditor({ condition, of, onChange, onDone, onRemove }: {
  condition: Condition;
  of: 'event' | 'user' | undefined;
  onChange: (condition: Condition) => void;
  onDone: () => void;
  onRemove: () => void;
}) {
  const takes = OPERATORS[condition.op].takes;
  const changeOperator = (op: Operator) => {
    const keep = OPERATORS[op].takes === takes || (takes === 'texts' && OPERATORS[op].takes === 'values');
    onChange({ ...condition, op, values: keep ? condition.values : [] });
  };
  const toggle = (value: Scalar) => {
    const key = JSON.stringify(value);
    const others = condition.values.filter((each) => JSON.stringify(each) !== key);
    onChange({ ...condition, values: others.length === condition.values.length ? [...others, value] : others });
  };
  return (
    <div class="editor" role="group" aria-label={'Filter ' + condition.property}>
      <div class="editor-row">
        <Picker label="Property" load={propertyOptions(of)} buttonClass="pick boxed" onChoose={(property: Property) => onChange({ ...property, op: 'is', values: [] })}>
          <span class="cut">{condition.property}</span>
          <Icon name="chevron" size="small" />
        </Picker>
        <select aria-label="Comparison" value={condition.op} onChange={(event) => changeOperator(event.currentTarget.value as Operator)}>
          {Object.entries(OPERATORS).map(([op, { words }]) => <option key={op} value={op}>{words}</option>)}
        </select>
      </div>
      {takes === 'number' && (
        <input
          type="number"
          step="any"
          aria-label="Number"
          placeholder="Number"
          defaultValue={typeof condition.values[0] === 'number' ? condition.values[0] : ''}
          onChange={(event) => onChange({ ...condition, values: event.currentTarget.value === '' ? [] : [event.currentTarget.valueAsNumber] })}
        />
      )}
      {(takes === 'values' || takes === 'texts') && (
        <Picker
          label={'Values of ' + condition.property}
          load={valueOptions(condition)}
          chosen={condition.values.map((value) => JSON.stringify(value))}
          own={(text) => text}
          buttonClass="pick boxed"
          onChoose={toggle}
        >
          <span class="cut">{condition.values.length === 0 ? 'Choose values' : condition.values.map(scalarInWords).join(', ')}</span>
          <Icon name="chevron" size="small" />
        </Picker>
      )}
      <div class="editor-row end">
        <button type="button" class="add quiet-text" onClick={onRemove}>Remove</button>
        <button type="button" class="add" onClick={onDone}>Done</button>
      </div>
    </div>
  );
}
