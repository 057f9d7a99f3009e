import { useEffect, useState } from 'preact/hooks';
import { address, go } from '../address';
import { answerOf, api, type Schemas } from '../api/client';
import { session } from '../api/session';
import { useAsk } from '../ask';
import { eventOptions } from '../catalog';
import { count, instant, number } from '../format';
import { personPath } from '../question/people';
import { queryText } from '../query';
import { CopyButton } from '../ui/controls';
import { Head } from '../ui/head';
import { Icon } from '../ui/icon';
import { Picker } from '../ui/picker';
import { EmptyState, ErrorState, Progress, Skeleton } from '../ui/states';
import { ScrollTable } from '../ui/table';

type Kind = 'user' | 'device';

const PAGE = 50;
const TYPING_MS = 200;

export function PeopleScreen() {
  const id = address.value.path.slice('/people/'.length);
  const kind = new URLSearchParams(address.value.query).get('kind') === 'device' ? 'device' : 'user';
  return id === '' ? <Search /> : <Person key={id + kind} id={decodeURIComponent(id)} kind={kind} />;
}

function zone(): string {
  return session.value?.project.timeZone ?? 'UTC';
}

/** Ids by their beginning. */
function Search() {
  const search = new URLSearchParams(address.value.query).get('q') ?? '';
  const [typed, setTyped] = useState(search);
  useEffect(() => {
    const timer = setTimeout(() => go('/people', queryText([['q', typed || undefined]]), true), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const asked = useAsk('people' + search, (signal) =>
    answerOf(api.GET('/api/v1/persons', { params: { query: { limit: PAGE, ...(search ? { search } : {}) } }, signal })),
  );
  return (
    <>
      <Head title="People" />
      <div class="bar">
        <input class="search wide" type="search" aria-label="An id begins with" placeholder="An id begins with …" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
      </div>
      <Progress asked={asked} />
      {asked.error ? (
        <ErrorState error={asked.error} retry={asked.retry} />
      ) : asked.data === undefined ? (
        <Skeleton />
      ) : asked.data.ids.length === 0 ? (
        <EmptyState title={search ? 'No id begins with “' + search + '”' : 'Nobody has come yet'}><p>Ids are exact, capitals included.</p></EmptyState>
      ) : (
        <ScrollTable label="Ids" class={'left ' + (asked.loading ? 'stale' : '')}>
          <thead><tr><th scope="col">Id</th><th scope="col">Kind</th><th scope="col">First seen</th><th scope="col">Last seen</th></tr></thead>
          <tbody>
            {asked.data.ids.map((found) => (
              <tr key={found.kind + found.id}>
                <th scope="row"><a href={personPath(found.kind, found.id)}>{found.id}</a></th>
                <td>{found.kind === 'user' ? 'user' : 'anonymous device'}</td>
                <td>{instant(found.firstSeen, zone())}</td>
                <td>{instant(found.lastSeen, zone())}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {asked.data?.ids.length === PAGE && <p class="note-line">The first {PAGE}; type more of the id for others.</p>}
    </>
  );
}

function Person({ id, kind }: { id: string; kind: Kind }) {
  const asked = useAsk('person', (signal) =>
    answerOf(api.GET('/api/v1/persons/{id}', { params: { path: { id }, query: { kind } }, signal })),
  );
  return (
    <>
      <Head crumb="People" title={asked.data?.id ?? id}>
        <CopyButton class="btn icon-on-phone" text={() => location.href}>Copy link</CopyButton>
      </Head>
      <Progress asked={asked} />
      {asked.error ? (
        asked.error.status === 404 ? (
          <EmptyState title="No such person"><p>{asked.error.message}</p><p><a class="btn" href="/people">Search</a></p></EmptyState>
        ) : (
          <ErrorState error={asked.error} retry={asked.retry} />
        )
      ) : asked.data === undefined ? (
        <Skeleton />
      ) : (
        <div class="person">
          <Profile person={asked.data} />
          <Activity id={id} kind={kind} />
        </div>
      )}
    </>
  );
}

function Profile({ person }: { person: Schemas['PersonProfile'] }) {
  const properties = Object.entries(person.properties).sort(([a], [b]) => a.localeCompare(b));
  return (
    <aside class="panel padded profile">
      <dl>
        <dt>{person.kind === 'user' ? 'User id' : 'Device id'}</dt><dd><code>{person.id}</code></dd>
        <dt>Events</dt><dd>{number(person.events)}</dd>
        <dt>First seen</dt><dd>{instant(person.firstSeen, zone())}</dd>
        <dt>Last seen</dt><dd>{instant(person.lastSeen, zone())}</dd>
        {person.aliases.length > 0 && <><dt>Also known as</dt>{person.aliases.map((alias) => <dd key={alias}><code>{alias}</code></dd>)}</>}
      </dl>
      <h2>Properties now</h2>
      {properties.length === 0 ? <p class="soft">None were set.</p> : (
        <dl class="pairs">{properties.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{valueText(value)}</dd></div>)}</dl>
      )}
      <h2>Over time</h2>
      {person.changes.length === 0 ? <p class="soft">No property has changed.</p> : (
        <ol class="changes">
          {person.changes.slice(0, 40).map((change, index) => (
            <li key={index}>
              <time dateTime={change.at}>{instant(change.at, zone())}</time>
              <span><em>{change.property}</em> {change.value === undefined ? 'taken away' : '→ ' + valueText(change.value)}</span>
            </li>
          ))}
        </ol>
      )}
      {person.devices.length > 0 && <h2>{count(person.devices.length, 'device')}</h2>}
      <ul class="plain">
        {person.devices.slice(0, 20).map((device) => (
          <li key={device.id}><code>{device.id}</code> <span class="soft">to {instant(device.lastSeen, zone())}</span></li>
        ))}
      </ul>
    </aside>
  );
}

function Activity({ id, kind }: { id: string; kind: Kind }) {
  const [event, setEvent] = useState<string>();
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  const cursor = cursors[cursors.length - 1];
  const asked = useAsk((event ?? '') + '/' + (cursor ?? ''), (signal) =>
    answerOf(api.GET('/api/v1/persons/{id}/events', {
      params: { path: { id }, query: { kind, limit: PAGE, ...(event === undefined ? {} : { event }), ...(cursor === undefined ? {} : { cursor }) } },
      signal,
    })),
  );
  const choose = (name: string | undefined) => {
    setEvent(name);
    setCursors([undefined]);
  };
  return (
    <section class="activity" aria-label="Activity">
      <div class="bar">
        <h2>Activity</h2>
        <Picker label="Event" load={eventOptions} buttonClass="btn small" onChoose={choose}>{event ?? 'All events'} <Icon name="chevron" size="small" /></Picker>
        {event !== undefined && <button type="button" class="add" onClick={() => choose(undefined)}>All events</button>}
      </div>
      <Progress asked={asked} />
      {asked.error && <ErrorState error={asked.error} retry={asked.retry} />}
      {asked.data === undefined && asked.loading && <Skeleton />}
      {asked.data?.events.length === 0 && <EmptyState title={event === undefined ? 'No events' : 'No ' + event} />}
      {asked.data && asked.data.events.length > 0 && (
        <ol class={'panel events ' + (asked.loading ? 'stale' : '')}>
          {asked.data.events.map((each, index) => (
            <li key={each.time + index}>
              <details>
                <summary><b>{each.event}</b><span class="cut soft">{inShort(each.properties)}</span><time dateTime={each.time}>{instant(each.time, zone())}</time></summary>
                <div class="two">
                  <Pairs title="Properties" of={each.properties} />
                  <Pairs title="The user’s at that moment" of={each.userProperties} />
                </div>
                <p class="soft">received {instant(each.received, zone())}{each.device !== undefined && <> · device <code>{each.device}</code></>}{each.session !== undefined && <> · session <code>{each.session}</code></>}</p>
              </details>
            </li>
          ))}
        </ol>
      )}
      <div class="bar pages">
        {cursors.length > 1 && <button type="button" class="btn" onClick={() => setCursors(cursors.slice(0, -1))}>Newer</button>}
        {asked.data?.next !== undefined && <button type="button" class="btn" onClick={() => setCursors([...cursors, asked.data!.next])}>Older</button>}
      </div>
    </section>
  );
}

function Pairs({ title, of }: { title: string; of: Record<string, unknown> }) {
  const entries = Object.entries(of);
  return (
    <div>
      <h3>{title}</h3>
      {entries.length === 0 ? <p class="soft">None</p> : <dl class="pairs">{entries.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{valueText(value)}</dd></div>)}</dl>}
    </div>
  );
}

function inShort(properties: Record<string, unknown>): string {
  return Object.entries(properties).slice(0, 4).map(([name, value]) => name + ' ' + valueText(value)).join(' · ');
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
