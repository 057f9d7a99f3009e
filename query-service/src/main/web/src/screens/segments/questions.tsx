import { useState } from 'preact/hooks';
import { answerOf, api, type Schemas } from '../../api/client';
import { useAsk } from '../../ask';
import { count, number, percent } from '../../format';
import { clauseOf, innerOf, type Clause } from '../../question/population';
import { clauseInWords } from '../../question/populationWords';
import { Icon } from '../../ui/icon';
import { EmptyState, ErrorState, Progress, Skeleton } from '../../ui/states';
import { ScrollTable } from '../../ui/table';
import { DayField } from './fields';
import { MemberList } from './members';
import type { Saved } from './saved';

interface Shown {
  given: URLSearchParams;
  show: (next: Record<string, string | undefined>) => void;
}

/** Who came in and who went out between the ends of two days, in UTC. */
export function Changes({ id, given, show }: Shown & { id: string }) {
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  const from = given.get('from') ?? ago(30);
  const to = given.get('to') ?? ago(0);
  const query = { from: from + 'T23:59:59Z', to: to + 'T23:59:59Z', limit: 100 };
  const asked = useAsk(from <= to ? from + to : undefined, (signal) =>
    answerOf<Schemas['Changes']>(api.GET('/api/v1/segments/{segment}/changes', { params: { path: { segment: id }, query }, signal })),
  );
  const date = (label: string, value: string, set: (value: string) => void) => (
    <label class="inline-label">{label} <DayField label={label} value={value} onChange={set} /></label>
  );
  return (
    <section aria-label="Entered and left">
      <div class="bar">
        {date('End of', from, (value) => show({ from: value, to }))}
        {date('to end of', to, (value) => show({ from, to: value }))}
        <span class="soft">UTC</span>
      </div>
      <Progress asked={asked} />
      {from > to ? <EmptyState title="The second day lies before the first" /> : asked.error ? <ErrorState error={asked.error} retry={asked.retry} /> : asked.data === undefined ? <Skeleton /> : (
        <div class={'two ' + (asked.loading ? 'stale' : '')}>
          <Side title="Entered" persons={asked.data.enteredPersons} members={asked.data.entered} />
          <Side title="Left" persons={asked.data.leftPersons} members={asked.data.left} />
        </div>
      )}
    </section>
  );
}

function Side({ title, persons, members }: { title: string; persons: number; members: Schemas['Member'][] }) {
  return (
    <section>
      <h2 class="grid-title">{title}: {number(persons)}</h2>
      {persons === 0 ? <p class="soft">Nobody</p> : <MemberList members={members} />}
      {members.length < persons && <p class="note-line">The first {number(members.length)} of them.</p>}
    </section>
  );
}

const OTHERS_MAX = 9;

export function Overlaps({ id, all }: { id: string; all: Saved[] }) {
  const others = all.filter((each) => each.id !== id).slice(0, OTHERS_MAX);
  const asked = useAsk(others.length === 0 ? undefined : 'overlaps', (signal) =>
    answerOf<Schemas['Overlaps']>(api.GET('/api/v1/segments/overlaps', { params: { query: { ids: [id, ...others.map((each) => each.id)].join(',') } }, signal })),
  );
  if (others.length === 0) return <EmptyState title="There is no other segment to compare it with" />;
  if (asked.error) return <ErrorState error={asked.error} retry={asked.retry} />;
  if (asked.data === undefined) return <Skeleton />;
  const { sizes, pairs } = asked.data;
  const own = sizes.find(({ segment }) => segment === id)?.persons ?? 0;
  return (
    <ScrollTable label="Overlaps">
      <thead><tr><th scope="col">Segment</th><th scope="col">Its people</th><th scope="col">In both</th><th scope="col">Of this segment</th><th scope="col">Of the other</th></tr></thead>
      <tbody>
        {others.map((other) => {
          const size = sizes.find(({ segment }) => segment === other.id)?.persons ?? 0;
          const both = pairs.find(({ first, second }) => [first, second].includes(id) && [first, second].includes(other.id))?.persons ?? 0;
          return <tr key={other.id}><th scope="row"><a href={'/segments/' + encodeURIComponent(other.id)}>{other.name}</a></th><td>{number(size)}</td><td class="sum">{number(both)}</td><td>{own === 0 ? '–' : percent(both / own)}</td><td>{size === 0 ? '–' : percent(both / size)}</td></tr>;
        })}
      </tbody>
    </ScrollTable>
  );
}

