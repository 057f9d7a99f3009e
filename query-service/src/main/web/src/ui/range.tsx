import { useState } from 'preact/hooks';
import { LAST, rangeInWords, rangeText, type Range } from '../question/range';
import { Dialog, Menu } from './controls';

/** The time of a question: one of the common ones, or two dates. */
export function RangeMenu({ range, onChange, own }: {
  range: Range | undefined;
  onChange: (range: Range) => void;
  /** Of several questions: that each has its own, chosen when there is no range. */
  own?: { label: string; onChoose: () => void };
}) {
  const [asking, setAsking] = useState(false);
  const [from, setFrom] = useState(range && 'from' in range ? range.from : '');
  const [to, setTo] = useState(range && 'to' in range ? range.to : '');
  const chosen = range && rangeText(range);
  const words = range ? rangeInWords(range) : (own?.label ?? '');
  return (
    <>
      <Menu
        label={'Time: ' + words}
        icon="calendar"
        items={[
          ...(own ? [{ ...own, checked: range === undefined }] : []),
          ...LAST.map(([value, label]) => ({ label, checked: value === chosen, onChoose: () => onChange({ last: value }) })),
          { label: 'Between two dates …', checked: range !== undefined && 'from' in range, onChoose: () => setAsking(true) },
        ]}
      >
        {words}
      </Menu>
      {asking && (
        <Dialog title="Between two dates" onClose={() => setAsking(false)}>
          <form
            class="stack"
            onSubmit={(event) => {
              event.preventDefault();
              onChange({ from, to });
              setAsking(false);
            }}
          >
            <label>First day <input type="date" required value={from} max={to || undefined} onInput={(event) => setFrom(event.currentTarget.value)} /></label>
            <label>Last day, included <input type="date" required value={to} min={from || undefined} onInput={(event) => setTo(event.currentTarget.value)} /></label>
            <button class="btn primary" type="submit">Show</button>
          </form>
        </Dialog>
      )}
    </>
  );
}
