/**
 * Texts in the page's address. Parts are joined with `~` inside `*`, which a browser leaves as they
 * are; `!` takes their meaning away. Names may hold anything.
 */
export type Scalar = string | number | boolean | null;

export function escaped(text: string): string {
  return text.replace(/[!~*]/g, '!$&');
}

export function unescaped(text: string): string {
  return text.replace(/!(.)/gs, '$1');
}

/** Splits where the separator has its meaning; the parts stay escaped. */
export function split(text: string, separator: '~' | '*'): string[] {
  const parts = [''];
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (character === separator) parts.push('');
    else if (character === '!' && i + 1 < text.length) parts[parts.length - 1] += character + text[++i]!;
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** `premium`, `2`, `true`, `null`; a text that looks like one of the latter has a quote before it. */
export function scalarText(value: Scalar): string {
  if (typeof value !== 'string') return String(value);
  return readsAsOther(value) ? "'" + value : value;
}

export function scalarOf(text: string): Scalar {
  if (text.startsWith("'")) return text.slice(1);
  if (text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return isNumber(text) ? Number(text) : text;
}

function readsAsOther(text: string): boolean {
  return text.startsWith("'") || /^(null|true|false)$/.test(text) || isNumber(text);
}

function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text));
}

/** `a=1&b=2` with the least escaping that an address needs. */
export function queryText(entries: [name: string, value: string | undefined][]): string {
  return entries
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, value]) => name + '=' + encodeURIComponent(value).replace(/%20/g, '+').replace(/%3A/g, ':').replace(/%2C/g, ','))
    .join('&');
}
