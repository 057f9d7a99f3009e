import { useState } from 'preact/hooks';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** What is typed into a field counts once the field is left; nothing that is drawn meanwhile undoes it. */
export function useTyped<F extends Field>(value: string, commit: (field: F) => void) {
  const [typed, setTyped] = useState<string>();
  return {
    value: typed ?? value,
    onInput: (event: { currentTarget: F }) => setTyped(event.currentTarget.value),
    onChange: (event: { currentTarget: F }) => {
      setTyped(undefined);
      commit(event.currentTarget);
    },
    // typed, and then as it was before: no change, but no longer being typed
    onBlur: () => setTyped(undefined),
  };
}
