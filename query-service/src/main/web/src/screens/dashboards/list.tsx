import { useState } from 'preact/hooks';
import { go } from '../../address';
import { answerOf, api, type Schemas } from '../../api/client';
import { session } from '../../api/session';
import { useAsk } from '../../ask';
import { count, instant } from '../../format';
import { placeOf } from '../../question/place';
import { rangeInWords } from '../../question/range';
import { Dialog } from '../../ui/controls';
import { useForm } from '../../ui/form';
import { Head } from '../../ui/head';
import { EmptyState, ErrorState, Progress, Skeleton } from '../../ui/states';
import { ScrollTable } from '../../ui/table';
import { KINDS, pathOf, savedQuestions, storedRange, type Dashboard, type Saved } from './saved';

/** All dashboards, and the saved questions that they are made of. */
export function List() {
  const asked = useAsk('dashboards', async (signal) => {
    const [{ dashboards }, questions] = await Promise.all([answerOf(api.GET('/api/v1/dashboards', { signal })), savedQuestions(signal)]);
    return { dashboards, questions };
  });
  const [making, setMaking] = useState(false);
  const admin = session.value?.scope === 'admin';
  return (
    <>
      <Head title="Dashboards">{admin && <button type="button" class="btn primary" onClick={() => setMaking(true)}>New dashboard</button>}</Head>
      <Progress asked={asked} />
      {asked.error ? (
        <ErrorState error={asked.error} retry={asked.retry} />
      ) : asked.data === undefined ? (
        <Skeleton />
      ) : (
        <>
          {asked.data.dashboards.length === 0 ? (
            <EmptyState title="No dashboard yet">
              <p>A dashboard shows saved charts beside each other, all over the same time. <b>Save</b> on Segmentation, Funnels and Retention puts a chart on one{!admin && '; it takes an admin key'}.</p>
            </EmptyState>
          ) : (
            <ul class="dashboards">{asked.data.dashboards.map((dashboard) => <Entry key={dashboard.id} dashboard={dashboard} questions={asked.data!.questions} />)}</ul>
          )}
          {asked.data.questions.length > 0 && <Questions questions={asked.data.questions} again={asked.retry} />}
        </>
      )}
      {making && <NewDashboard onClose={() => setMaking(false)} />}
    </>
  );
}

function Entry({ dashboard, questions }: { dashboard: Dashboard; questions: Saved[] }) {
  const range = storedRange(dashboard);
  const names = dashboard.charts.map(({ question }) => questions.find(({ id }) => id === question)?.name ?? question);
  return (
    <li class="panel padded">
      <h2><a href={pathOf(dashboard.id)}>{dashboard.name}</a></h2>
      <p class="soft">{count(dashboard.charts.length, 'chart')}{names.length > 0 && ': ' + names.join(', ')}</p>
      <p class="soft">{dashboard.owner !== '' && dashboard.owner + ' · '}{range ? rangeInWords(range) : 'Each chart over its own time'} · changed {instant(dashboard.changedAt, zone())}</p>
    </li>
  );
}

function Questions({ questions, again }: { questions: Saved[]; again: () => void }) {
  const [deleting, setDeleting] = useState<Saved>();
  const admin = session.value?.scope === 'admin';
  return (
    <section>
      <h2 class="grid-title">Saved questions</h2>
      <ScrollTable label="Saved questions" class="left">
        <thead><tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">Changed</th>{admin && <th scope="col"><span class="sr">Delete</span></th>}</tr></thead>
        <tbody>
          {questions.map((question) => {
            const place = placeOf(question.kind, question.question);
            return (
              <tr key={question.id}>
                <th scope="row">{place ? <a href={place}>{question.name}</a> : question.name}</th>
                <td>{KINDS[question.kind]}</td>
                <td>{instant(question.changedAt, zone())}</td>
                {admin && <td><button type="button" class="add bad" aria-label={'Delete ' + question.name} onClick={() => setDeleting(question)}>Delete</button></td>}
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
      {deleting && <DeleteQuestion question={deleting} onClose={() => setDeleting(undefined)} onGone={again} />}
    </section>
  );
}

function DeleteQuestion({ question, onClose, onGone }: { question: Saved; onClose: () => void; onGone: () => void }) {
  const form = useForm(async () => {
    await answerOf<unknown>(api.DELETE('/api/v1/questions/{question}', { params: { path: { question: question.id } } }));
    onClose();
    onGone();
  });
  return (
    <Dialog title={'Delete ' + question.name + '?'} onClose={onClose}>
      <form class="stack" onSubmit={form.submit}>
        <p>For good. It is refused as long as a dashboard shows it.</p>
        {form.error && <p class="bad" role="alert">{form.error.message}</p>}
        <button class="btn primary" type="submit" disabled={form.busy}>Delete it</button>
      </form>
    </Dialog>
  );
}

function NewDashboard({ onClose }: { onClose: () => void }) {
  const form = useForm(async (fields) => {
    const body = { name: fields['name']!.trim(), charts: [] } as unknown as Schemas['NewDashboard'];
    go(pathOf((await answerOf<Dashboard>(api.POST('/api/v1/dashboards', { body }))).id));
  });
  return (
    <Dialog title="New dashboard" onClose={onClose}>
      <form class="stack" onSubmit={form.submit}>
        <label>Name <input name="name" required maxLength={200} /></label>
        {form.error && <p class="bad" role="alert">{form.error.message}</p>}
        <button class="btn primary" type="submit" disabled={form.busy}>Make it</button>
      </form>
    </Dialog>
  );
}

function zone(): string {
  return session.value?.project.timeZone ?? 'UTC';
}
