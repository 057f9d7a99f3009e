import { useState } from 'preact/hooks';
import { address, go } from '../../address';
import { answerOf, api, ApiError, type Schemas } from '../../api/client';
import { session } from '../../api/session';
import { useAsk } from '../../ask';
import { rangeOf, rangeText, type Range } from '../../question/range';
import { queryText } from '../../query';
import { CopyButton, Dialog, Menu } from '../../ui/controls';
import { useForm } from '../../ui/form';
import { Head } from '../../ui/head';
import { Icon } from '../../ui/icon';
import { Picker } from '../../ui/picker';
import { RangeMenu } from '../../ui/range';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states';
import { Chart } from './chart';
import { KINDS, PATH, pathOf, savedQuestions, storedRange, write, type Dashboard, type Saved } from './saved';

const CHARTS_MAX = 50;
const OWN = 'own';

export function Detail({ id }: { id: string }) {
  const asked = useAsk(id, async (signal) => {
    const [dashboard, questions] = await Promise.all([answerOf(api.GET('/api/v1/dashboards/{dashboard}', { params: { path: { dashboard: id } }, signal })), savedQuestions(signal)]);
    return { dashboard, questions };
  });
  if (asked.error?.status === 404) return <><Head crumb="Dashboards" title={id} /><EmptyState title="No such dashboard"><p>It was deleted, or never was.</p><a class="btn" href={PATH}>All dashboards</a></EmptyState></>;
  if (asked.error) return <><Head crumb="Dashboards" title="Dashboard" /><ErrorState error={asked.error} retry={asked.retry} /></>;
  if (asked.data === undefined) return <><Head crumb="Dashboards" title="…" /><Skeleton lines={8} /></>;
  return <Charts key={asked.data.dashboard.version} read={asked.data.dashboard} questions={asked.data.questions} again={asked.retry} />;
}

/** The charts in their order; with an admin key they can be moved, and everything else be changed. */
function Charts({ read, questions, again }: { read: Dashboard; questions: Saved[]; again: () => void }) {
  const [dashboard, setDashboard] = useState(read);
  const writing = useWriting(dashboard, setDashboard);
  const [dialog, setDialog] = useState<'rename' | 'delete'>();
  const admin = session.value?.scope === 'admin';
  const stored = storedRange(dashboard);
  const range = rangeIn(address.value.query, stored);
  const show = (next: Range | undefined) => go(pathOf(dashboard.id), sameRange(next, stored) ? '' : queryText([['r', next ? rangeText(next) : OWN]]));
  const { charts } = dashboard;
  const put = (next: Schemas['Chart'][]) => void writing.write({ charts: next });
  const keepRange = () => void writing.write({ range }).then((written) => written && go(pathOf(dashboard.id), '', true));
  return (
    <>
      <Head crumb="Dashboards" title={dashboard.name}>
        <CopyButton class="btn icon-on-phone" text={() => location.href}>Copy link</CopyButton>
        {admin && charts.length < CHARTS_MAX && <AddChart questions={questions} onChoose={(question) => put([...charts, { question, width: 6, height: 4 }])} />}
        {admin && <Menu label="More" icon="more" chevron={false} items={[{ label: 'Rename …', onChoose: () => setDialog('rename') }, { label: 'Delete …', onChoose: () => setDialog('delete') }]} />}
      </Head>
      {dashboard.description !== '' && <p class="note-line">{dashboard.description}</p>}
      {writing.error && <Refused error={writing.error} again={again} />}
      <div class="bar">
        <RangeMenu range={range} onChange={show} own={{ label: 'Each chart’s own time', onChoose: () => show(undefined) }} />
        {admin && !sameRange(range, stored) && <button type="button" class="btn" disabled={writing.running} onClick={keepRange}>Keep this time for everybody</button>}
      </div>
      {charts.length === 0 ? (
        <EmptyState title="No chart yet"><p>{admin ? 'Add a saved one above, or use Save on Segmentation, Funnels and Retention.' : 'Whoever has an admin key puts saved charts here.'}</p></EmptyState>
      ) : (
        <ul class="tiles">
          {charts.map((chart, index) => {
            const saved = questions.find((each) => each.id === chart.question);
            return (
              <li key={chart.question + index} style={{ '--columns': String(chart.width), '--rows': String(chart.height) }}>
                <Chart saved={saved} id={chart.question} range={range} timeZone={dashboard.timeZone} tools={admin && <Tools charts={charts} index={index} name={saved?.name ?? chart.question} disabled={writing.running} onChange={put} />} />
              </li>
            );
          })}
        </ul>
      )}
      {dialog === 'rename' && <Rename dashboard={dashboard} onClose={() => setDialog(undefined)} onWritten={setDashboard} />}
      {dialog === 'delete' && <Delete dashboard={dashboard} onClose={() => setDialog(undefined)} />}
    </>
  );
}

