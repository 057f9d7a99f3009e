import type { Signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { answerOf, api, ApiError, type Schemas } from '../api/client';
import { useAsk } from '../ask';
import { download, fileName } from '../download';
import { count } from '../format';
import { personPath } from '../question/people';
import { Dialog } from './controls';
import { EmptyState, ErrorState, Progress, Skeleton } from './states';

/** A number of an answer, and what it takes to ask for its persons. */
export interface PeopleChoice {
  title: string;
  /** What the figure says beside how many they are: a verdict, or that it counts events. */
  note?: string | undefined;
  kind: Schemas['PeopleQuestion']['kind'];
  question: Schemas['PeopleQuestion']['question'];
  cell: Schemas['PeopleCell'];
}

const PAGE = 50;
const PROPERTIES = 5;

/** The dialog for what was chosen, if anything; the screen around it is not drawn again. */
export function PeopleOf({ choice }: { choice: Signal<PeopleChoice | undefined> }) {
  if (choice.value === undefined) return null;
  return <PeopleDialog key={JSON.stringify(choice.value)} choice={choice.value} onClose={() => (choice.value = undefined)} />;
}

/** Who is behind a number: page by page, each leading to the person, and all of them as CSV. */
function PeopleDialog({ choice, onClose }: { choice: PeopleChoice; onClose: () => void }) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  const [total, setTotal] = useState<number>();
  const cursor = cursors[cursors.length - 1];
  const { kind, question, cell } = choice;
  const asked = useAsk('people' + (cursor ?? ''), async (signal) => {
    const body = { kind, question, cell, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) };
    const answer = (await answerOf(api.POST('/api/v1/people', { body, signal }))) as Schemas['PeopleAnswer'];
    // only the first page counts them
    if (answer.total !== undefined) setTotal(answer.total);
    return answer;
  });
  const persons = asked.data?.persons ?? [];
  const first = (cursors.length - 1) * PAGE + 1;
  return (
    <Dialog title={choice.title} onClose={onClose} wide>
      <div class="people-bar">
        <b class="people-count">{total === undefined ? ' ' : count(total, 'person', 'people')}</b>
        {total !== undefined && total > PAGE && <span class="soft">{first} to {first + persons.length - 1}</span>}
        <span class="grow" />
        {total !== undefined && total > 0 && <CsvOfAll choice={choice} />}
      </div>
      {choice.note !== undefined && <p class="people-note">{choice.note}</p>}
      <Progress asked={asked} />
      {asked.error ? (
        <ErrorState error={asked.error} retry={asked.retry} />
      ) : asked.data === undefined ? (
        <Skeleton />
      ) : persons.length === 0 ? (
        <EmptyState title="Nobody" />
      ) : (
        <table class={'plain people' + (asked.loading ? ' stale' : '')}>
          <thead class="sr"><tr><th scope="col">Person</th><th scope="col">Properties now</th></tr></thead>
          <tbody>
            {persons.map((person, index) => (
              <tr key={person.id ?? index}>
                <th scope="row">{person.id === undefined ? <span class="soft">not known yet</span> : <a href={personPath(person.kind === 'device' ? 'device' : 'user', person.id)}>{person.id}</a>}</th>
                <td class="soft">{inShort(person.properties)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(cursors.length > 1 || asked.data?.next !== undefined) && (
        <div class="people-bar">
          <button type="button" class="btn small" disabled={cursors.length === 1} onClick={() => setCursors(cursors.slice(0, -1))}>Back</button>
          <button type="button" class="btn small" disabled={asked.data?.next === undefined} onClick={() => setCursors([...cursors, asked.data!.next])}>Next {PAGE}</button>
        </div>
      )}
    </Dialog>
  );
}

function CsvOfAll({ choice }: { choice: PeopleChoice }) {
  const [said, setSaid] = useState<string>();
  const save = async () => {
    setSaid('Fetching …');
    try {
      const { kind, question, cell } = choice;
      const file = await answerOf(api.POST('/api/v1/people', { body: { kind, question, cell }, headers: { Accept: 'text/csv' }, parseAs: 'blob' }));
      download(fileName(choice.title) + '-people.csv', file as unknown as Blob);
      setSaid(undefined);
    } catch (failure) {
      setSaid(failure instanceof ApiError ? failure.message : String(failure));
    }
  };
  return (
    <>
      {said !== undefined && <span class="soft" role="status">{said}</span>}
      <button type="button" class="btn small" onClick={() => void save()}>CSV of all</button>
    </>
  );
}

function inShort(properties: Record<string, unknown>): string {
  const known = Object.entries(properties);
  const shown = known.slice(0, PROPERTIES).map(([name, value]) => name + ' ' + (typeof value === 'string' ? value : JSON.stringify(value)));
  return shown.join(' · ') + (known.length > PROPERTIES ? ' …' : '');
}
