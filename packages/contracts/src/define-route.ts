import * as z from 'zod/mini';
import type { Scope } from './access/scopes.ts';
import type { Throttle } from './access/throttles.ts';
import type { ActName, NotAnAct, Recorded } from './audit/acts.ts';
import { personal } from './fields/personal-data.ts';
import type { ProblemCode } from './problem.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type Schema = z.ZodMiniType;

/**
 * A person must have signed in at most so many seconds ago.
 * @see https://www.rfc-editor.org/rfc/rfc9470
 */
export type StepUp = { readonly maxAgeSeconds: number };

/**
 * Access rule of a route. The HTTP stack checks it before it reads the path or the body.
 * - `public`: anyone, without a token.
 * - `signed`: a sender without a token. The handler verifies the signature of the request.
 * - `orderToken`: the holder of an order token (`X-Order-Token`). The handler compares it with the order's.
 * - `cartToken`: the holder of a cart token (`X-Cart-Token`). The handler compares it with the cart's.
 * - `customer`: a signed-in customer, whose id comes from the access token only.
 * - `staff`: a person or, with `machines`, a machine whose access token has the OAuth scope. `stepUp` is for persons.
 */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed' }
  | { readonly kind: 'orderToken' }
  | { readonly kind: 'cartToken' }
  | { readonly kind: 'customer'; readonly stepUp?: StepUp }
  | {
      readonly kind: 'staff';
      readonly scope: Scope;
      readonly machines: boolean;
      readonly stepUp?: StepUp;
    };

type IfMatchRule = 'none' | 'optional' | 'required';

/**
 * Contract of a route of the API: its request, its response and its access rule. The HTTP stack parses requests by it, and
 * the reference is generated from it.
 */
export type RouteContract<
  Params extends Schema = Schema,
  Query extends Schema = Schema,
  Body extends Schema = Schema,
  Reply extends Schema = Schema,
  Problem extends ProblemCode = ProblemCode,
  TakesKey extends boolean = boolean,
  IfMatch extends IfMatchRule = IfMatchRule,
  Allowed extends Access = Access,
  Act extends ActName = ActName,
> = {
  readonly kind: 'route';
  readonly service: string;
  readonly method: HttpMethod;
  /** Path with parameters as in OpenAPI: `/v1/orders/{orderId}`. */
  readonly path: string;
  readonly summary: string;
  readonly access: Allowed;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Status and body of the successful response. */
  readonly success: { readonly status: 200 | 201 | 202; readonly body: Reply };
  /** True if the route accepts `Idempotency-Key`. */
  readonly idempotencyKey: TakesKey;
  readonly ifMatch: IfMatch;
  /** The route's own problems. `problemsOf` adds those of the HTTP stack (400, 413, 415, 500…). */
  readonly problems: readonly Problem[];
  /**
   * Acts that the handler records in the audit log before it carries them out. Every route with `stepUp` has some. A handler
   * without the proof of a record does not compile: see `RecordedBy`.
   */
  readonly records: readonly Act[];
  /** `Cache-Control` of the response. Defaults to `no-store`. */
  readonly cacheControl?: string;
  /**
   * True if API Gateway requires an API key (`X-Api-Key`) and counts the request for its quota. A key is no authorization:
   * `access` still decides who may call the route, and the function does not see the key. Only for routes of a REST API.
   */
  readonly apiKey?: boolean;
  /** Kind of limit that the route has beside that of its API: a stage parameter has the numbers. */
  readonly throttle?: Throttle;
};

/** A schema that has a name, or a function that creates one in place, for the reason that `defineEvent` gives. */
type Given<S extends Schema> = S | (() => S);

type RouteInput<
  Params extends Schema,
  Query extends Schema,
  Body extends Schema,
  Reply extends Schema,
  Problem extends ProblemCode,
  TakesKey extends boolean,
  IfMatch extends IfMatchRule,
  Allowed extends Access,
  Act extends ActName,
