import * as z from 'zod/mini';
import { type RouteContract, takesBody, takesRawBody, takesToken } from './define-route.ts';
import { CARD_NUMBER_NOT_ACCEPTED } from './fields/text.ts';
import { PROBLEMS, type ProblemCode } from './problem.ts';

/**
 * Returns all problem codes of a route, sorted by status: its own, and those that the HTTP stack of `packages/lambda` adds by
 * the contract. For documents, checks and specs; functions never call it.
 */
export function problemsOf(route: RouteContract): readonly ProblemCode[] {
  const codes = new Set<ProblemCode>([
    ...codesWhere(takesBody(route), 'PAYLOAD_TOO_LARGE'),
    ...codesWhere(takesBody(route) && !takesRawBody(route), ...JSON_PROBLEMS),
    'VALIDATION_FAILED',
    ...codesWhere(takesToken(route), 'UNAUTHENTICATED', 'FORBIDDEN'),
    ...codesWhere(route.access.kind === 'orderToken' || route.access.kind === 'cartToken', 'UNAUTHENTICATED'),
    ...codesWhere('stepUp' in route.access, 'INSUFFICIENT_USER_AUTHENTICATION'),
    ...codesWhere(route.apiKey === true, 'INVALID_API_KEY'),
    ...route.problems,
    ...codesWhere(takesText(route), CARD_NUMBER_NOT_ACCEPTED),
    ...codesWhere(route.idempotencyKey, 'IDEMPOTENCY_KEY_REUSED'),
    ...codesWhere(route.ifMatch !== 'none', 'PRECONDITION_FAILED'),
    ...codesWhere(route.ifMatch === 'required', 'PRECONDITION_REQUIRED'),
    'INTERNAL_ERROR',
    ...codesWhere(route.method !== 'GET' || route.records.length > 0, 'TOO_MUCH_CONTENTION'),
  ]);
  return [...codes].toSorted((one, other) => PROBLEMS[one].status - PROBLEMS[other].status);
}

/** Returns all statuses of a route, including 304 if its response has an `ETag`. */
export function statusesOf(route: RouteContract): ReadonlySet<number> {
  return new Set([
    route.success.status,
    ...(mayBeUnchanged(route) ? [304] : []),
    ...problemsOf(route).map((code) => PROBLEMS[code].status),
  ]);
}

/**
 * Returns the kind of `ETag` of a route's response: the version of the resource, a digest of a response that may be cached, or
 * undefined if it has no `ETag`.
 */
export function tagOf({ success, cacheControl }: RouteContract): 'version' | 'digest' | undefined {
  if (fieldsOf(success.body).includes('version')) return 'version';
  return cacheControl === undefined ? undefined : 'digest';
}

/** Returns true if a route answers a current tag in `If-None-Match` with 304. */
export function mayBeUnchanged(route: RouteContract): boolean {
  return route.method === 'GET' && tagOf(route) !== undefined;
}

/** Returns true if the response has the header `Location`. */
export function namesLocation({ success }: RouteContract): boolean {
  return success.status === 201 && fieldsOf(success.body).includes('id');
}

const JSON_PROBLEMS = ['MALFORMED_JSON', 'UNSUPPORTED_CONTENT_ENCODING', 'UNSUPPORTED_MEDIA_TYPE'] as const;

function codesWhere(condition: boolean, ...codes: readonly ProblemCode[]): readonly ProblemCode[] {
  return condition ? codes : [];
}

function fieldsOf(schema: z.ZodMiniType): readonly string[] {
  const { properties = {} } = z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    // Without an empty registry, a named schema would become a reference.
    metadata: z.registry(),
  });
  return Object.keys(properties);
}

/** Returns true if a request has a field that rejects card numbers, at any depth. */
function takesText({ params, query, body }: RouteContract): boolean {
  return [params, query, body].some(refusesCardNumbers);
}

function refusesCardNumbers(schema: z.ZodMiniType): boolean {
  let refuses = false;
  const look = ({ zodSchema: { _zod } }: { readonly zodSchema: z.core.$ZodType }) => {
    const checks = (_zod.def.checks ?? []) as readonly z.core.$ZodCheck<never>[];
    refuses ||= checks.some((check) => paramsOf(check)?.['code'] === CARD_NUMBER_NOT_ACCEPTED);
  };
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: look });
  return refuses;
}

function paramsOf({ _zod }: z.core.$ZodCheck<never>): Readonly<Record<string, unknown>> | undefined {
  return (_zod.def as { readonly params?: Readonly<Record<string, unknown>> }).params;
}
