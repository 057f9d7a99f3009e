import type { ComponentChildren } from 'preact';

/** What a chart is made of, beside it; on a phone a line that opens. */
export function Definition({ summary, children }: { summary: ComponentChildren; children: ComponentChildren }) {
  return (
    <form class="build" aria-label="Definition" onSubmit={(event) => event.preventDefault()}>
      <details open={innerWidth > 820}>
        <summary>
          <span class="cut">{summary}</span>
          <span class="edit">Edit</span>
        </summary>
        <div class="build-body">{children}</div>
      </details>
    </form>
  );
}
