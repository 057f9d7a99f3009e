import { signal } from '@preact/signals';
import { ApiError, refusedKey, send } from './client';

/** Whose key opened this page, and what it may do. */
export interface Session {
  project: { id: number; name: string; timeZone: string; weekStart: string };
  scope: 'read' | 'admin';
  reach: 'project' | 'installation';
  /** Where SDKs send events to. */
  ingestUrl: string;
}

/** undefined: not known yet; null: nobody is signed in. */
export const session = signal<Session | null | undefined>(undefined);

refusedKey.listener = () => {
  session.value = null;
};

export async function findSession(): Promise<void> {
  const key = keyInAddress();
  if (key) {
    await signIn(key).catch(() => {
      session.value = null;
    });
    return;
  }
  try {
    const response = await send('GET', '/api/v1/session');
    session.value = (await response.json()) as Session;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) session.value = null;
    else throw error;
  }
}

export async function signIn(key: string): Promise<void> {
  const response = await send('POST', '/api/v1/session', { key });
  session.value = (await response.json()) as Session;
}

export async function signOut(): Promise<void> {
  await send('DELETE', '/api/v1/session');
  session.value = null;
}

/** `#key=rk_...`, as `./riffle up` prints it: the part after # never leaves the browser by itself. */
function keyInAddress(): string | undefined {
  const key = /^#key=([a-z]{2}_[0-9a-f]+)$/.exec(location.hash)?.[1];
  if (key) history.replaceState(null, '', location.pathname + location.search);
  return key;
}
