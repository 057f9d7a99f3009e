import { useState } from 'preact/hooks';
import { answerOf, api, type Schemas } from '../api/client';
import { session, signOut } from '../api/session';
import { useAsk } from '../ask';
import { instant } from '../format';
import { CopyButton, Dialog, Segmented } from '../ui/controls';
import { useForm } from '../ui/form';
import { Head } from '../ui/head';
import { ErrorState, Skeleton } from '../ui/states';
import { ScrollTable } from '../ui/table';
import { snippetOf, SDKS, type Sdk } from './snippets';

export function SettingsScreen() {
  const me = session.value!;
  return (
    <>
      <Head title="Settings">
        <button type="button" class="btn" onClick={() => void signOut()}>Sign out</button>
      </Head>
      <div class="settings">
        <section class="panel padded">
          <h2>Project</h2>
          <dl class="pairs">
            <div><dt>Name</dt><dd>{me.project.name}</dd></div>
            <div><dt>Time zone</dt><dd>{me.project.timeZone}</dd></div>
            <div><dt>Week starts on</dt><dd class="capital">{me.project.weekStart}</dd></div>
            <div><dt>You have</dt><dd>{me.scope === 'admin' ? 'an admin key' : 'a read key'}{me.reach === 'installation' && ' of the whole installation'}</dd></div>
          </dl>
          {me.scope === 'read' && <p class="soft">A read key asks; it does not administer. Sign in with an admin key (ak_…) to see projects and keys.</p>}
        </section>
        <SendEvents />
        {me.scope === 'admin' && <Projects />}
      </div>
    </>
  );
}

/** The one line that changes in an app. */
function SendEvents() {
  const [sdk, setSdk] = useState<Sdk>('segment');
  const snippet = snippetOf(sdk, session.value!.ingestUrl);
  return (
    <section class="panel padded">
      <h2>Send events</h2>
      <p class="soft">With the SDK you have; only its address changes. Put in a write key (wk_…) where the snippet says so.</p>
      <div class="bar">
        <Segmented<Sdk> label="SDK" name="sdk" value={sdk} choices={SDKS} onChange={setSdk} />
      </div>
      <pre><code>{snippet}</code></pre>
      <CopyButton class="btn small" icon="code" text={() => snippet}>Copy</CopyButton>
    </section>
  );
}

function Projects() {
  const asked = useAsk('projects', (signal) => answerOf(api.GET('/api/v1/projects', { signal })));
  const [making, setMaking] = useState(false);
  return (
    <section class="panel padded">
      <div class="bar">
        <h2>Projects</h2>
        <span class="grow" />
        {session.value!.reach === 'installation' && <button type="button" class="btn small" onClick={() => setMaking(true)}>New project</button>}
      </div>
      {asked.error ? <ErrorState error={asked.error} retry={asked.retry} /> : !asked.data ? <Skeleton lines={3} /> : asked.data.projects.map((project) => <Project key={project.id} project={project} />)}
      {making && <NewProject onClose={() => setMaking(false)} onMade={asked.retry} />}
    </section>
  );
}

