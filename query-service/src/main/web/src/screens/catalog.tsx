import { useEffect, useState } from 'preact/hooks';
import { address, go } from '../address';
import { answerOf, api, type Schemas } from '../api/client';
import { session } from '../api/session';
import { useAsk } from '../ask';
import { instant, number } from '../format';
import { NOTHING_CHOSEN, segmentationQuery } from '../question/segmentation';
import { queryText } from '../query';
import { Dialog, Segmented } from '../ui/controls';
import { Head } from '../ui/head';
import { EmptyState, ErrorState, Progress, Skeleton } from '../ui/states';
import { ScrollTable } from '../ui/table';

type What = 'events' | 'user' | 'event';

const LIMIT = 500;
const TYPING_MS = 200;

/** What has arrived: names, counts, types, and where senders disagree about a type. */
export function CatalogScreen() {
  const given = new URLSearchParams(address.value.query);
  const what = (['user', 'event'] as const).find((each) => each === given.get('w')) ?? 'events';
  const search = given.get('q') ?? '';
  const [typed, setTyped] = useState(search);
  const show = (next: { what?: What; search?: string }, replace = false) => {
    const w = next.what ?? what;
    go('/catalog', queryText([['w', w === 'events' ? undefined : w], ['q', (next.search ?? search) || undefined]]), replace);
  };
  useEffect(() => {
    const timer = setTimeout(() => show({ search: typed }, true), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <>
      <Head title="Events & properties" />
      <div class="bar">
        <Segmented<What>
          label="Show"
          name="what"
          value={what}
          choices={[{ value: 'events', label: 'Events' }, { value: 'user', label: 'User properties' }, { value: 'event', label: 'Event properties' }]}
          onChange={(value) => show({ what: value })}
        />
        <input class="search wide" type="search" aria-label="Part of a name" placeholder="Part of a name …" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
      </div>
      {what === 'events' ? <Events search={search} /> : <Properties key={what} of={what} search={search} />}
    </>
  );
}

function zone(): string {
  return session.value?.project.timeZone ?? 'UTC';
}

function Events({ search }: { search: string }) {
  const asked = useAsk(search, (signal) =>
    answerOf(api.GET('/api/v1/events', { params: { query: { limit: LIMIT, ...(search ? { search } : {}) } }, signal })),
  );
  if (asked.error) return <ErrorState error={asked.error} retry={asked.retry} />;
  if (!asked.data) return <Skeleton />;
  return (
    <>
      <Progress asked={asked} />
      {asked.data.events.length === 0 ? <None search={search} /> : (
        <ScrollTable label="Events" class="left">
          <thead><tr><th scope="col">Event</th><th scope="col" class="right">Received</th><th scope="col">First seen</th><th scope="col">Last seen</th></tr></thead>
          <tbody>
            {asked.data.events.map((event) => (
              <tr key={event.name}>
                <th scope="row"><a href={'/segmentation?' + segmentationQuery({ ...NOTHING_CHOSEN, events: [{ event: event.name, where: [] }] })}>{event.name}</a></th>
                <td class="right">{number(event.count)}</td>
                <td>{instant(event.firstSeen, zone())}</td>
                <td>{instant(event.lastSeen, zone())}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </>
  );
}

function Properties({ of, search }: { of: 'user' | 'event'; search: string }) {
  const asked = useAsk(of + search, (signal) =>
    answerOf(api.GET('/api/v1/properties', { params: { query: { of, limit: LIMIT, ...(search ? { search } : {}) } }, signal })),
  );
  const [opened, setOpened] = useState<string>();
  if (asked.error) return <ErrorState error={asked.error} retry={asked.retry} />;
  if (!asked.data) return <Skeleton />;
  return (
    <>
      <Progress asked={asked} />
      {asked.data.properties.length === 0 ? <None search={search} /> : (
        <ScrollTable label="Properties" class="left">
          <thead><tr><th scope="col">Property</th><th scope="col">Types</th><th scope="col" class="right">Received</th><th scope="col">First seen</th><th scope="col">Last seen</th></tr></thead>
          <tbody>
            {asked.data.properties.map((property) => (
              <tr key={property.name}>
                <th scope="row"><button type="button" class="link" onClick={() => setOpened(property.name)}>{property.name}</button></th>
                <td><Types types={property.types} /></td>
                <td class="right">{number(property.count)}</td>
                <td>{instant(property.firstSeen, zone())}</td>
                <td>{instant(property.lastSeen, zone())}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {opened !== undefined && <Values of={of} name={opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}

/** One type is plain; several are a conflict, for 1 and "1" are two values to every question. */
function Types({ types }: { types: Schemas['TypeCount'][] }) {
  const real = types.filter(({ type }) => type !== 'null');
  const words = types.map(({ type, count }) => type + (types.length > 1 ? ' ' + number(count) : '')).join(', ');
  return real.length > 1 ? <span class="conflict" title="Senders disagree: 1 and “1” are two values to every question.">{words} · types differ</span> : <>{words}</>;
}

function Values({ of, name, onClose }: { of: 'user' | 'event'; name: string; onClose: () => void }) {
  const asked = useAsk(name, (signal) =>
    answerOf(api.GET('/api/v1/properties/{name}/values', { params: { path: { name }, query: { of, limit: 100 } }, signal })),
  );
  return (
    <Dialog title={'Values of ' + name} onClose={onClose}>
      {asked.error ? <ErrorState error={asked.error} retry={asked.retry} /> : !asked.data ? <Skeleton /> : (
        <table class="plain">
          <tbody>
            {asked.data.values.map((value) => (
              <tr key={JSON.stringify(value.value)}>
                <th scope="row">{value.label}</th>
                <td class="soft">{value.value === null ? 'none' : Array.isArray(value.value) ? 'list' : typeof value.value === 'boolean' ? 'flag' : typeof value.value === 'string' ? 'text' : 'number'}</td>
                <td class="right">{number(value.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}

function None({ search }: { search: string }) {
  return (
    <EmptyState title={search ? 'Nothing has “' + search + '” in its name' : 'Nothing has arrived yet'}>
      {!search && <p><a class="btn" href="/settings">How to send events</a></p>}
    </EmptyState>
  );
}
