import { answerOf, api } from '../api/client';
import { useAsk } from '../ask';
import { duration, number } from '../format';
import { CopyButton, Dialog } from './controls';
import { ErrorState, Skeleton } from './states';

/** Where an answer's numbers come from: what they mean, the question as it was asked, and the SQL that answered it. */
export function Explanation({ title, queryId, path, question, onClose }: {
  title: string;
  queryId: string;
  /** Where a program asks the same. */
  path: string;
  question: object;
  onClose: () => void;
}) {
  const asked = useAsk(queryId, (signal) => answerOf(api.GET('/api/v1/queries/{id}', { params: { path: { id: queryId } }, signal })));
  const text = JSON.stringify(question, null, 2);
  return (
    <Dialog title={'Explain: ' + title} onClose={onClose} wide>
      {asked.data && <p>{asked.data.definition}</p>}
      <h3>The question, for the API</h3>
      <pre>{path + '\n' + text}</pre>
      <CopyButton class="btn small" icon="code" text={() => text}>Copy question</CopyButton>
      {asked.error && <ErrorState error={asked.error} retry={asked.retry} />}
      {asked.loading && <Skeleton lines={4} />}
      {asked.data?.sql.map((statement, index) => (
        <section key={statement.queryId}>
          <h3>Statement {index + 1}</h3>
          <pre>{statement.text}</pre>
          <pre class="parameters">{Object.entries(statement.parameters).map(([name, value]) => name + ' = ' + value).join('\n')}</pre>
        </section>
      ))}
      {asked.data && <p class="soft">{number(asked.data.rowsRead)} rows read in {duration(asked.data.tookMs)}; query {queryId}</p>}
    </Dialog>
  );
}
