import type { ComponentChildren } from 'preact';
import type { ApiError, Schemas } from '../api/client';
import type { Asked } from '../ask';
import { session } from '../api/session';
import { compact, duration, timeOfDay } from '../format';

/** What went wrong, in the service's own words, and what to do. */
export function ErrorState({ error, retry }: { error: ApiError; retry: () => void }) {
  return (
    <div class="state bad" role="alert">
      <h2>No answer</h2>
      <p>{error.message}</p>
      {error.errors.some(({ detail }) => detail !== error.message) && (
        <ul>
          {error.errors.map(({ pointer, detail }) => (
            <li key={pointer + detail}><code>{pointer}</code> {detail}</li>
          ))}
        </ul>
      )}
      <p class="soft">
        {error.status > 0 ? <a href={'/problems/' + error.code} target="_blank">{error.code}</a> : error.code}
        {error.requestId && <> · request <code>{error.requestId}</code></>}
      </p>
      <button type="button" class="btn" onClick={retry}>Try again</button>
    </div>
  );
}

export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="state">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** A thin bar while something is asked; after two seconds a way to stop it. */
export function Progress({ asked }: { asked: Pick<Asked<unknown>, 'loading' | 'slow' | 'cancel'> }) {
  return (
    <div class="progress" role="status" aria-live="polite">
      {asked.loading && <span class="running"><span class="sr">Loading</span></span>}
      {asked.loading && asked.slow && (
        <button type="button" class="btn small" onClick={asked.cancel}>Cancel</button>
      )}
    </div>
  );
}

function cost(meta: Schemas['Meta']): string {
  return meta.statementsReused > 0
    ? 'Nothing new since it was asked before'
    : compact(meta.rowsRead) + ' rows read in ' + duration(meta.tookMs);
}

/** What of an answer is to be trusted, and what it took. */
export function StatusLine({ meta, children }: { meta: Schemas['Meta']; children?: ComponentChildren }) {
  const zone = session.value?.project.timeZone ?? 'UTC';
  return (
    <p class="status">
      <span class={meta.exact ? 'ok' : 'ok estimate'} />
      <span>{meta.exact ? 'Exact result' : 'Estimate'}</span>
      <span>{cost(meta)}</span>
      {meta.asOf !== undefined && <span>Data up to {timeOfDay(meta.asOf, zone)}</span>}
      {children}
      {meta.warnings.map((warning) => <span key={warning} class="warn">{warning}</span>)}
    </p>
  );
}

/** Grey shapes where the first answer will be. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  return (
    <div class="skeleton" aria-hidden="true">
      {Array.from({ length: lines }, (_, index) => <i key={index} />)}
    </div>
  );
}
