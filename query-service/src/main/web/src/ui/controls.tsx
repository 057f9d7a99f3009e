import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './icon';

interface Choice<T extends string> {
  value: T;
  label: string;
  icon?: IconName;
  class?: string;
}

/** One of a few, all in sight: radio buttons in a row. */
export function Segmented<T extends string>({ label, name, value, choices, onChange, full = false, class: className = '' }: {
  label: string;
  name: string;
  value: T;
  choices: readonly Choice<T>[];
  onChange: (value: T) => void;
  full?: boolean;
  class?: string;
}) {
  return (
    <div class={'segmented ' + className + (full ? ' full' : '')} role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value} class={choice.class ?? ''} title={choice.icon ? choice.label : undefined}>
          <input type="radio" name={name} checked={choice.value === value} aria-label={choice.label} onChange={() => onChange(choice.value)} />
          {choice.icon ? <Icon name={choice.icon} /> : choice.label}
        </label>
      ))}
    </div>
  );
}

/** A button with a short list of things to do or to choose. */
export function Menu({ label, icon, children, class: className = 'btn', items, chevron = true }: {
  label: string;
  icon?: IconName;
  children?: ComponentChildren;
  class?: string;
  chevron?: boolean;
  items: { label: string; onChoose: () => void; checked?: boolean }[];
}) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  // before the next key, however fast it comes
  useLayoutEffect(() => {
    if (open) root.current?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus();
  }, [open]);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    const all = [...(root.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'ArrowDown') all[(at + 1) % all.length]?.focus();
    else if (event.key === 'ArrowUp') all[(at - 1 + all.length) % all.length]?.focus();
    else if (event.key === 'Escape') {
      setOpen(false);
      root.current?.querySelector<HTMLElement>('button')?.focus();
    } else if (event.key === 'Tab') return setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span class="picker" ref={root} onKeyDown={onKeyDown}>
      <button type="button" class={className} aria-haspopup="menu" aria-expanded={open} aria-label={label} onClick={() => setOpen(!open)}>
        {icon && <Icon name={icon} />}
        {children && <span>{children}</span>}
        {chevron && <Icon name="chevron" size="small" />}
      </button>
      {open && (
        <div class="panel drop menu" role="menu" aria-label={label}>
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.checked}
              tabIndex={-1}
              onClick={() => {
                setOpen(false);
                root.current?.querySelector<HTMLElement>('button')?.focus();
                item.onChoose();
              }}
            >
              {item.checked !== undefined && <span class="tick">{item.checked && <Icon name="check" size="small" />}</span>}
              {item.label}
            </button>
          ))}
        </div>
      )}
    </span>
  );
}

/** A native modal dialog that is open while it is there. */
export function Dialog({ title, onClose, children, wide = false }: { title: string; onClose: () => void; children: ComponentChildren; wide?: boolean }) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => element.current?.showModal(), []);
  return (
    <dialog
      ref={element}
      class={wide ? 'wide' : ''}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === element.current) element.current?.close();
      }}
    >
      <header>
        <h2>{title}</h2>
        <button type="button" class="quiet" aria-label="Close" onClick={() => element.current?.close()}>
          <Icon name="x" size="small" />
        </button>
      </header>
      <div class="dialog-body">{children}</div>
    </dialog>
  );
}

/** Copies a text and says so. */
export function CopyButton({ text, children, class: className = 'btn', icon = 'link', onCopied }: {
  text: () => string;
  children: string;
  class?: string;
  icon?: IconName;
  onCopied?: () => void;
}) {
  const [said, setSaid] = useState<string>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setSaid('Copied');
      onCopied?.();
    } catch {
      setSaid('Not allowed: copy it by hand');
    }
    setTimeout(() => setSaid(undefined), 2_000);
  };
  return (
    <button type="button" class={className} aria-label={children} onClick={copy}>
      <Icon name={said === 'Copied' ? 'check' : icon} />
      <span aria-live="polite">{said ?? children}</span>
    </button>
  );
}
