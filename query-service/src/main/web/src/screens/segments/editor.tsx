import { useEffect, useState } from 'preact/hooks';
import { address, go } from '../../address';
import { answerOf, api, ApiError, type Schemas } from '../../api/client';
import { session } from '../../api/session';
import { useAsk, type Asked } from '../../ask';
import { number } from '../../format';
import { clauseOf, isFinished, newClause, populationOf, type Clause } from '../../question/population';
import { clauseInWords } from '../../question/populationWords';
import { queryText } from '../../query';
import { Head } from '../../ui/head';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states';
import { Group, type Faulty } from './clause';
import { inWords, PATH, pathOf, savedSegments, type Saved } from './saved';

const SETTLING_MS = 400;

type Root = Extract<Clause, { kind: 'all' | 'any' }>;

interface Draft {
  name: string;
  owner: string;
  description: string;
  root: Root;
  /** Of the saved one that it was made from; 0 for a new one. */
  version: number;
}

/** What a segment says: its clauses as sentences, its size while they change. */
export function Editor({ id }: { id: string | undefined }) {
  const asked = useAsk('all', savedSegments);
  if (asked.error) return <><Head crumb="Segments" title="Segment" /><ErrorState error={asked.error} retry={asked.retry} /></>;
  if (asked.data === undefined) return <><Head crumb="Segments" title="…" /><Skeleton /></>;
  const saved = asked.data.find((each) => each.id === id);
  if (id !== undefined && !saved) {
    return <><Head crumb="Segments" title={id} /><EmptyState title="No such segment"><a class="btn" href={PATH}>All segments</a></EmptyState></>;
  }
  if (saved && !clauseOf(saved.population)) {
    return <><Head crumb="Segments" title={saved.name} /><EmptyState title="This page does not know a clause of it"><p><code>{inWords(saved)}</code></p></EmptyState></>;
  }
  return <Form key={saved?.version} saved={saved} all={asked.data} again={asked.retry} />;
}

function Form({ saved, all, again }: { saved: Saved | undefined; all: Saved[]; again: () => void }) {
  const original = draftOf(saved);
  const [draft, setDraft] = useState<Draft>(() => draftIn(address.value.query) ?? original);
  const text = JSON.stringify(bodyOf(draft));
  const changed = text !== JSON.stringify(bodyOf(original));
  const settled = useSettled(text);
  useEffect(() => {
    const path = saved ? pathOf(saved.id) + '/edit' : PATH + '/new';
    // what is edited stands in the address, so that reloading loses nothing
    if (location.pathname === path) go(path, changed ? queryText([['d', settled], ['v', draft.version ? String(draft.version) : undefined]]) : '', true);
  }, [settled]);
  const population = JSON.stringify(populationOf(draft.root));
  const settledPopulation = useSettled(population);
  const finished = isFinished(draft.root);
  const size = useAsk(finished ? settledPopulation : undefined, (signal) =>
    answerOf(api.POST('/api/v1/segments/preview', { body: JSON.parse(settledPopulation) as Schemas['Population'], signal })),
  );
  const saving = useSaving(saved, draft);
  const faults: Faulty[] = [...(size.error?.errors ?? []), ...(saving.error?.errors ?? []).map((fault) => ({ ...fault, pointer: fault.pointer.replace(/^\/population/, '') }))];
  const change = (part: Partial<Draft>) => {
    saving.forget();
    setDraft({ ...draft, ...part });
  };
  const admin = session.value?.scope === 'admin';
  const whole = finished && draft.name.trim() !== '' && !size.error;
  return (
    <>
      <Head crumb="Segments" title={saved ? saved.name : 'New segment'}>
        {changed && <span class="unsaved" role="status">Unsaved changes</span>}
        <a class="btn" href={saved ? pathOf(saved.id) : PATH}>Cancel</a>
        <button type="button" class="btn primary" disabled={!admin || !changed || !whole || saving.running} onClick={() => void saving.save()}>Save</button>
      </Head>
      {!admin && <p class="note-line">You have signed in with a read key: it shows how many are in, and saving takes an admin key.</p>}
      {saving.error && <Refused error={saving.error} reload={() => { saving.forget(); go(location.pathname, '', true); again(); }} />}
      <div class="editing">
        <section class="panel padded" aria-label="Definition">
          <div class="naming">
            <label>Name <input name="name" maxLength={200} value={draft.name} placeholder="Tried export, never completed" onInput={(event) => change({ name: event.currentTarget.value })} /></label>
            <label>Owner <input name="owner" maxLength={200} value={draft.owner} placeholder="Who answers for it" onInput={(event) => change({ owner: event.currentTarget.value })} /></label>
          </div>
          <label class="described">Description <input name="description" maxLength={2000} value={draft.description} placeholder="What it is for" onInput={(event) => change({ description: event.currentTarget.value })} /></label>
          <Group clause={draft.root} pointer="" context={{ saved: all, faults, own: saved?.id }} onChange={(root) => change({ root: root as Root })} />
        </section>
        <SizeNow asked={size} finished={finished} stale={population !== settledPopulation} words={clauseInWords(draft.root, (id) => all.find((each) => each.id === id)?.name ?? id)} />
      </div>
    </>
  );
}

