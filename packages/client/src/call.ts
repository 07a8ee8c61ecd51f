import createFetchClient from 'openapi-fetch';
import type { Signals } from './abort.ts';
import type { Answer } from './call-types.ts';
import { KEYED_ROUTES } from './generated/api.ts';
import { toProblemError } from './problem-error.ts';
import { RepeatableRequest } from './repeatable-request.ts';
import { type SendConfig, type Sent, send } from './send.ts';
import { TransportError } from './transport-error.ts';

/** The options of any route, of which each route's own are a part. */
export type AnyOptions = {
  readonly params?: { readonly path?: object; readonly query?: object };
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
  readonly ifMatch?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** Calls any route by its method in capitals and its path as the contract has it. */
export type Caller = (method: string, path: string, options?: AnyOptions) => Promise<Answer<unknown>>;

export type CallerConfig = Omit<SendConfig, 'signals'> & {
  readonly baseUrl: string;
  readonly signal: AbortSignal | undefined;
};

/** Makes what all methods of the client have in common. */
export function createCaller({ baseUrl, signal, ...config }: CallerConfig): Caller {
  const { request } = createFetchClient({
    baseUrl,
    Request: RepeatableRequest as unknown as typeof Request,
    // `a,b,c`, as every list in a query of the API is.
    querySerializer: { array: { style: 'form', explode: false } },
  });
  // Its own types know one set of paths; ours are on the methods of the client.
  const requestAny = request as unknown as RequestAny;
  return async (method, path, options = {}) => {
    const call = `${method} ${path}`;
    const signals: Signals = [signal, options.signal];
    let sent: Sent | undefined;
    const { data, error, response } = await requestAny(method, path, {
      params: options.params ?? {},
      body: options.body,
      headers: toHeaders(call, options),
      parseAs: 'text',
      fetch: async (each) => {
        sent = await send(call, each, { ...config, signals });
        return sent.response;
      },
    });
    const correlationId = response.headers.get('x-correlation-id') ?? undefined;
    if (!response.ok) return { response, correlationId, error: toProblemError(call, response, error) };
    const etag = response.headers.get('etag') ?? undefined;
    return { response, correlationId, etag, data: parse(data, sent) };
  };
}

type RequestAny = (
  method: string,
  path: string,
  init: {
    readonly params: object;
    readonly body: unknown;
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly parseAs: 'text';
    readonly fetch: (request: RepeatableRequest) => Promise<Response>;
  },
) => Promise<{ readonly data?: string; readonly error?: unknown; readonly response: Response }>;

function toHeaders(call: string, { idempotencyKey, ifMatch, correlationId }: AnyOptions) {
  return {
    accept: 'application/json, application/problem+json',
    'idempotency-key': idempotencyKey ?? (KEYED_ROUTES.has(call) ? crypto.randomUUID() : undefined),
    'if-match': ifMatch,
    'x-correlation-id': correlationId,
  };
}

/** An answer without a body, such as 204, is undefined; one that is not JSON did not come from the API. */
function parse(text: string | undefined, sent: Sent | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw sent === undefined ? cause : new TransportError(sent.tried, cause);
  }
}
