import { type Client, createClient } from '@tradepost/client/client';
import type { Fetch } from '@tradepost/client/send';
import { Agent, type Dispatcher, request } from 'undici';

/** The client of the API with connections of its own. */
export type Api = Client & { readonly url: string; readonly close: () => Promise<void> };

export type ApiConfig = {
  readonly url: string;
  readonly connections?: number;
  /** For how long a call is tried again while the API does not answer, or answers 429 or 5xx. */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
};

const DEFAULT_CONNECTIONS = 8;
/** Long enough for the platform to be started anew. */
const DEFAULT_PATIENCE_MS = 20_000;
/** However many attempts that takes. */
const RETRY = { maxAttempts: Number.POSITIVE_INFINITY, firstPauseMs: 50, longestPauseMs: 2_000 };

/**
 * Makes a client for scripts and specs, which keeps its connections until it is closed, and waits for a platform that
 * is starting.
 *
 * @example
 * const api = connect({ url: 'http://127.0.0.1:4000' });
 * const { items } = await orThrow(api.GET('/v1/orders'));
 */
export function connect({
  url,
  connections = DEFAULT_CONNECTIONS,
  patienceMs = DEFAULT_PATIENCE_MS,
  signal,
}: ApiConfig): Api {
  const dispatcher = new Agent({ connections });
  const client = createClient({
    baseUrl: url,
    retry: { ...RETRY, patienceMs },
    fetch: fetchBy(dispatcher),
    signal,
  });
  return { ...client, url: url.replace(/(?<!\/)\/+$/, ''), close: () => dispatcher.close() };
}

/** Undici's plain request takes a third of the processor's time that its fetch takes. */
function fetchBy(dispatcher: Agent): Fetch {
  return async (url, { method = 'GET', headers, body = null, signal = null }) => {
    const answer = await request(url, {
      method: method as Dispatcher.HttpMethod,
      headers: Object.fromEntries(new Headers(headers)),
      // The client sends texts.
      body: body as string | null,
      signal,
      dispatcher,
    });
    const text = await answer.body.text();
    const answered = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
    return new Response(text === '' ? null : text, {
      status: answer.statusCode,
      headers: Object.fromEntries(answered),
    });
  };
}
