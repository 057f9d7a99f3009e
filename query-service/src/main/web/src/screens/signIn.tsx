import { useState } from 'preact/hooks';
import { ApiError } from '../api/client';
import { signIn } from '../api/session';

/** A key opens the page; it is kept by the browser where no script can read it. */
export function SignIn() {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const key = String(new FormData(event.currentTarget as HTMLFormElement).get('key')).trim();
    setBusy(true);
    setError(undefined);
    signIn(key)
      .catch((failure: unknown) => setError(failure instanceof ApiError ? failure.message : String(failure)))
      .finally(() => setBusy(false));
  };
  return (
    <main class="sign-in">
      <form class="panel padded stack" onSubmit={submit}>
        <h1><span class="mark" aria-hidden="true"><i /><i /><i /></span> Riffle</h1>
        <label>
          Read key or admin key
          <input name="key" type="password" required autocomplete="current-password" placeholder="rk_… or ak_…" aria-describedby="key-hint" autofocus />
        </label>
        <p class="soft" id="key-hint"><code>./riffle up</code> prints the read key of the demo project, and an address that signs you in.</p>
        {error && <p class="bad" role="alert">{error}</p>}
        <button class="btn primary" type="submit" disabled={busy}>Sign in</button>
      </form>
    </main>
  );
}
