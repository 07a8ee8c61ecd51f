import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, type Dispatcher, request } from 'undici';

/** What the API answered. A refusal (4xx) is an answer like any other. */
export type ApiReply = { readonly status: number; readonly body: unknown; readonly date: string | undefined };

export type ApiCall = {
  readonly body?: unknown;
  readonly idempotencyKey?: string;
};

export type ApiClient = {
  readonly url: string;
  readonly call: (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    path: string,
    call?: ApiCall,
  ) => Promise<ApiReply>;
  readonly close: () => Promise<void>;
};

export type ApiClientConfig = {
  readonly url: string;
  readonly connections?: number;
  /** For how long a call is tried again while the API does not answer, or answers 429 or 5xx. */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
};

const DEFAULT_CONNECTIONS = 8;
const DEFAULT_PATIENCE_MS = 20_000;
const REPLY_WITHIN_MS = 30_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Makes a client of the API that keeps its connections. A call that may have got lost is made again, with the
 * same `Idempotency-Key`: give one to each call that creates something.
 *
 * @example
 * const api = createApiClient({ url: 'http://127.0.0.1:4000' });
 * const { status, body } = await api.call('GET', '/v1/orders');
 */
export function createApiClient(config: ApiClientConfig): ApiClient {
  const { url, connections = DEFAULT_CONNECTIONS, patienceMs = DEFAULT_PATIENCE_MS, signal } = config;
  const base = url.replace(/\/+$/, '');
  const agent = new Agent({ connections, headersTimeout: REPLY_WITHIN_MS, bodyTimeout: REPLY_WITHIN_MS });
  return {
    url: base,
    call: async (method, path, call = {}) => {
      const giveUpAt = performance.now() + patienceMs;
      for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
        signal?.throwIfAborted();
        const attempt = await tryOnce({ method, url: `${base}${path}`, call, agent, signal });
        if ('reply' in attempt) return attempt.reply;
        const jitteredMs = pauseMs * (0.5 + Math.random() / 2);
        if (performance.now() + jitteredMs > giveUpAt) throw attempt.problem;
        await sleep(jitteredMs, undefined, signal ? { signal } : {});
      }
    },
    close: () => agent.close(),
  };
}

/** Nothing answers at the API's address. */
class ApiUnreachable extends Error {
  override readonly name = 'ApiUnreachable';
}

/** The API answered 429 or 5xx, again and again. */
export class ApiFault extends Error {
  override readonly name = 'ApiFault';
}

type Attempt = {
  readonly method: Dispatcher.HttpMethod;
  readonly url: string;
  readonly call: ApiCall;
  readonly agent: Agent;
  readonly signal: AbortSignal | undefined;
};

async function tryOnce({
  method,
  url,
  call,
  agent,
  signal,
}: Attempt): Promise<{ reply: ApiReply } | { problem: Error }> {
  try {
    const response = await request(url, {
      method,
      dispatcher: agent,
      ...(signal ? { signal } : {}),
      headers: {
        accept: 'application/json',
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(call.idempotencyKey === undefined ? {} : { 'idempotency-key': call.idempotencyKey }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
    const text = await response.body.text();
    const status = response.statusCode;
    if (status === 429 || status >= 500) {
      return { problem: new ApiFault(`${method} ${url}: ${status} ${text.slice(0, 300)}`) };
    }
    const date = response.headers['date'];
    return { reply: { status, body: parseJson(text), date: typeof date === 'string' ? date : undefined } };
  } catch (error) {
    signal?.throwIfAborted();
    const { code, message } = error as Error & { code?: string };
    return {
      problem: new ApiUnreachable(`${new URL(url).origin} does not answer: ${code ?? ''} ${message}`),
    };
  }
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
