import { useState } from 'preact/hooks';
import { ApiError } from '../api/client';

/** A form that is sent once at a time, and says why it was refused. */
export function useForm(send: (fields: Record<string, string>) => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement)) as Record<string, string>;
    setBusy(true);
    setError(undefined);
    send(fields)
      .catch((failure: unknown) => setError(failure instanceof ApiError ? failure : new ApiError('page-error', 0, String(failure), '')))
      .finally(() => setBusy(false));
  };
  return { busy, error, submit };
}
