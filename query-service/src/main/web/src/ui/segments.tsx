import { useState } from 'preact/hooks';
import { answerOf, api } from '../api/client';
import { number } from '../format';
import { slotsOf } from '../chart/lines';
import { SEGMENTS_MAX, type SegmentChoice } from '../question/segmentation';
import { Conditions } from './conditions';
import { Icon, Swatch } from './icon';
import { Picker } from './picker';

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
 {segment.saved !== undefined ? (
              <a class="chip saved" href={'/segments/' + encodeURIComponent(segment.saved)} title={'Saved segment ' + segment.saved}><Icon name="segments" size="small" /> saved segment</a>
            ) : (
            <Conditions of="user" conditions={segment.where} addLabel={segment.where.length === 0 ? '+ Who are they?' : '+ And'} onChange={(where) => put(index, { where })} />
            )}
          </div>
        </div>
      ))}
      {segments.length < SEGMENTS_MAX && <button type="button" class="add" data-add-segment onClick={add}>+ Add segment</button>}
      {segments.length < SEGMENTS_MAX && <SavedSegment segments={segments} onChange={onChange} />}
      {segments.length > 0 && <p class="hint">{note}</p>}
    </fieldset>
  );
}

/** Adds a saved segment. */
export function SavedSegment({ segments, onChange }: { segments: SegmentChoice[]; onChange: (segments: SegmentChoice[]) => void }) {
  return (
    <Picker label="Saved segment" load={savedOptions} buttonClass="add saved-add" onChoose={({ id, name }: { id: string; name: string }) => onChange([...segments, { name: freeOf(name, segments), where: [], saved: id }])}>
      + Saved segment
    </Picker>
  );
}

async function savedOptions(search: string, signal: AbortSignal) {
  const { segments } = await answerOf(api.GET('/api/v1/segments', { signal }));
  return segments
    .filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
    .map(({ id, name, owner }) => ({ key: id, label: name, note: owner, value: { id, name } }));
}

/** A name that no other segment of the chart has. */
function freeOf(name: string, segments: SegmentChoice[]): string {
  const taken = segments.map((segment) => segment.name);
  if (!taken.includes(name)) return name;
  for (let i = 2; ; i++) if (!taken.includes(name + ' ' + i)) return name + ' ' + i;
}

/** What is being typed is nobody else's business: an answer that comes meanwhile must not undo it. */
function Name({ name, label, isFree, onChange }: { name: string; label: string; isFree: (name: string) => boolean; onChange: (name: string) => void }) {
  const [typed, setTyped] = useState<string>();
  const finish = () => {
    const wanted = (typed ?? name).trim();
    setTyped(undefined);
    if (wanted !== name && wanted !== '' && isFree(wanted)) onChange(wanted);
  };
  return (
    <input
      class="name grow"
      aria-label={label}
      value={typed ?? name}
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
