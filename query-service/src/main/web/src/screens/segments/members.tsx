import { useState } from 'preact/hooks';
import { answerOf, api, type Schemas } from '../../api/client';
import { useAsk } from '../../ask';
import { rowsAsCsv } from '../../chart/csv';
import { downloadCsv } from '../../download';
import { count, number } from '../../format';
import { personPath } from '../../question/people';
import { EmptyState, ErrorState, Progress, Skeleton } from '../../ui/states';

const PAGE = 50;
const CSV_PAGE = 1_000;

function members(id: string, asOf: string | undefined, after: number | undefined, limit: number, signal?: AbortSignal) {
  const query = { limit, ...(asOf === undefined ? {} : { asOf }), ...(after === undefined ? {} : { after }) };
  return answerOf<Schemas['Members']>(api.GET('/api/v1/segments/{segment}/members', { params: { path: { segment: id }, query }, ...(signal ? { signal } : {}) }));
}

/** Who is in, page by page, all as of the same instant. */
export function Members({ id, name }: { id: string; name: string }) {
  const [pages, setPages] = useState<{ asOf?: string; after: (number | undefined)[] }>({ after: [undefined] });
  const [saving, setSaving] = useState<string>();
  const after = pages.after[pages.after.length - 1];
  const asked = useAsk(String(after ?? ''), (signal) => members(id, pages.asOf, after, PAGE, signal));
  const csv = async (asOf: string) => {
    const rows = [['kind', 'id', 'number']];
    try {
      for (let next: number | undefined | null = null; next !== undefined; ) {
        const page: Schemas['Members'] = await members(id, asOf, next ?? undefined, CSV_PAGE);
        page.members.forEach((each) => rows.push([each.kind ?? '', each.id ?? '', String(each.number)]));
        next = page.next;
        setSaving(number(rows.length - 1) + ' of ' + number(page.persons) + ' …');
      }
      downloadCsv(name, rowsAsCsv(rows));
      setSaving(undefined);
    } catch (failure) {
      setSaving('Not saved: ' + (failure as Error).message);
    }
  };
  if (asked.error) return <ErrorState error={asked.error} retry={asked.retry} />;
  const data = asked.data;
  return (
    <section aria-label="People">
      <Progress asked={asked} />
      {data === undefined ? <Skeleton /> : data.persons === 0 ? <EmptyState title="Nobody is in it" /> : (
        <>
          <div class="bar">
            <b>{count(data.persons, 'person', 'people')}</b>
            <span class="grow" />
            {saving !== undefined && <span class="soft" role="status">{saving}</span>}
            <button type="button" class="btn small" onClick={() => void csv(data.asOf)}>CSV of all</button>
          </div>
          <MemberList members={data.members} />
          <div class="bar pages">
            {pages.after.length > 1 && <button type="button" class="btn" onClick={() => setPages({ ...pages, after: pages.after.slice(0, -1) })}>Back</button>}
            {data.next !== undefined && <button type="button" class="btn" onClick={() => setPages({ asOf: data.asOf, after: [...pages.after, data.next] })}>Next {PAGE}</button>}
          </div>
        </>
      )}
    </section>
  );
}

export function MemberList({ members: list }: { members: Schemas['Member'][] }) {
  return (
    <ul class="panel members">
      {list.map(({ number: of, id, kind }) => (
        <li key={of}>{id === undefined ? <span class="soft">not known yet</span> : <a href={personPath(kind === 'device' ? 'device' : 'user', id)}>{id}</a>}</li>
      ))}
    </ul>
  );
}
