import { type Client, createClient } from '@tradepost/client/client';
import type { Fetch } from '@tradepost/client/send';
import type { TokenSource } from '@tradepost/client/token-source';
import { Agent, type Dispatcher, request } from 'undici';
import { createLocalTokens, isLocal } from './local-tokens.ts';

/** Addresses of an API, without a trailing slash. */
export type ApiUrls = {
  readonly url: string;
  /** Address of the catalogue, if it has one of its own: a stage without a custom domain. */
  readonly catalogUrl?: string | undefined;
};

/** The client of the API with its own connections. */
export type Api = Client & Required<ApiUrls> & { readonly close: () => Promise<void> };

export type ApiConfig = ApiUrls & {
  readonly connections?: number;
  /** Time in milliseconds for which a call is retried while the API does not respond, or responds 429 or 5xx. */
  readonly patienceMs?: number;
  /** Source of access tokens. By default `TRADEPOST_TOKEN`; without it, on this machine, the local cloud's developer. */
  readonly token?: TokenSource | undefined;
  readonly signal?: AbortSignal;
};

const DEFAULT_CONNECTIONS = 8;
/** Enough for a restart of the platform. */
const DEFAULT_PATIENCE_MS = 20_000;
/** The time limits the attempts, not their number. */
const RETRY = { maxAttempts: Number.POSITIVE_INFINITY, firstPauseMs: 50, longestPauseMs: 2_000 };

/**
 * Creates a client for scripts and specs, which keeps its connections until it is closed, and waits for a platform that is
 * starting.
 *
 * @example
 * const api = connect({ url: 'http://127.0.0.1:4000' });
 * const { items } = await unwrap(api.GET('/v1/orders'));
 */
export function connect({
  url,
  catalogUrl = url,
  connections = DEFAULT_CONNECTIONS,
  patienceMs = DEFAULT_PATIENCE_MS,
  signal,
  token = defaultTokens(url, { patienceMs, signal }),
}: ApiConfig): Api {
  const dispatcher = new Agent({ connections });
  const client = createClient({
    baseUrl: { default: url, catalog: catalogUrl },
    retry: { ...RETRY, patienceMs },
    fetch: fetchBy(dispatcher),
    token,
    signal,
  });
  return {
    ...client,
    url: withoutSlash(url),
    catalogUrl: withoutSlash(catalogUrl),
    close: () => dispatcher.close(),
  };
}

function defaultTokens(
  url: string,
  options: { readonly patienceMs: number; readonly signal: AbortSignal | undefined },
): TokenSource | undefined {
  const token = process.env['TRADEPOST_TOKEN'];
  if (token !== undefined && token !== '') return () => token;
  return isLocal(url) ? createLocalTokens(url, options) : undefined;
}

function withoutSlash(url: string): string {
  return url.replace(/(?<!\/)\/+$/, '');
}

/** `request` of undici needs a third of the CPU time of its `fetch`. */
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
