import { useEffect, useRef, useState } from 'preact/hooks';
import { address, go } from '../address';
import { ApiError, errorOf } from '../api/client';
import { session } from '../api/session';
import { eventOptions } from '../catalog';
import { count } from '../format';
import { queryText } from '../query';
import { MessageReader } from '../stream';
import { Segmented } from '../ui/controls';
import { Head } from '../ui/head';
import { Icon } from '../ui/icon';
import { Picker } from '../ui/picker';
import { EmptyState, ErrorState } from '../ui/states';
import { personPath } from '../question/people';

interface LiveEvent {
  outcome: 'accepted' | 'rejected';
  receivedAt: string;
  vendor: string;
  kind?: string;
  event?: string;
  userId?: string;
  anonymousId?: string;
  code?: string;
  field?: string;
  reason?: string;
  properties?: Record<string, unknown>;
}

type Shown = { key: number } & ({ event: LiveEvent } | { gap: number | null });

const KEPT = 200;
const AGAIN_MS = 2_000;

/** Events as they arrive, accepted or refused, newest first; the pointer over them holds them still. */
export function LiveScreen() {
  const given = new URLSearchParams(address.value.query);
  const event = given.get('e') ?? undefined;
  const outcome = given.get('o') === 'rejected' ? 'rejected' : 'all';
  const show = (e: string | undefined, o: string) => go('/live', queryText([['e', e], ['o', o === 'all' ? undefined : o]]));
  const [held, setHeld] = useState(false);
  const [paused, setPaused] = useState(false);
  const { shown, error, open } = useLive(queryText([['event', event], ['outcome', outcome === 'all' ? undefined : outcome]]), held || paused);
  return (
    <>
      <Head title="Live events">
        <button type="button" class="btn" aria-pressed={paused} onClick={() => setPaused(!paused)}>
          <Icon name={paused ? 'play' : 'pause'} /> {paused ? 'Go on' : 'Pause'}
        </button>
      </Head>
      <div class="bar">
        <Segmented label="Outcome" name="outcome" value={outcome} choices={[{ value: 'all', label: 'All' }, { value: 'rejected', label: 'Refused only' }]} onChange={(value) => show(event, value)} />
        <Picker label="Event" load={eventOptions} buttonClass="btn" own={(text) => text} onChoose={(name) => show(name, outcome)}>{event ?? 'All events'} <Icon name="chevron" size="small" /></Picker>
        {event !== undefined && <button type="button" class="add" onClick={() => show(undefined, outcome)}>All events</button>}
        <span class="grow" />
        <span class="soft" role="status">{open ? (held || paused ? 'Held still' : 'Receiving') : 'Connecting …'}</span>
      </div>
      {error && <ErrorState error={error} retry={() => location.reload()} />}
      {shown.length === 0 && !error && (
        <EmptyState title={outcome === 'rejected' ? 'Nothing was refused yet' : 'Nothing has arrived since you came'}>
          <p>Events show here the moment they are received. <a href="/settings">How to send some</a></p>
        </EmptyState>
      )}
      {shown.length > 0 && (
        <ol class="panel live" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)}>
          {shown.map((each) => <Entry key={each.key} shown={each} />)}
        </ol>
      )}
    </>
  );
}

function Entry({ shown }: { shown: Shown }) {
  if ('gap' in shown) return <li class="gap">{shown.gap === null ? 'Some events' : count(shown.gap, 'event')} came faster than this list shows them.</li>;
  const { event } = shown;
  const zone = session.value?.project.timeZone ?? 'UTC';
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, timeZone: zone });
  return (
    <li class={event.outcome}>
      <time dateTime={event.receivedAt}>{time.format(new Date(event.receivedAt))}</time>
      <span class="verdict">{event.outcome === 'accepted' ? 'accepted' : 'refused'}</span>
      <b>{event.event ?? event.kind ?? '?'}</b>
      <span class="soft">{event.vendor}</span>
      {event.userId !== undefined && <a href={personPath('user', event.userId)}>{event.userId}</a>}
      {event.outcome === 'rejected' ? <span class="bad">{event.reason ?? event.code}{event.field !== undefined && ' (' + event.field + ')'}</span> : <span class="soft cut">{inShort(event.properties ?? {})}</span>}
    </li>
  );
}

function inShort(properties: Record<string, unknown>): string {
  return Object.entries(properties).slice(0, 5).map(([name, value]) => name + ' ' + (typeof value === 'string' ? value : JSON.stringify(value))).join(' · ');
}

/** Follows the stream, and comes back to it when it breaks. */
function useLive(query: string, still: boolean) {
  const [shown, setShown] = useState<Shown[]>([]);
  const [error, setError] = useState<ApiError>();
  const [open, setOpen] = useState(false);
  const waiting = useRef<Shown[]>([]);
  const holding = useRef(still);
  holding.current = still;
  useEffect(() => {
    if (still || waiting.current.length === 0) return;
    const came = waiting.current;
    waiting.current = [];
    setShown((before) => [...came, ...before].slice(0, KEPT));
  }, [still]);
  useEffect(() => {
    const controller = new AbortController();
    const reader = new MessageReader();
    let key = 0;
    const take = (chunk: string) => {
      const came = reader.read(chunk).map((message): Shown => {
        const data = JSON.parse(message.data) as LiveEvent & { leftOut: number | null };
        return message.event === 'gap' ? { key: key++, gap: data.leftOut } : { key: key++, event: data };
      }).reverse();
      if (came.length === 0) return;
      if (holding.current) waiting.current = [...came, ...waiting.current].slice(0, KEPT);
      else setShown((before) => [...came, ...before].slice(0, KEPT));
    };
    const follow = async () => {
      const response = await fetch('/api/v1/live' + (query ? '?' + query : ''), {
        signal: controller.signal,
        headers: { 'X-Riffle-Page': '1', ...(reader.lastId ? { 'Last-Event-ID': reader.lastId } : {}) },
      });
      if (!response.ok) throw errorOf(response, await response.json().catch(() => undefined));
      setOpen(true);
      setError(undefined);
      const body = response.body!.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await body.read(); !part.done; part = await body.read()) take(part.value);
    };
    const forever = async () => {
      while (!controller.signal.aborted) {
        try {
          await follow();
        } catch (failure) {
          if (controller.signal.aborted) return;
          // a refusal stays one; a broken connection is tried again
          if (failure instanceof ApiError) setError(failure);
          if (failure instanceof ApiError && failure.status < 500) return;
        }
        setOpen(false);
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    };
    setShown([]);
    waiting.current = [];
    void forever();
    return () => controller.abort();
  }, [query]);
  return { shown, error, open };
}
