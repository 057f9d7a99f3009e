import { answerOf, api, type Schemas } from '../api/client';
import { useAsk } from '../ask';
import { duration, number } from '../format';
import { CopyButton, Dialog } from './controls';
import { ErrorState, Skeleton } from './states';

/** Where the numbers come from: the question as it was asked, and the SQL that answered it. */
export function Explanation({ title, question, onClose }: { title: string; question: Schemas['SegmentationQuestion']; onClose: () => void }) {
  const asked = useAsk(JSON.stringify(question), (signal) => answerOf(api.POST('/api/v1/segmentation', { body: question, signal })));
  const text = JSON.stringify({ ...question, explain: undefined }, null, 2);
  return (
    <Dialog title={'Explain: ' + title} onClose={onClose} wide>
      <p>
        Users are distinct persons, counted exactly: one who comes every day counts once in the whole range, so the days do
        not add up to it. A person belongs to a segment by the properties at the moment of each event.
      </p>
      <h3>The question, for the API</h3>
      <pre>{'POST /api/v1/segmentation\n' + text}</pre>
      <CopyButton class="btn small" icon="code" text={() => text}>Copy question</CopyButton>
      {asked.error && <ErrorState error={asked.error} retry={asked.retry} />}
      {asked.loading && <Skeleton lines={4} />}
      {asked.data?.meta.sql?.map((statement, index) => (
        <section key={statement.queryId}>
          <h3>Statement {index + 1}</h3>
          <pre>{statement.text}</pre>
          <pre class="parameters">{Object.entries(statement.parameters).map(([name, value]) => name + ' = ' + value).join('\n')}</pre>
        </section>
      ))}
      {asked.data && <p class="soft">{number(asked.data.meta.rowsRead)} rows read in {duration(asked.data.meta.tookMs)}; query {asked.data.meta.queryId}</p>}
    </Dialog>
  );
}
