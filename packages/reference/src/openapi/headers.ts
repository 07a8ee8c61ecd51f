import { type RouteContract, takesToken } from '@tradepost/contracts/define-route';
import { PROBLEMS } from '@tradepost/contracts/problem';
import { mayBeUnchanged, namesLocation, tagOf } from '@tradepost/contracts/route-answers';

const VERSION_TAGS = '^(\\*|"\\d{1,15}"(, ?"\\d{1,15}")*)$';

const TEXT = { type: 'string' };
const ANY_OF_THEM =
  '`ETag` of the version to change, or a list of them: `"0", "1"`. `*` matches any version.';

/** Components of request headers. */
export const HEADER_PARAMETERS = {
  IdempotencyKey: parameter(
    'Idempotency-Key',
    'Key of this creation. A repeated request with the same key creates nothing and gets the same response. 1 to 255 visible ASCII characters, unique per caller, such as a UUID.',
    { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
  ),
  IfMatch: parameter(
    'If-Match',
    `${ANY_OF_THEM} Without the header, any version is changed. Weak tags (\`W/"0"\`) never match.`,
    { type: 'string', pattern: VERSION_TAGS },
  ),
  IfMatchRequired: {
    ...parameter('If-Match', `${ANY_OF_THEM} Weak tags (\`W/"0"\`) never match.`, {
      type: 'string',
      pattern: VERSION_TAGS,
    }),
    required: true,
    example: '"0"',
  },
  IfNoneMatch: parameter(
    'If-None-Match',
    '`ETag` of the version that the caller has, or a list of them. If one is current, the response is 304.',
  ),
  IfNoneMatchToCreate: parameter(
    'If-None-Match',
    '`*` to create the resource only if it does not exist; otherwise the response is 412.',
    { type: 'string', enum: ['*'] },
  ),
  CorrelationId: parameter(
    'X-Correlation-Id',
    'Id of the caller for this request. It is logged as `clientCorrelationId`. The response has another `X-Correlation-Id`.',
  ),
};

function parameter(name: string, description: string, schema: object = TEXT) {
  return { name, in: 'header', required: false, description, schema };
}

const CHALLENGE = answered('The `Bearer` scheme (RFC 6750), with the scope that the token lacks.', 'Bearer');

/** Components of response headers. */
export const ANSWER_HEADERS = {
  ETag: answered(
    'Version of the resource, or a digest of the list, for `If-Match` and `If-None-Match`.',
    '"0"',
  ),
  Location: {
    description: 'Path of the created resource, with the prefix of the stage if the API has one.',
    required: true,
    schema: { type: 'string', format: 'uri-reference' },
  },
  CacheControl: answered(
    'Number of seconds for which the response may be cached, or no-store (RFC 9111).',
    'no-store',
  ),
  CorrelationId: answered(
    'Id of this request. Every log line and event that it causes has it.',
    'cor_01JD3XK8WQ4N6T2B9V5M7R0C1E',
  ),
  WwwAuthenticate: CHALLENGE,
  RetryAfter: answered('Seconds to wait before the request is repeated.', 1, { type: 'integer', minimum: 0 }),
};

function answered(description: string, example: string | number, schema: object = TEXT) {
  return { description, required: true, schema, example };
}

/** Components of the header parameters of a route. */
export function headersIn(route: RouteContract): readonly (keyof typeof HEADER_PARAMETERS)[] {
  const { idempotencyKey, ifMatch } = route;
  return [
    ...(idempotencyKey ? (['IdempotencyKey'] as const) : []),
    ...(ifMatch === 'optional' ? (['IfMatch'] as const) : []),
    ...(ifMatch === 'required' ? (['IfMatchRequired'] as const) : []),
    ...(createsIfAbsent(route) ? (['IfNoneMatchToCreate'] as const) : []),
    ...(mayBeUnchanged(route) ? (['IfNoneMatch'] as const) : []),
    'CorrelationId',
  ];
}

/** A `PUT` with an optional `If-Match` takes `If-None-Match: *`, too. */
function createsIfAbsent({ method, ifMatch }: RouteContract): boolean {
  return method === 'PUT' && ifMatch === 'optional';
}

/** Headers of a route's successful response. */
export function headersOut(route: RouteContract) {
  return {
    ...(tagOf(route) === undefined ? {} : reference('ETag')),
    ...(namesLocation(route) ? reference('Location') : {}),
    ...reference('Cache-Control', 'CacheControl'),
    ...reference('X-Correlation-Id', 'CorrelationId'),
  };
}

/**
 * Headers of a route's problem with a status. A wrong signature has no challenge: there is no scheme for it. A route with a problem of
 * its own that is a 403 may respond without the challenge: the token may have every scope.
 */
export function headersOfProblem(status: number, route: RouteContract) {
  const isOwn = route.problems.some((code) => PROBLEMS[code].status === status);
  const isChallenged =
    (status === 401 && route.access.kind !== 'signed') || (status === 403 && takesToken(route));
  return {
    ...(isChallenged && isOwn ? { 'WWW-Authenticate': { ...CHALLENGE, required: false } } : {}),
    ...(isChallenged && !isOwn ? reference('WWW-Authenticate', 'WwwAuthenticate') : {}),
    ...reference('Cache-Control', 'CacheControl'),
    ...reference('X-Correlation-Id', 'CorrelationId'),
    ...(status === 503 ? reference('Retry-After', 'RetryAfter') : {}),
  };
}

function reference(header: string, component = header) {
  return { [header]: { $ref: `#/components/headers/${component}` } };
}
