import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { EmptyState, Skeleton } from './states';

/** A screen whose script comes when it is first looked at: what is loaded first stays small. */
export function lazy(load: () => Promise<ComponentType>): ComponentType {
  let loaded: ComponentType | undefined;
  return function Lazy() {
    const [state, setState] = useState<{ screen: ComponentType | undefined; failed: boolean }>({ screen: loaded, failed: false });
    useEffect(() => {
      if (loaded) return;
      load().then(
        (screen) => setState({ screen: (loaded = screen), failed: false }),
        () => setState({ screen: undefined, failed: true }),
      );
    }, []);
    if (state.screen) return <state.screen />;
    if (!state.failed) return <Skeleton lines={8} />;
    return (
      <EmptyState title="This screen could not be loaded">
        <p>The service was replaced by another version, or does not answer.</p>
        <button type="button" class="btn" onClick={() => location.reload()}>Load the page again</button>
      </EmptyState>
    );
  };
}
