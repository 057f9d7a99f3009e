import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { answerOf, api } from '../../api/client';
import { useAsk } from '../../ask';
import { loadChart } from '../../chart/chart';
import { downloadCsv } from '../../download';
import { placeOf } from '../../question/place';
import type { Range } from '../../question/range';
import { atMost } from '../../turns';
import { Menu } from '../../ui/controls';
import { Explanation } from '../../ui/explanation';
import { EmptyState, ErrorState, Progress, Skeleton, StatusLine } from '../../ui/states';
import { DRAWINGS } from './drawings';
import { KINDS, type Saved } from './saved';

/** A dashboard of fifty must not take the slots of all who ask. */
const inTurn = atMost(3);

/** One saved question with its answer, drawn as its own screen draws it. */
export function Chart({ saved, id, range, timeZone, tools }: { saved: Saved | undefined; id: string; range: Range | undefined; timeZone: string | undefined; tools: ComponentChildren }) {
  const place = saved && placeOf(saved.kind, saved.question);
  const drawing = saved && DRAWINGS[saved.kind];
  const scope = { ...range, ...(timeZone === undefined ? {} : { timeZone }) };
  const asked = useAsk(drawing ? JSON.stringify([saved.id, saved.version, scope]) : undefined, (signal) =>
    inTurn(signal, () => answerOf(api.POST('/api/v1/questions/{question}/answer', { params: { path: { question: id } }, body: scope, signal }))),
  );
  const [explaining, setExplaining] = useState(false);
  useEffect(() => void loadChart(), []);
  const csv = drawing && asked.data && drawing.csv(saved, asked.data);
  return (
    <section class="tile" aria-label={saved?.name ?? id}>
      <header>
        <h2 class="cut">{place ? <a href={place}>{saved!.name}</a> : (saved?.name ?? id)}</h2>
        {saved && <span class="soft">{KINDS[saved.kind]}</span>}
        {asked.data && (
          <Menu label={'From ' + saved!.name} icon="down" chevron={false} class="quiet" items={[
            ...(csv === undefined ? [] : [{ label: 'CSV: the values', onChoose: () => downloadCsv(saved!.name, csv) }]),
            { label: 'Explain', onChoose: () => setExplaining(true) },
          ]} />
        )}
        {tools}
      </header>
      <Progress asked={asked} />
      {!saved ? (
        <EmptyState title="No such saved question" />
      ) : !drawing ? (
        <EmptyState title={KINDS[saved.kind] + ' is not drawn on a dashboard yet'}><p>Programs get its answer: <code>POST /api/v1/questions/{id}/answer</code></p></EmptyState>
      ) : asked.error ? (
        <ErrorState error={asked.error} retry={asked.retry} />
      ) : asked.data === undefined ? (
        <Skeleton lines={6} />
      ) : (
        <div class={asked.loading ? 'stale' : ''}>
          {drawing.draw(saved, asked.data)}
          <StatusLine meta={asked.data.meta} />
        </div>
      )}
      {explaining && drawing && asked.data && <Explanation title={saved.name} queryId={asked.data.meta.queryId} path={drawing.path} question={asAsked(saved.question, scope)} onClose={() => setExplaining(false)} />}
    </section>
  );
}

/** The saved question with the dashboard's time in place of its own. */
function asAsked(question: object, scope: object): object {
  const { last, from, to, ...rest } = question as Record<string, unknown>;
  const own = 'last' in scope || 'from' in scope ? {} : { last, from, to };
  return { ...rest, ...own, ...scope };
}
