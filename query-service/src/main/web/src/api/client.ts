import createClient from 'openapi-fetch';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

/** A header that a page of another origin cannot send unasked: what makes the session's cookie safe. */
const FROM_THE_PAGE = { 'X-Riffle-Page': '1' };

export const api = createClient<paths>({ headers: FROM_THE_PAGE });

/** A refusal (RFC 9457) or a failure on the way, in words for a person. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly requestId: string,
    readonly errors: { pointer: string; code: string; detail: string }[] = [],
  ) {
    super(message);
  }
}

/** Told of every 401, so that the page can ask for a key again. */
export const refusedKey = { listener: () => {} };

interface Reply<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer, or an ApiError. An aborted request rejects as fetch does. Never rows: those are texts, and asked for as such. */
export async function answerOf<T>(reply: Promise<Reply<T>>): Promise<Exclude<T, string>> {
  let result: Reply<T>;
  try {
    result = await reply;
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw new ApiError('unreachable', 0, 'The query service does not answer. Is it running?', '');
  }
  if (result.response.ok) return result.data as Exclude<T, string>;
  throw errorOf(result.response, result.error);
}

/** For what the OpenAPI document does not describe: the page's session. */
export async function send(method: string, path: string, body?: unknown): Promise<Response> {
  const response = await fetch(path, {
    method,
    headers: { ...FROM_THE_PAGE, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiError('unreachable', 0, 'The query service does not answer. Is it running?', '');
  });
  if (response.ok) return response;
  throw errorOf(response, await response.json().catch(() => undefined));
}

export function errorOf(response: Response, body: unknown): ApiError {
  const problem = (body ?? {}) as Partial<Schemas['Problem']>;
  const error = new ApiError(
    problem.code ?? 'http-' + response.status,
    response.status,
    problem.detail ?? problem.title ?? 'The service answered ' + response.status + '.',
    response.headers.get('X-Request-Id') ?? '',
    problem.errors ?? [],
  );
  if (error.status === 401) refusedKey.listener();
  return error;
}
