import { signal } from '@preact/signals';

/** Where the page is. Every screen keeps its whole state in the query, so that a link says all. */
export interface Address {
  path: string;
  query: string;
}

export const address = signal<Address>(here());

function here(): Address {
  return { path: location.pathname, query: location.search.slice(1) };
}

/** Goes there with a new entry in the history; `replace` while something is only being edited. */
export function go(path: string, query = '', replace = false): void {
  const to = path + (query ? '?' + query : '');
  if (to === location.pathname + location.search) return;
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  address.value = here();
  if (!replace) window.scrollTo(0, 0);
}

addEventListener('popstate', () => {
  address.value = here();
});

/** Clicks on links of the page itself, which need no new load. */
export function followLinks(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest('a');
  if (
    !link ||
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey || event.ctrlKey || event.shiftKey || event.altKey ||
    link.target ||
    link.origin !== location.origin ||
    link.hasAttribute('download') ||
    (link.hash && link.pathname === location.pathname) ||
    /^\/(q|api|problems)\//.test(link.pathname)
  ) {
    return;
  }
  event.preventDefault();
  go(link.pathname, link.search.slice(1));
}
