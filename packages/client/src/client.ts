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
import { itemsOf } from './pages.ts';
import { DEFAULT_RETRY_POLICY, type RetryPolicy } from './retry-policy.ts';
import type { Fetch } from './send.ts';

export type ClientConfig = {
  /** Where the API is: `https://api.example.com`. */
  readonly baseUrl: string;
  /** The caller's bearer token. It is asked for at each attempt, so that it may be renewed. */
  readonly token?: (() => string | undefined | Promise<string | undefined>) | undefined;
  readonly retry?: Partial<RetryPolicy> | undefined;
  /** How long one attempt may take until its answer is there as a whole. */
  readonly attemptWithinMs?: number | undefined;
  /** Sends the requests in place of `globalThis.fetch`: in Node, with connections of its own. */
  readonly fetch?: Fetch | undefined;
  /** Ends every call of this client. */
  readonly signal?: AbortSignal | undefined;
};

/** A method of the client: takes a path as the contract has it, and what that route takes. */
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
  /** The items of a list, one by one, over all of its pages. Throws what stops it. */
  readonly paginate: <Path extends PagedPath>(
    path: Path,
    ...options: OptionsArgument<CallOptions<Operation<Path, 'get'>>>
  ) => AsyncGenerator<ItemOf<Path>, void, undefined>;
};

/** API Gateway itself gives up on a function after 30 s. */
const ATTEMPT_WITHIN_MS = 30_000;

/**
 * Makes a client of the API. One rule: what the API answers is returned, as `data` or, where it refuses, as `error`; a
 * call that gets no answer throws a `TransportError`.
 *
 * @throws TypeError where `baseUrl` is not a whole URL
 * @example
 * const client = createClient({ baseUrl: 'http://127.0.0.1:4000' });
 * const { data, error } = await client.GET('/v1/orders/{orderId}', { params: { path: { orderId } } });
 */
export function createClient(config: ClientConfig): Client {
  const call = createCaller({
    baseUrl: new URL(config.baseUrl).href.replace(/(?<!\/)\/+$/, ''),
    // A browser's fetch will not be called as a method of anything else.
    fetch: config.fetch ?? ((url, init) => globalThis.fetch(url, init)),
    token: config.token,
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

/**
 * What the API answered, where any refusal is unexpected.
 *
 * @throws ProblemError where it refused
 * @example
 * const { items } = await orThrow(client.GET('/v1/orders'));
 */
export async function orThrow<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  const { data, error } = await answer;
  if (error) throw error;
  return data as Data;
}
