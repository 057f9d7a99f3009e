import { useState } from 'preact/hooks';
import { answerOf, api, type Schemas } from '../api/client';
import { session } from '../api/session';
import { useAsk } from '../ask';
import { Dialog } from './controls';
import { useForm } from './form';
import { Icon } from './icon';
import { ErrorState, Skeleton } from './states';

interface Saving {
  kind: Schemas['QuestionKind'];
  question: object;
  title: string;
}

/** Keeps what is asked under a name, and puts it on a dashboard. */
export function SaveButton(saving: Saving) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="btn icon-on-phone" aria-label="Save" onClick={() => setOpen(true)}><Icon name="save" /><span>Save</span></button>
      {open && (
        <Dialog title="Save" onClose={() => setOpen(false)}>
          {session.value?.scope === 'admin' ? <SaveForm {...saving} /> : <p>You have signed in with a read key: it shows what is saved, and saving takes an admin key. The address of this page holds the whole chart too.</p>}
        </Dialog>
      )}
    </>
  );
}

const NONE = '';
const NEW = 'new';

function SaveForm({ kind, question, title }: Saving) {
  const asked = useAsk('dashboards', async (signal) => (await answerOf(api.GET('/api/v1/dashboards', { signal }))).dashboards);
  const [place, setPlace] = useState(NONE);
  const [saved, setSaved] = useState<Schemas['SavedQuestion']>();
  const [done, setDone] = useState<{ dashboard?: Schemas['Dashboard'] }>();
  const form = useForm(async (fields) => {
    // a second try, after the dashboard was refused, does not save it twice
    const mine = saved ?? (await answerOf(api.POST('/api/v1/questions', { body: { name: fields['name']!.trim(), kind, question } as unknown as Schemas['NewSavedQuestion'] })));
    setSaved(mine);
    setDone(place === NONE ? {} : { dashboard: await shownOn(place, mine.id, fields['dashboard'] ?? '') });
  });
  if (done) {
    return (
      <div role="status">
        <p><b>{saved!.name}</b> is saved{done.dashboard && <> and stands on <a href={'/dashboards/' + encodeURIComponent(done.dashboard.id)}>{done.dashboard.name}</a></>}.</p>
        {!done.dashboard && <p><a href="/dashboards">All dashboards and saved questions</a></p>}
      </div>
    );
  }
  if (asked.error) return <ErrorState error={asked.error} retry={asked.retry} />;
  if (!asked.data) return <Skeleton lines={3} />;
  return (
    <form class="stack" onSubmit={form.submit}>
      <label>Name <input name="name" required maxLength={200} defaultValue={title} readOnly={saved !== undefined} /></label>
      <label>
        Dashboard
        <select name="place" value={place} onChange={(event) => setPlace(event.currentTarget.value)}>
          <option value={NONE}>On none</option>
          {asked.data.map(({ id, name }) => <option key={id} value={'/' + id}>{name}</option>)}
          <option value={NEW}>A new one …</option>
        </select>
      </label>
      {place === NEW && <label>Name of the dashboard <input name="dashboard" required maxLength={200} /></label>}
      {form.error && <p class="bad" role="alert">{saved && 'It is saved, and not on the dashboard: '}{form.error.message}</p>}
      <button class="btn primary" type="submit" disabled={form.busy}>{saved ? 'Put it there' : 'Save it'}</button>
    </form>
  );
}

/** Puts a saved question last on a dashboard, as that is now, or on a new one. */
async function shownOn(place: string, question: string, name: string): Promise<Schemas['Dashboard']> {
  if (place === NEW) return answerOf<Schemas['Dashboard']>(api.POST('/api/v1/dashboards', { body: { name: name.trim(), charts: [{ question }] } as Schemas['NewDashboard'] }));
  const path = { dashboard: place.slice(1) };
  const { id: _id, createdAt: _created, changedAt: _changed, changedBy: _by, ...now } = await answerOf(api.GET('/api/v1/dashboards/{dashboard}', { params: { path } }));
  return answerOf<Schemas['Dashboard']>(api.PUT('/api/v1/dashboards/{dashboard}', { params: { path }, body: { ...now, charts: [...now.charts, { question, width: 6, height: 4 }] } }));
}
