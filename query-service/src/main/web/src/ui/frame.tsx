import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Schemas } from '../api/client';
import type { Asked } from '../ask';
import { loadChart } from '../chart/chart';
import { pngOf } from '../chart/png';
import { download, downloadCsv, fileName } from '../download';
import { CopyButton, Menu } from './controls';
import { Explanation } from './explanation';
import { Head } from './head';
import { SaveButton } from './saving';
import { EmptyState, ErrorState, Progress, Skeleton, StatusLine } from './states';

/** What a picture of the chart says beside it. */
export interface Caption {
  note: string;
  legend: { label: string; slot: number; earlier?: unknown }[];
}

interface Framed<A> {
  crumb: string;
  title: string;
  /** The screen's own, and the query that holds all of it. */
  path: string;
  query: string;
  kind: Schemas['QuestionKind'];
  /** Undefined while there is nothing to ask. */
  question: object | undefined;
  asked: Asked<A>;
  csv: (answer: A) => string;
  /** Left out where nothing is drawn that could be a picture. */
  caption?: (answer: A) => Caption;
  /** Left out where the bar says it all. */
  builder?: ComponentChildren;
  /** Where a program asks the same, when that is not `POST /api/v1/` and the kind. */
  request?: string | undefined;
  bar: ComponentChildren;
  /** What stands there while nothing is asked. */
  unasked?: ComponentChildren;
  /** The answer as it is drawn. */
  children: (answer: A) => ComponentChildren;
}

/** A screen that asks one question: its definition, its answer in every state, and what can be done with it. */
export function QuestionFrame<A extends { meta: Schemas['Meta'] }>({ crumb, title, path, query, kind, question, asked, csv, caption, builder, request = 'POST /api/v1/' + kind, bar, unasked, children }: Framed<A>) {
  const [explaining, setExplaining] = useState(false);
  const result = useRef<HTMLElement>(null);
  // beside the question, not after its answer
  useEffect(() => void loadChart(), []);
  const answer = asked.data;
  const saveCsv = () => answer && downloadCsv(title, csv(answer));
  const savePng = async () => {
    const drawing = result.current?.querySelector<HTMLElement>('.chart-drawing');
    if (!drawing || !answer || !caption) return;
    const { note, legend } = caption(answer);
    download(fileName(title) + '.png', await pngOf(drawing, title, note, legend));
  };
  useEffect(() => {
    addEventListener('riffle-export', saveCsv);
    return () => removeEventListener('riffle-export', saveCsv);
  });
  return (
    <>
      <Head crumb={crumb} title={title}>
        <CopyButton class="btn icon-on-phone" text={() => location.origin + path + (query === '' ? '' : '?' + query)}>Copy link</CopyButton>
        {answer && question && <SaveButton kind={kind} question={question} title={title} />}
        {answer && (
          <Menu label="Export" icon="down" class="btn icon-on-phone" items={[
            { label: 'CSV: the values', onChoose: saveCsv },
            ...(caption ? [{ label: 'PNG: the picture', onChoose: () => void savePng() }] : []),
          ]}>Export</Menu>
        )}
        {answer && <button type="button" class="btn wide-only" onClick={() => setExplaining(true)}>Explain</button>}
      </Head>
      <div class={builder ? 'work' : ''}>
        {builder}
        <section class="result" aria-label="Result" ref={result}>
          <div class="bar">{bar}</div>
          <Progress asked={asked} />
          {asked.error ? (
            <ErrorState error={asked.error} retry={asked.retry} />
          ) : question === undefined ? (
            unasked
          ) : asked.cancelled && !answer ? (
            <EmptyState title="Stopped"><button type="button" class="btn" onClick={asked.retry}>Ask again</button></EmptyState>
          ) : answer === undefined ? (
            <Skeleton lines={8} />
          ) : (
            <div class={asked.loading ? 'stale' : ''}>
              {children(answer)}
              <StatusLine meta={answer.meta} />
            </div>
          )}
        </section>
      </div>
      {explaining && answer && question && <Explanation title={title} queryId={answer.meta.queryId} path={request} question={question} onClose={() => setExplaining(false)} />}
    </>
  );
}