> = Pick<RouteContract, 'service' | 'method' | 'path' | 'summary'> &
  Partial<Pick<RouteContract, 'cacheControl' | 'apiKey' | 'throttle'>> & {
    readonly access: Allowed;
    readonly idempotencyKey?: TakesKey;
    readonly ifMatch?: IfMatch;
    readonly problems?: readonly Problem[];
    readonly records?: readonly Act[];
    readonly params?: Given<Params>;
    readonly query?: Given<Query>;
    readonly body?: Given<Body>;
    readonly success: { readonly status: 200 | 201 | 202; readonly body: Given<Reply> };
  };

/**
 * Takes the contract of a route and returns it with defaults: no params, query or body, no `Idempotency-Key`, no
 * `If-Match`, no problems of its own, no record in the audit log. The types are kept.
 */
export function defineRoute<
  Reply extends Schema,
  Params extends Schema = typeof nothing,
  Query extends Schema = typeof nothing,
  Body extends Schema = typeof noBody,
  const Problem extends ProblemCode = never,
  const TakesKey extends boolean = false,
  const IfMatch extends IfMatchRule = 'none',
  const Allowed extends Access = Access,
  const Act extends ActName = never,
>(
  route: RouteInput<Params, Query, Body, Reply, Problem, TakesKey, IfMatch, Allowed, Act>,
): RouteContract<Params, Query, Body, Reply, Problem, TakesKey, IfMatch, Allowed, Act> {
  return {
    ...route,
    kind: 'route',
    idempotencyKey: route.idempotencyKey ?? (false as TakesKey),
    ifMatch: route.ifMatch ?? ('none' as IfMatch),
    problems: route.problems ?? [],
    records: route.records ?? [],
    params: created(route.params) ?? (nothing as unknown as Params),
    query: created(route.query) ?? (nothing as unknown as Query),
    body: created(route.body) ?? (noBody as unknown as Body),
    success: { status: route.success.status, body: created(route.success.body) },
  };
}

function created<S extends Schema | undefined>(given: S | (() => S)): S {
  return typeof given === 'function' ? given() : given;
}

/**
 * Codes that the handler of a route may respond with: the problems that the contract declares, and those of `Idempotency-Key`
 * and `If-Match` if the route accepts them. The HTTP stack responds with the others that `problemsOf` lists.
 */
export type RejectionsOf<Route extends RouteContract> =
  | Route['problems'][number]
  | (Route['idempotencyKey'] extends false ? never : 'IDEMPOTENCY_KEY_REUSED')
  | (Route['ifMatch'] extends 'none' ? never : 'PRECONDITION_FAILED');

/**
 * Part of the reply of a handler: the proof that it has recorded an act of its route's contract, or the reason why the request was
 * none. Empty for a route without `records`.
 */
export type RecordedBy<Route extends RouteContract> = [Route['records'][number]] extends [never]
  ? unknown
  : { readonly recorded: Recorded<Route['records'][number]> | NotAnAct };

/** Returns true if callers of a route need an access token. */
export function takesToken({ access }: Pick<RouteContract, 'access'>): boolean {
  return access.kind === 'staff' || access.kind === 'customer';
}

/** Returns true if a route accepts a body. */
export function takesBody({ body }: RouteContract): boolean {
  return body !== noBody;
}

/** Returns true if a route accepts bytes of any media type: its `body` is `rawBody`. */
export function takesRawBody({ body }: RouteContract): boolean {
  return body === rawBody;
}

/**
 * Body of a route that accepts bytes of any media type, and requests without a body. The handler gets the bytes as they were
 * sent, which the check of a signature needs.
 */
export const rawBody = z
  .custom<Uint8Array>((value) => ArrayBuffer.isView(value))
  .check(z.describe('Bytes of any media type, as the sender signed them.'), personal('payment'));

const nothing = z.strictObject({});
const noBody = z.undefined();
