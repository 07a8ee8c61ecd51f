import createFetchClient from 'openapi-fetch';
import type { Signals } from './abort.ts';
import type { Answer } from './call-types.ts';
import { KEYED_ROUTES } from './generated/api.ts';
import { toProblemError } from './problem-error.ts';
import { RepeatableRequest } from './repeatable-request.ts';
import { type SendConfig, type Sent, send } from './send.ts';
import { TransportError } from './transport-error.ts';

/** The options of any route. Each route has some of them. */
export type AnyOptions = {
  readonly params?: { readonly path?: object; readonly query?: object };
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
  readonly ifMatch?: string | undefined;
  readonly cartToken?: string | undefined;
  readonly orderToken?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** Calls any route by its method in capitals and its path as in the contract. */
export type Caller = (method: string, path: string, options?: AnyOptions) => Promise<Answer<unknown>>;

export type CallerConfig = Omit<SendConfig, 'signals'> & {
  /** Returns the address of the API that has a path. */
  readonly baseUrlOf: (path: string) => string;
  readonly signal: AbortSignal | undefined;
  readonly apiKey: string | undefined;
};

/** Creates the function that all methods of the client share. */
export function createCaller({ baseUrlOf, signal, apiKey, ...config }: CallerConfig): Caller {
  const { request } = createFetchClient({
    Request: RepeatableRequest as unknown as typeof Request,
    // `a,b,c`, like every list in a query of the API.
    querySerializer: { array: { style: 'form', explode: false } },
  });
  // Its types are for one set of paths. The types of the API are on the methods of the client.
  const requestAny = request as unknown as RequestAny;
  return async (method, path, options = {}) => {
    const call = `${method} ${path}`;
    const signals: Signals = [signal, options.signal];
    let sent: Sent | undefined;
    const { data, error, response } = await requestAny(method, path, {
      baseUrl: baseUrlOf(path),
      params: options.params ?? {},
      body: options.body,
      headers: { ...toHeaders(call, options), 'x-api-key': apiKey },
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
    readonly baseUrl: string;
    readonly params: object;
    readonly body: unknown;
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly parseAs: 'text';
    readonly fetch: (request: RepeatableRequest) => Promise<Response>;
  },
) => Promise<{ readonly data?: string; readonly error?: unknown; readonly response: Response }>;

function toHeaders(call: string, options: AnyOptions) {
  const { idempotencyKey, ifMatch, cartToken, orderToken, correlationId } = options;
  return {
    accept: 'application/json, application/problem+json',
    'idempotency-key': idempotencyKey ?? (KEYED_ROUTES.has(call) ? crypto.randomUUID() : undefined),
    'if-match': ifMatch,
    'x-cart-token': cartToken,
    'x-order-token': orderToken,
    'x-correlation-id': correlationId,
  };
}

/** A response without a body, such as 204, is undefined. One that is not JSON is not from the API. */
function parse(text: string | undefined, sent: Sent | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw sent === undefined ? cause : new TransportError(sent.tried, cause);
  }
}
