import { useEffect, useState } from 'preact/hooks';
import { number } from '../format';
import { slotsOf } from '../chart/lines';
import { SEGMENTS_MAX, type SegmentChoice } from '../question/segmentation';
import { Conditions } from './conditions';
import { Icon, Swatch } from './icon';

/** Named segments side by side; each is a list of conditions about the person. */
export function Segments({ segments, onChange, marked, sizes, note }: {
  segments: SegmentChoice[];
  onChange: (segments: SegmentChoice[]) => void;
  /** Whether each segment is one line of the chart, and shows its mark. */
  marked: boolean;
  /** How many persons each has, as far as that is known. */
  sizes: Map<string, number>;
  note: string;
}) {
  const slots = slotsOf(segments.map(({ name }) => name));
  const put = (index: number, part: Partial<SegmentChoice>) => onChange(segments.map((each, at) => (at === index ? { ...each, ...part } : each)));
  const add = () => onChange([...segments, { name: freeName(segments.map(({ name }) => name)), where: [] }]);
  return (
    <fieldset>
      <legend>
        Segments <span class="note">{segments.length === 0 ? 'everybody' : segments.length + ' of ' + SEGMENTS_MAX}</span>
      </legend>
      {segments.map((segment, index) => (
        <div class="card" key={index}>
          <div class="row">
            {marked && <Swatch slot={slots[index]!} />}
            <Name
              name={segment.name}
              label={'Name of segment ' + (index + 1)}
              isFree={(name) => segments.every((each, at) => at === index || each.name !== name)}
              onChange={(name) => put(index, { name })}
            />
            <span class="count">{sizes.has(segment.name) && number(sizes.get(segment.name)!)}</span>
            <button type="button" class="quiet" aria-label={'Remove segment ' + segment.name} onClick={() => onChange(segments.filter((_, at) => at !== index))}>
              <Icon name="x" size="small" />
            </button>
          </div>
          <div class="row sub">
            <Conditions of="user" conditions={segment.where} addLabel={segment.where.length === 0 ? '+ Who are they?' : '+ And'} onChange={(where) => put(index, { where })} />
          </div>
        </div>
      ))}
      {segments.length < SEGMENTS_MAX && <button type="button" class="add" data-add-segment onClick={add}>+ Add segment</button>}
      {segments.length > 0 && <p class="hint">{note}</p>}
    </fieldset>
  );
}

/** What is being typed is nobody else's business: an answer that comes meanwhile must not undo it. */
function Name({ name, label, isFree, onChange }: { name: string; label: string; isFree: (name: string) => boolean; onChange: (name: string) => void }) {
  const [typed, setTyped] = useState(name);
  useEffect(() => setTyped(name), [name]);
  const finish = () => {
    const wanted = typed.trim();
    if (wanted !== name && wanted !== '' && isFree(wanted)) onChange(wanted);
    else setTyped(name);
  };
  return (
    <input
      class="name grow"
      aria-label={label}
      value={typed}
      maxLength={60}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish();
      }}
    />
  );
}

function freeName(taken: string[]): string {
  for (let i = taken.length + 1; ; i++) if (!taken.includes('Segment ' + i)) return 'Segment ' + i;
}
