import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from './api/client';

export interface Asked<T> {
  /** The newest answer, kept while the next one is on its way. */
  data: T | undefined;
  /** What was asked for it. */
  of: string | undefined;
  error: ApiError | undefined;
  loading: boolean;
  /** It takes long enough to offer to stop it. */
  slow: boolean;
  cancelled: boolean;
  cancel: () => void;
  retry: () => void;
}

const SLOW_MS = 2_000;

/**
 * Asks whenever `key` changes, and gives up what was asked before. Undefined asks nothing.
 */
export function useAsk<T>(key: string | undefined, ask: (signal: AbortSignal) => Promise<T>): Asked<T> {
  const [state, setState] = useState<{ data?: T; of?: string; error?: ApiError; loading: boolean; slow: boolean; cancelled: boolean }>({
    loading: key !== undefined, slow: false, cancelled: false,
  });
  const [attempt, setAttempt] = useState(0);
  const running = useRef<AbortController | undefined>(undefined);
  useEffect(() => {
    if (key === undefined) {
      setState({ loading: false, slow: false, cancelled: false });
      return undefined;
    }
    const controller = new AbortController();
    running.current = controller;
    setState(({ data, of }) => ({ ...(data === undefined ? {} : { data, of: of! }), loading: true, slow: false, cancelled: false }));
    const timer = setTimeout(() => setState((now) => ({ ...now, slow: true })), SLOW_MS);
    ask(controller.signal)
      .then((data) => {
        if (!controller.signal.aborted) setState({ data, of: key, loading: false, slow: false, cancelled: false });
      })
      .catch((failure: unknown) => {
        if (controller.signal.aborted) return;
        const error = failure instanceof ApiError ? failure : new ApiError('page-error', 0, String(failure), '');
        setState(({ data, of }) => ({ ...(data === undefined ? {} : { data, of: of! }), error, loading: false, slow: false, cancelled: false }));
      })
      .finally(() => clearTimeout(timer));
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, attempt]);
  return {
    data: state.data,
    of: state.of,
    error: state.error,
    loading: state.loading,
    slow: state.slow,
    cancelled: state.cancelled,
    cancel: () => {
      running.current?.abort();
      setState((now) => ({ ...now, loading: false, slow: false, cancelled: true }));
    },
    retry: () => setAttempt((count) => count + 1),
  };
}
