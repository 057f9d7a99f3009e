import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from './api/client';

export interface Asked<T> {
  /** The newest answer, kept while the next one is on its way. */
  data: T | undefined;
  /** What was asked for it. */
  of: string | undefined;
  error: ApiError | undefined;
  /** From the moment that another thing is asked: no old answer stands as if it were the new one's. */
  loading: boolean;
  /** It takes long enough to offer to stop it. */
  slow: boolean;
  cancelled: boolean;
  cancel: () => void;
  retry: () => void;
}

interface State<T> {
  data?: T;
  of?: string;
  error?: ApiError;
  /** The key of the newest asking, answered or not. */
  asked?: string;
  loading: boolean;
  slow: boolean;
  cancelled: boolean;
}

const SLOW_MS = 2_000;

/**
 * Asks whenever `key` changes, and gives up what was asked before. Undefined asks nothing.
 */
export function useAsk<T>(key: string | undefined, ask: (signal: AbortSignal) => Promise<T>): Asked<T> {
  const [state, setState] = useState<State<T>>({
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
    setState(({ data, of }) => ({ ...(data === undefined ? {} : { data, of: of! }), asked: key, loading: true, slow: false, cancelled: false }));
    const timer = setTimeout(() => setState((now) => ({ ...now, slow: true })), SLOW_MS);
    ask(controller.signal)
      .then((data) => {
        if (!controller.signal.aborted) setState({ data, of: key, asked: key, loading: false, slow: false, cancelled: false });
      })
      .catch((failure: unknown) => {
        if (controller.signal.aborted) return;
        const error = failure instanceof ApiError ? failure : new ApiError('page-error', 0, String(failure), '');
        setState(({ data, of }) => ({ ...(data === undefined ? {} : { data, of: of! }), asked: key, error, loading: false, slow: false, cancelled: false }));
      })
      .finally(() => clearTimeout(timer));
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, attempt]);
  // the effect that asks runs after the paint; what is shown until then must not look answered
  const current = key === undefined || key === state.asked;
  return {
    data: state.data,
    of: state.of,
    error: current ? state.error : undefined,
    loading: state.loading || !current,
    slow: current && state.slow,
    cancelled: current && state.cancelled,
    cancel: () => {
      running.current?.abort();
      setState((now) => ({ ...now, loading: false, slow: false, cancelled: true }));
    },
    retry: () => setAttempt((count) => count + 1),
  };
}
