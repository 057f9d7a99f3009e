import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

/** The head of a screen: where it is, what it shows, what can be done with it. */
export function Head({ crumb, title, children }: { crumb?: string; title: string; children?: ComponentChildren }) {
  useEffect(() => {
    document.title = (crumb && crumb !== title ? title + ' · ' + crumb : title) + ' · Riffle';
  }, [crumb, title]);
  return (
    <header class="head">
      <div class="title">
        {crumb && crumb !== title && <p class="crumb">{crumb}</p>}
        <h1>{title}</h1>
      </div>
      <div class="actions">{children}</div>
    </header>
  );
}
