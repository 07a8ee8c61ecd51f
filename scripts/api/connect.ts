import { type Client, createClient } from '@tradepost/client/client';
import { Agent, fetch } from 'undici';

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
    // The types of Node's own fetch are those of another version of undici.
    fetch: fetchBy(dispatcher) as unknown as typeof globalThis.fetch,
    signal,
  });
  return { ...client, url: url.replace(/\/+$/, ''), close: () => dispatcher.close() };
}

function fetchBy(dispatcher: Agent): typeof fetch {
  return (request, init) => fetch(request, { ...init, dispatcher });
}