function Project({ project }: { project: Schemas['Project'] }) {
  const asked = useAsk('keys' + project.id, (signal) =>
    answerOf(api.GET('/api/v1/projects/{project}/keys', { params: { path: { project: project.id } }, signal })),
  );
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Schemas['Key']>();
  const zone = project.timeZone;
  return (
    <details class="project" open={project.id === session.value!.project.id}>
      <summary><b>{project.name}</b> <span class="soft">{project.timeZone}, weeks from {project.weekStart}</span></summary>
      {asked.error ? <ErrorState error={asked.error} retry={asked.retry} /> : !asked.data ? <Skeleton lines={3} /> : (
        <ScrollTable label={'Keys of ' + project.name} class="left">
          <thead><tr><th scope="col">Key</th><th scope="col">May</th><th scope="col">Label</th><th scope="col">Made</th><th scope="col">State</th><th scope="col"><span class="sr">Revoke</span></th></tr></thead>
          <tbody>
            {asked.data.keys.map((key) => (
              <tr key={key.id}>
                <th scope="row"><code>{key.shownPrefix}…</code></th>
                <td>{key.scope}{key.reach === 'installation' && ', whole installation'}</td>
                <td>{key.label}</td>
                <td>{instant(key.createdAt, zone)}</td>
                <td>{key.revokedAt !== undefined ? 'revoked ' + instant(key.revokedAt, zone) : key.expiresAt !== undefined ? 'until ' + instant(key.expiresAt, zone) : 'in use'}</td>
                <td>{key.revokedAt === undefined && <button type="button" class="add bad" onClick={() => setRevoking(key)}>Revoke</button>}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      <button type="button" class="btn small" onClick={() => setMaking(true)}>New key</button>
      {making && <NewKey project={project.id} onClose={() => { setMaking(false); asked.retry(); }} />}
      {revoking && <Revoke project={project.id} keyToRevoke={revoking} onClose={() => { setRevoking(undefined); asked.retry(); }} />}
    </details>
  );
}

function NewProject({ onClose, onMade }: { onClose: () => void; onMade: () => void }) {
  const form = useForm(async (fields) => {
    const body = { name: fields['name']!, timeZone: fields['timeZone']! };
    await answerOf(api.POST('/api/v1/projects', { body }));
    onMade();
    onClose();
  });
  return (
    <Dialog title="New project" onClose={onClose}>
      <form class="stack" onSubmit={form.submit}>
        <label>Name <input name="name" required maxLength={100} /></label>
        <label>Time zone, where its days begin <input name="timeZone" required defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone} list="zones" /></label>
        <datalist id="zones">{Intl.supportedValuesOf('timeZone').map((zone) => <option key={zone} value={zone} />)}</datalist>
        {form.error && <p class="bad" role="alert">{form.error.message}</p>}
        <button class="btn primary" type="submit" disabled={form.busy}>Make it</button>
      </form>
    </Dialog>
  );
}

function NewKey({ project, onClose }: { project: number; onClose: () => void }) {
  const [made, setMade] = useState<string>();
  const form = useForm(async (fields) => {
    const body = { scope: fields['scope'] as 'read' | 'write' | 'admin', label: fields['label'] ?? '' };
    const issued = (await answerOf(api.POST('/api/v1/projects/{project}/keys', { params: { path: { project } }, body: body as Schemas['NewKey'] }))) as unknown as { key: string };
    setMade(issued.key);
  });
  return (
    <Dialog title="New key" onClose={onClose}>
      {made === undefined ? (
        <form class="stack" onSubmit={form.submit}>
          <label>May <select name="scope"><option value="write">post events (write)</option><option value="read">ask questions (read)</option><option value="admin">administer the project (admin)</option></select></label>
          <label>Label <input name="label" maxLength={200} placeholder="what it is for" /></label>
          {form.error && <p class="bad" role="alert">{form.error.message}</p>}
          <button class="btn primary" type="submit" disabled={form.busy}>Make it</button>
        </form>
      ) : (
        <>
          <p>This is the only time that it is shown. Keep it now.</p>
          <pre><code>{made}</code></pre>
          <CopyButton class="btn" icon="code" text={() => made}>Copy</CopyButton>
        </>
      )}
    </Dialog>
  );
}

function Revoke({ project, keyToRevoke, onClose }: { project: number; keyToRevoke: Schemas['Key']; onClose: () => void }) {
  const form = useForm(async () => {
    await answerOf(api.DELETE('/api/v1/projects/{project}/keys/{key}', { params: { path: { project, key: String(keyToRevoke.id) } } }));
    onClose();
  });
  return (
    <Dialog title={'Revoke ' + keyToRevoke.shownPrefix + '…?'} onClose={onClose}>
      <form class="stack" onSubmit={form.submit}>
        <p>For good: whatever uses this key is refused within five seconds.</p>
        {form.error && <p class="bad" role="alert">{form.error.message}</p>}
        <button class="btn primary" type="submit" disabled={form.busy}>Revoke it</button>
      </form>
    </Dialog>
  );
}