function SizeNow({ asked, finished, stale, words }: { asked: Asked<Schemas['Size']>; finished: boolean; stale: boolean; words: string }) {
  return (
    <aside class="panel padded size-now" aria-label="Size now">
      <h2>People now</h2>
      {!finished ? (
        <p class="soft">Finish the marked clauses to see how many are in.</p>
      ) : asked.error ? (
        <p class="warned" role="alert">{asked.error.errors.length > 0 ? 'A clause is refused: see what stands at it.' : asked.error.message}</p>
      ) : (
        <>
          <p class={'value' + (asked.loading || stale ? ' stale' : '')} aria-live="polite">{asked.data ? number(asked.data.persons) : '…'}</p>
          {asked.data?.warnings.map(({ detail }) => <p class="warned" key={detail}>{detail}</p>)}
        </>
      )}
      <h3>In words</h3>
      <p class="means">{words}</p>
    </aside>
  );
}

function Refused({ error, reload }: { error: ApiError; reload: () => void }) {
  const named = error.errors.filter(({ pointer }) => !pointer.startsWith('/population'));
  return (
    <div class="refused" role="alert">
      <b>Not saved.</b> {error.message} {named.filter(({ detail }) => detail !== error.message).map(({ detail }) => detail).join(' ')}
      {error.status === 409 && error.code === 'segment-conflict' && <button type="button" class="btn small" onClick={reload}>Drop my changes and look at the newest</button>}
    </div>
  );
}

function useSaving(saved: Saved | undefined, draft: Draft) {
  const [state, setState] = useState<{ running: boolean; error?: ApiError }>({ running: false });
  const save = async () => {
    setState({ running: true });
    try {
      const body = bodyOf(draft);
      const done = await answerOf<Saved>(
        saved
          ? api.PUT('/api/v1/segments/{segment}', { params: { path: { segment: saved.id } }, body: { ...body, version: draft.version } })
          : api.POST('/api/v1/segments', { body }),
      );
      go(pathOf(done.id));
    } catch (failure) {
      setState({ running: false, error: failure instanceof ApiError ? failure : new ApiError('page-error', 0, String(failure), '') });
    }
  };
  return { ...state, save, forget: () => setState(({ running }) => ({ running })) };
}

/** The text once it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function bodyOf({ name, owner, description, root }: Draft): Schemas['NewSegment'] {
  return { name: name.trim(), owner, description, population: populationOf(root) };
}

function draftOf(saved: Saved | undefined): Draft {
  if (!saved) return { name: '', owner: '', description: '', root: { kind: 'all', clauses: [newClause('did')] }, version: 0 };
  return { name: saved.name, owner: saved.owner, description: saved.description, root: rootOf(clauseOf(saved.population)!), version: saved.version };
}

/** One clause alone is all of one. */
function rootOf(clause: Clause): Root {
  return clause.kind === 'all' || clause.kind === 'any' ? clause : { kind: 'all', clauses: [clause] };
}

function draftIn(query: string): Draft | undefined {
  const given = new URLSearchParams(query);
  try {
    const { name, owner, description, population } = JSON.parse(given.get('d') ?? '') as Schemas['NewSegment'];
    const clause = clauseOf(population);
    return clause && { name, owner: owner ?? '', description: description ?? '', root: rootOf(clause), version: Number(given.get('v') ?? 0) };
  } catch {
    return undefined;
  }
}
