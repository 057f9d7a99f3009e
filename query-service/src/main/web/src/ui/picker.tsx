import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useAsk } from '../ask';
import { Icon } from './icon';

export interface Option<T> {
  key: string;
  label: string;
  /** Beside the label, for example a count. */
  note?: string;
  value: T;
}

interface PickerProps<T> {
  /** What is chosen here, for the screen reader and the empty field. */
  label: string;
  /** The open field's own options; `search` is what was typed. */
  load: (search: string, signal: AbortSignal) => Promise<Option<T>[]>;
  onChoose: (value: T) => void;
  /** What the closed button shows. */
  children: ComponentChildren;
  buttonClass?: string;
  /** Keys of options that are chosen already: the list stays open, and a click takes them away. */
  chosen?: string[];
  /** Offers the typed text itself as a value. */
  own?: (text: string) => T | undefined;
  /** Says where it is for a shortcut. */
  name?: string;
}

const TYPING_MS = 120;

/** A button that opens a list with a search field: ARIA's combobox with a list box. */
export function Picker<T>(props: PickerProps<T>) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (refocus: boolean) => {
    setOpen(false);
    if (refocus) button.current?.focus();
  };
  return (
    <span class="picker">
      <button
        ref={button}
        type="button"
        class={props.buttonClass ?? 'pick'}
        aria-haspopup="dialog"
        aria-expanded={open}
        data-picker={props.name}
        onClick={() => setOpen(!open)}
      >
        {props.children}
      </button>
      {open && <PickerList {...props} close={close} />}
    </span>
  );
}

function PickerList<T>({ label, load, onChoose, chosen, own, close }: PickerProps<T> & { close: (refocus: boolean) => void }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const panel = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const asked = useAsk('s' + search, (signal) => load(search, signal));
  const found = asked.data ?? [];
  const ownValue = typed !== '' && own && !found.some(({ label: name }) => name === typed) ? own(typed) : undefined;
  const options: Option<T>[] = ownValue === undefined ? found : [...found, { key: 'own ' + typed, label: 'Use “' + typed + '”', value: ownValue }];

  // before the next key comes
  useLayoutEffect(() => input.current?.focus(), []);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSearch(typed);
      setActive(0);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => {
    const outside = (event: Event) => {
      if (!panel.current?.parentElement?.contains(event.target as Node)) close(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, []);
  useEffect(() => {
    panel.current?.querySelector('[aria-selected="true"].active, .active')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const choose = (option: Option<T> | undefined) => {
    if (!option) return;
    onChoose(option.value);
    if (chosen === undefined) close(true);
    else setTyped('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = options.length - 1;
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, last));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Home' && typed === '') setActive(0);
    else if (event.key === 'End' && typed === '') setActive(last);
    else if (event.key === 'Enter') choose(options[active]);
    else if (event.key === 'Escape') close(true);
    else if (event.key === 'Tab') return close(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class="panel drop" ref={panel} role="dialog" aria-label={label}>
      <input
        ref={input}
        class="search"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={options[active] ? id + active : undefined}
        aria-autocomplete="list"
        aria-label={label}
        placeholder={label}
        autocomplete="off"
        spellcheck={false}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <ul class="options" role="listbox" id={id} aria-label={label} aria-busy={asked.loading} aria-multiselectable={chosen !== undefined}>
        {options.map((option, index) => (
          <li
            key={option.key}
            id={id + index}
            role="option"
            class={index === active ? 'active' : ''}
            aria-selected={chosen?.includes(option.key) ?? index === active}
            onPointerMove={() => setActive(index)}
            onClick={() => choose(option)}
          >
            {chosen !== undefined && <span class="tick">{chosen.includes(option.key) && <Icon name="check" size="small" />}</span>}
            <span class="grow">{option.label}</span>
            {option.note !== undefined && <span class="note">{option.note}</span>}
          </li>
        ))}
      </ul>
      {asked.error && <p class="hint" role="alert">{asked.error.message}</p>}
      {!asked.loading && !asked.error && options.length === 0 && <p class="hint">Nothing has “{typed}” in its name.</p>}
      {chosen !== undefined && (
        <div class="drop-foot">
          <button type="button" class="btn small" onClick={() => close(true)}>Done</button>
        </div>
      )}
    </div>
  );
}