/** Why a person is in or is not, clause by clause. */
export function Why({ segment, all, given, show }: Shown & { segment: Saved; all: Saved[] }) {
  const person = given.get('id') ?? '';
  const kind = given.get('kind') === 'device' ? 'device' : 'user';
  const [typed, setTyped] = useState(person);
  const asked = useAsk(person === '' ? undefined : person + kind, (signal) =>
    answerOf<Schemas['Why']>(api.GET('/api/v1/segments/{segment}/why', { params: { path: { segment: segment.id }, query: { id: person, kind } }, signal })),
  );
  const root = clauseOf(segment.population);
  const name = (id: string) => all.find((each) => each.id === id)?.name ?? id;
  return (
    <section aria-label="Why">
      <form class="bar" onSubmit={(event) => { event.preventDefault(); show({ id: typed.trim() || undefined, kind: kind === 'device' ? kind : undefined }); }}>
        <input class="search wide" type="search" aria-label="A person's id" placeholder="A person’s id" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
        <select class="inline" aria-label="Kind of id" value={kind} onChange={(event) => show({ id: person || undefined, kind: event.currentTarget.value })}><option value="user">user</option><option value="device">device</option></select>
        <button class="btn" type="submit">Explain</button>
      </form>
      <Progress asked={asked} />
      {person === '' ? (
        <EmptyState title="Whom?"><p>Give the id of a person, and each clause says whether it holds.</p></EmptyState>
      ) : asked.error ? (
        asked.error.status === 404 ? <EmptyState title="No such person"><p>{asked.error.message}</p></EmptyState> : <ErrorState error={asked.error} retry={asked.retry} />
      ) : asked.data === undefined ? (
        <Skeleton lines={3} />
      ) : (
        <div class="panel padded">
          <h2><Verdict holds={asked.data.in} /> {person} is {asked.data.in ? 'in' : 'not in'} {segment.name}</h2>
          {!asked.data.known && <p>Nothing of this person was known by then.</p>}
          {root && <ul class="why"><ClauseLine clause={root} pointer="" truths={new Map(asked.data.clauses.map(({ pointer, holds }) => [pointer, holds]))} name={name} /></ul>}
          <p class="soft">{count(asked.data.clauses.length, 'clause')}</p>
        </div>
      )}
    </section>
  );
}

function ClauseLine({ clause, pointer, truths, name }: { clause: Clause; pointer: string; truths: Map<string, boolean>; name: (id: string) => string }) {
  const inner = innerOf(clause, pointer);
  const words = clause.kind === 'all' ? 'All of these hold' : clause.kind === 'any' ? 'At least one of these holds' : clause.kind === 'not' ? 'This does not hold' : clauseInWords(clause, name);
  return (
    <li>
      <Verdict holds={truths.get(pointer) ?? false} /> {words}
      {inner.length > 0 && <ul class="why">{inner.map(([at, each]) => <ClauseLine key={at} clause={each} pointer={at} truths={truths} name={name} />)}</ul>}
    </li>
  );
}

function Verdict({ holds }: { holds: boolean }) {
  return <span class={'holds ' + (holds ? 'yes' : 'no')}><Icon name={holds ? 'check' : 'x'} size="small" /><span class="sr">{holds ? 'Yes:' : 'No:'}</span></span>;
}
