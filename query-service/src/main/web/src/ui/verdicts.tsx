import type { Schemas } from '../api/client';
import { compact, number } from '../format';

/** Of a rate or of a mean. */
type Comparison = Pick<Schemas['Comparison'], 'verdict' | 'moreNeeded' | 'sentence'>;

const MARKS: Record<Schemas['Verdict'], string> = { different: '≠', 'no evidence of a difference': '≈', 'insufficient data': '…' };

/** The service's verdict in a few words, with a mark of its own; its whole sentence is its title. */
export function VerdictWord({ comparison, than, brief = false }: { comparison: Comparison; than?: string; brief?: boolean }) {
  return (
    <span class={'verdict-word ' + comparison.verdict.replaceAll(' ', '-')} title={comparison.sentence}>
      <i aria-hidden="true">{MARKS[comparison.verdict]}</i> {verdictText(comparison, brief)}
      {than !== undefined && comparison.verdict === 'different' && ' from ' + than}
    </span>
  );
}

export function verdictText({ verdict, moreNeeded }: Pick<Comparison, 'verdict' | 'moreNeeded'>, brief: boolean): string {
  switch (verdict) {
    case 'different':
      return 'different';
    case 'no evidence of a difference':
      return brief ? 'no evidence' : verdict;
    case 'insufficient data':
      if (moreNeeded === undefined) return verdict;
      return brief ? verdict + ': ~' + compact(moreNeeded) + ' more' : verdict + ': about ' + number(moreNeeded) + ' more ' + (moreNeeded === 1 ? 'person' : 'persons');
  }
}

const SHOWN = 4;

function Sentences({ of }: { of: { about: string | undefined; baseline: string; each: Comparison }[] }) {
  return (
    <ul class="plain">
      {of.map(({ about, baseline, each }, index) => (
        <li key={index}>
          <VerdictWord comparison={each} than={baseline} />
          <span>{about !== undefined && <b>{about}: </b>}{each.sentence}</span>
        </li>
      ))}
    </ul>
  );
}

/** Whether differences are real, in the sentences of the service's own guard. */
export function Verdicts({ title, comparisons }: { title: string; comparisons: { about?: string; baseline: string; compared: Comparison[] }[] }) {
  const all = comparisons.flatMap(({ about, baseline, compared }) => compared.map((each) => ({ about, baseline, each })));
  if (all.length === 0) return null;
  return (
    <section class="panel padded verdicts" aria-label={title}>
      <h2>{title}</h2>
      <Sentences of={all.slice(0, SHOWN)} />
      {all.length > SHOWN && (
        <details>
          <summary class="link">{all.length - SHOWN} more</summary>
          <Sentences of={all.slice(SHOWN)} />
        </details>
      )}
      <p class="hint">The verdict stays valid however often one looks, and is the stricter the more is compared.</p>
    </section>
  );
}