/** What an administrator does with one chart. */
function Tools({ charts, index, name, disabled, onChange }: { charts: Schemas['Chart'][]; index: number; name: string; disabled: boolean; onChange: (charts: Schemas['Chart'][]) => void }) {
  const chart = charts[index]!;
  const moved = (to: number) => charts.toSpliced(index, 1).toSpliced(to, 0, chart);
  const wide = chart.width > 6;
  const items = [
    ...(index > 0 ? [{ label: 'Earlier', onChoose: () => onChange(moved(index - 1)) }] : []),
    ...(index < charts.length - 1 ? [{ label: 'Later', onChoose: () => onChange(moved(index + 1)) }] : []),
    { label: wide ? 'Half as wide' : 'As wide as the page', onChoose: () => onChange(charts.with(index, { ...chart, width: wide ? 6 : 12 })) },
    { label: 'Take off the dashboard', onChoose: () => onChange(charts.toSpliced(index, 1)) },
  ];
  return disabled ? null : <Menu label={'Change ' + name} icon="more" chevron={false} class="quiet" items={items} />;
}

function AddChart({ questions, onChoose }: { questions: Saved[]; onChoose: (id: string) => void }) {
  const load = async (search: string) =>
    questions
      .filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
      .map(({ id, name, kind }) => ({ key: id, label: name, note: KINDS[kind].toLowerCase(), value: id }));
  return <Picker label="Saved question" load={load} buttonClass="btn" onChoose={onChoose}>Add chart <Icon name="chevron" size="small" /></Picker>;
}

function Refused({ error, again }: { error: ApiError; again: () => void }) {
  return (
    <div class="refused" role="alert">
      <b>Not changed.</b> {error.message}
      {error.status === 409 && <button type="button" class="btn small" onClick={again}>Look at the newest</button>}
    </div>
  );
}

function useWriting(dashboard: Dashboard, onWritten: (dashboard: Dashboard) => void) {
  const [state, setState] = useState<{ running: boolean; error?: ApiError }>({ running: false });
  return {
    ...state,
    write: async (change: Parameters<typeof write>[1]): Promise<boolean> => {
      setState({ running: true });
      try {
        onWritten(await write(dashboard, change));
        setState({ running: false });
        return true;
      } catch (failure) {
        setState({ running: false, error: failure instanceof ApiError ? failure : new ApiError('page-error', 0, String(failure), '') });
        return false;
      }
    },
  };
}

function Rename({ dashboard, onClose, onWritten }: { dashboard: Dashboard; onClose: () => void; onWritten: (dashboard: Dashboard) => void }) {
  const form = useForm(async (fields) => {
    onWritten(await write(dashboard, { name: fields['name']!.trim() }));
    onClose();
  });
  return (
    <Dialog title="Rename" onClose={onClose}>
      <form class="stack" onSubmit={form.submit}>
        <label>Name <input name="name" required maxLength={200} defaultValue={dashboard.name} /></label>
        {form.error && <p class="bad" role="alert">{form.error.message}</p>}
        <button class="btn primary" type="submit" disabled={form.busy}>Rename it</button>
      </form>
    </Dialog>
  );
}

function Delete({ dashboard, onClose }: { dashboard: Dashboard; onClose: () => void }) {
  const form = useForm(async () => {
    await answerOf<unknown>(api.DELETE('/api/v1/dashboards/{dashboard}', { params: { path: { dashboard: dashboard.id } } }));
    go(PATH);
  });
  return (
    <Dialog title={'Delete ' + dashboard.name + '?'} onClose={onClose}>
      <form class="stack" onSubmit={form.submit}>
        <p>For good, and for everybody. Its saved questions stay.</p>
        {form.error && <p class="bad" role="alert">{form.error.message}</p>}
        <button class="btn primary" type="submit" disabled={form.busy}>Delete it</button>
      </form>
    </Dialog>
  );
}

/** What the address says, else what the dashboard has. */
function rangeIn(query: string, stored: Range | undefined): Range | undefined {
  const given = new URLSearchParams(query).get('r');
  return given === OWN ? undefined : (rangeOf(given) ?? stored);
}

function sameRange(one: Range | undefined, other: Range | undefined): boolean {
  return (one && rangeText(one)) === (other && rangeText(other));
}
