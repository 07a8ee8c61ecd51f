import type { RouteContract } from '@tradepost/contracts/define-route';
import { mayBeUnchanged, namesLocation, tagOf } from '@tradepost/contracts/route-answers';

const VERSION_TAGS = '^(\\*|"\\d{1,15}"(, ?"\\d{1,15}")*)$';

/** Components of request headers. */
export const HEADER_PARAMETERS = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Names this creation, so that a repeat of it creates nothing more and gets the same answer: 1 to 255 visible ASCII characters, unique for the caller, such as a UUID.',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description:
      'The `ETag` of the version to change, or a list of them: `"0", "1"`. `*` is any version that exists. Without the header the change is made to any version. Weak tags (`W/"0"`) never match.',
    schema: { type: 'string', pattern: VERSION_TAGS },
  },
  IfMatchRequired: {
    name: 'If-Match',
    in: 'header',
    required: true,
    description:
      'The `ETag` of the version to change, or a list of them: `"0", "1"`. `*` is any version that exists. Weak tags (`W/"0"`) never match.',
    schema: { type: 'string', pattern: VERSION_TAGS },
    example: '"0"',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description:
      'The `ETag` of what the caller has, or a list of them. If one is current, the answer is 304.',
    schema: { type: 'string' },
  },
  CorrelationId: {
    name: 'X-Correlation-Id',
    in: 'header',
    required: false,
    description:
      'An id of the caller’s own, to find the request in the logs: it is kept there as `clientCorrelationId`. The response has an `X-Correlation-Id` of its own.',
    schema: { type: 'string' },
  },
} as const;

/** Components of response headers. */
export const ANSWER_HEADERS = {
  ETag: {
    description: 'The version of what is shown, or a digest of it: for `If-Match` and `If-None-Match`.',
    required: true,
    schema: { type: 'string' },
    example: '"0"',
  },
  Location: {
    description: 'Path of the created resource, with the prefix of the stage where the API has one.',
    required: true,
    schema: { type: 'string', format: 'uri-reference' },
  },
  CacheControl: {
    description: 'Whether, and for how many seconds, the answer may be kept (RFC 9111).',
    required: true,
    schema: { type: 'string' },
    example: 'no-store',
  },
  CorrelationId: {
    description: 'Id of this request, in every log line and event that it led to.',
    required: true,
    schema: { type: 'string' },
    example: 'cor_01JD3XK8WQ4N6T2B9V5M7R0C1E',
  },
  WwwAuthenticate: {
    description: 'The `Bearer` scheme (RFC 6750), with the scope that the token lacks.',
    required: true,
    schema: { type: 'string' },
    example: 'Bearer',
  },
  RetryAfter: {
    description: 'Seconds to wait before the request is sent again.',
    required: true,
    schema: { type: 'integer', minimum: 0 },
    example: 1,
  },
} as const;

/** Components of the header parameters of a route. */
export function headersIn(route: RouteContract): readonly (keyof typeof HEADER_PARAMETERS)[] {
  const { idempotencyKey, ifMatch } = route;
  return [
    ...(idempotencyKey ? (['IdempotencyKey'] as const) : []),
    ...(ifMatch === 'optional' ? (['IfMatch'] as const) : []),
    ...(ifMatch === 'required' ? (['IfMatchRequired'] as const) : []),
    ...(mayBeUnchanged(route) ? (['IfNoneMatch'] as const) : []),
    'CorrelationId',
  ];
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

/** Headers of a route's problem with a status. */
export function headersOfProblem(status: number, route: RouteContract) {
  const isChallenged = route.access.kind === 'staff' && (status === 401 || status === 403);
  return {
    ...(isChallenged ? reference('WWW-Authenticate', 'WwwAuthenticate') : {}),
    ...reference('Cache-Control', 'CacheControl'),
    ...reference('X-Correlation-Id', 'CorrelationId'),
    ...(status === 503 ? reference('Retry-After', 'RetryAfter') : {}),
  };
}

function reference(header: string, component = header) {
  return { [header]: { $ref: `#/components/headers/${component}` } };
}
