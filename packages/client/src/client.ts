import { createCaller } from './call.ts';
import type {
  Answer,
  CallOptions,
  CodeOf,
  DataOf,
  EtagOf,
  ItemOf,
  Method,
  Operation,
  OptionsArgument,
  PagedPath,
  PathsTaking,
} from './call-types.ts';
import { OWN_API_PATHS, type OwnApi } from './generated/api.ts';
import { itemsOf } from './pages.ts';
import { DEFAULT_RETRY_POLICY, type RetryPolicy } from './retry-policy.ts';
import type { Fetch } from './send.ts';
import type { TokenSource } from './token-source.ts';

/**
 * Addresses of a stage without a custom domain: a service with an API of its own has another address than all other routes.
 * An address may have a path: `{ default: 'https://a1.execute-api…', catalog: 'https://b2.execute-api…/dev' }`.
 */
export type BaseUrls = { readonly default: string } & { readonly [Api in OwnApi]?: string | undefined };

export type ClientConfig = {
  /** Address of the API, such as `https://api.example.com`, or the addresses of its parts. */
  readonly baseUrl: string | BaseUrls;
  /** Returns the caller's access token. `createTokens` in `tokens` makes one from an issuer's endpoints. */
  readonly token?: TokenSource | undefined;
  /** API key of a partner, sent as `X-Api-Key`. The feed needs one; it is a quota and no authorization. */
  readonly apiKey?: string | undefined;
  readonly retry?: Partial<RetryPolicy> | undefined;
  /** Maximum time of one attempt in milliseconds, including the body of the response. */
  readonly attemptWithinMs?: number | undefined;
  /** Sends the requests in place of `globalThis.fetch`, such as undici's with its own connections. */
  readonly fetch?: Fetch | undefined;
  /** Ends every call of this client. */
  readonly signal?: AbortSignal | undefined;
};

/** A method of the client. Takes the path of a route as in its contract, and the options of that route. */
export type Call<M extends Method> = <Path extends PathsTaking<M>>(
  path: Path,
  ...options: OptionsArgument<CallOptions<Operation<Path, M>>>
) => Promise<Answer<DataOf<Operation<Path, M>>, CodeOf<Operation<Path, M>>, EtagOf<Operation<Path, M>>>>;

export type Client = {
  readonly GET: Call<'get'>;
  readonly POST: Call<'post'>;
  readonly PUT: Call<'put'>;
  readonly PATCH: Call<'patch'>;
  readonly DELETE: Call<'delete'>;
  /** Returns the items of all pages of a list, one by one. Throws the error that stops it. */
  readonly paginate: <Path extends PagedPath>(
    path: Path,
    ...options: OptionsArgument<CallOptions<Operation<Path, 'get'>>>
  ) => AsyncGenerator<ItemOf<Path>, void, undefined>;
};

/** Maximum time for which API Gateway waits for a function. */
const ATTEMPT_WITHIN_MS = 30_000;

/**
 * Creates a client of the API. A response of the API is returned, as `data` or, if the API rejected the call, as `error`. A
 * call without a response throws a `TransportError`.
 *
 * @throws TypeError if an address in `baseUrl` is not an absolute URL
 * @example
 * const client = createClient({ baseUrl: 'http://127.0.0.1:4000' });
 * const { data, error } = await client.GET('/v1/orders/{orderId}', { params: { path: { orderId } } });
 */
export function createClient(config: ClientConfig): Client {
  const call = createCaller({
    baseUrlOf: toBaseUrlOf(config.baseUrl),
    // The fetch of a browser throws if it is called as a method of another object.
    fetch: config.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    token: config.token,
    apiKey: config.apiKey,
    policy: { ...DEFAULT_RETRY_POLICY, ...config.retry },
    attemptWithinMs: config.attemptWithinMs ?? ATTEMPT_WITHIN_MS,
    signal: config.signal,
  });
  const method =
    <M extends Method>(name: Uppercase<M>): Call<M> =>
    (path, ...[options]) =>
      call(name, path, options as object) as Promise<never>;
  return {
    GET: method<'get'>('GET'),
    POST: method<'post'>('POST'),
    PUT: method<'put'>('PUT'),
    PATCH: method<'patch'>('PATCH'),
    DELETE: method<'delete'>('DELETE'),
    paginate: (path, ...[options]) => itemsOf(call, path, options as object) as AsyncGenerator<never>,
  };
}

/** Returns the function that finds the address of a path, without a trailing slash. */
function toBaseUrlOf(baseUrl: string | BaseUrls): (path: string) => string {
  const urls = typeof baseUrl === 'string' ? { default: baseUrl } : baseUrl;
  const toHref = (url: string): string => new URL(url).href.replace(/(?<!\/)\/+$/, '');
  const byPath = new Map<string, string>();
  for (const [api, paths] of Object.entries(OWN_API_PATHS)) {
    const url = urls[api as keyof BaseUrls];
    if (url !== undefined) for (const path of paths) byPath.set(path, toHref(url));
  }
  const otherwise = toHref(urls.default);
  return (path) => byPath.get(path) ?? otherwise;
}

/**
 * Returns the data of a response, for calls whose rejection is unexpected.
 *
 * @throws ProblemError if the API rejected the call
 * @example
 * const { items } = await unwrap(client.GET('/v1/orders'));
 */
export async function unwrap<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  const { data, error } = await answer;
  if (error) throw error;
  return data as Data;
}
