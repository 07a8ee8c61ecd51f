import { takesToken } from '@tradepost/contracts/define-route';
import { toHttpPath } from '@tradepost/local/gateway/path-encoding';
import { refuseHost } from '@tradepost/local/gateway/request-origin';
import { accessOf } from '@tradepost/reference/access/access-matrix';
import type { OpenApiDocument } from '@tradepost/reference/openapi/to-openapi';
import { createAnswerCheck } from '../reference/declared-answer.ts';
import { MAX_GATEWAY_BYTES } from './arbitrary-body.ts';
import { createBreachCheck, pathOf } from './breach.ts';
import type { Operation } from './operations.ts';
import { type FuzzAnswer, type FuzzRequest, hasToken } from './request.ts';

/** Limit of API Gateway for the request line and the values of headers together. */
const MAX_HEAD_BYTES = 10_240;
/** Bound of the method and of the headers added by sending: Host, Connection, Content-Length, Authorization. */
const MAX_ADDED_BYTES = 3_000;
const CORRELATION_ID = /^cor_[0-9A-HJKMNP-TV-Z]{26}$/;

/** Texts that reveal internals: places in code, exceptions, tables, libraries. */
const INSIDES = [
  /^[ \t]*at .+:\d+/m,
  /\bat (Object|async|new|process|Module|file)\b/,
  /node_modules|\/(work|src|home|root|var|tmp)\/|\.(ts|mjs|cjs|js):\d/,
  /\b(Type|Syntax|Range|Reference|URI|Zod|Validation|Assertion)(Error|Exception)\b/,
  /tradepost-(dev|prod|test)-|ConditionalCheck|Dynamo|dynoxide|fauxqs|\b(middy|zod|hapi)\b|serverless|\[native code\]/i,
  /Unexpected (token|end|non-whitespace)|Cannot read prop|is not a function|stack ?trace/i,
];

/** Operations whose answers may contain internals: those for operators, and links to the bucket of exports. */
const MAY_TELL: ReadonlySet<string> = new Set([
  ...['getOrderTimeline', 'listDeadLetters', 'getDeadLetter'],
  ...['getExportLink', 'getMyExportLink'],
]);

/**
 * Creates a function that compares an answer with the document and with the rules for all answers, and returns its faults.
 */
export function createJudge(document: OpenApiDocument, operations: readonly Operation[]) {
  const undeclaredIn = createAnswerCheck(document);
  const breachOf = createBreachCheck();

  return (sent: FuzzRequest, answer: FuzzAnswer): readonly string[] => {
    const request = asItsApiReads(sent);
    const operation = findOperation(operations, request);
    const mayTell = answer.status < 400 && MAY_TELL.has(operation?.id ?? '');
    const faults = [
      ...(mayTell ? [] : insidesIn(answer)),
      ...(answer.status >= 500 ? [`the status ${answer.status}`] : []),
    ];
    const body = parse(answer.text);
    if (body === NOT_JSON) return [...faults, 'the body is not JSON'];
    if (isGateways(body)) return [...faults, ...faultsOfGateway(sent, answer, operation)];
    const expected = operation === undefined ? undefined : rejectionOf(sent, operation);
    if (expected !== undefined) return [...faults, ...faultsOfAccess(expected, answer, body)];
    if (operation === undefined && answer.status === 405) {
      const allow = answer.headers.get('Allow');
      return [...faults, ...(allow === null ? ['a 405 without Allow'] : []), ...faultsOfErrors(body)];
    }
    if (operation === undefined) return [...faults, 'no operation has this path, but something answers'];
    if (isWithoutKey(answer)) return faults;
    const breach = breachOf(operation, request);
    const accepted = breach !== undefined && answer.status < 400 ? [`it was accepted, though ${breach}`] : [];
    return [
      ...faults,
      ...accepted,
      ...undeclaredIn(operation.path, operation.method, { ...answer, body }),
      ...faultsOfCorrelationId(request, answer, body),
      ...faultsOfErrors(body),
    ];
  };
}

const NOT_JSON = Symbol('not JSON');

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return NOT_JSON;
  }
}

function insidesIn({ text }: FuzzAnswer): readonly string[] {
  return INSIDES.flatMap((inside) => inside.exec(text)?.[0] ?? []).map(
    (found) => `it reveals internals: ${found}`,
  );
}

/** Paths of the catalogue's REST API, which passes paths on as they were sent. */
const REST_PATH =
  /^\/v1\/(?:admin\/(?:products|api-keys)|categories|feed\/products|products|variants)(?:\/|$)/;

/** Returns the request with its path as the API passes it on: see `path-encoding.ts`. */
function asItsApiReads(request: FuzzRequest): FuzzRequest {
  const path = pathOf(request.target);
  const read = REST_PATH.test(path) ? path : (toHttpPath(path) ?? path);
  return { ...request, target: `${read}${request.target.slice(path.length)}` };
}

/** Finds the operation that a request invokes, which may differ from the one it was generated for. */
function findOperation(
  operations: readonly Operation[],
  { method, target }: FuzzRequest,
): Operation | undefined {
  const segments = pathOf(target).replace(/\/$/, '').split('/');
  const fits = (path: string) => {
    const parts = path.split('/');
    return (
      parts.length === segments.length &&
      parts.every((part, index) => (part.startsWith('{') ? segments[index] !== '' : part === segments[index]))
    );
  };
  const found = operations.filter((each) => each.method === method && fits(each.path));
  // Paths without variables take precedence.
  return found.toSorted((one, other) => one.path.split('{').length - other.path.split('{').length)[0];
}

/** Returns true if a REST API itself rejected the API key. Such a response has no correlation id. */
function isWithoutKey({ status, text }: FuzzAnswer): boolean {
  return status === 403 && text.includes('"code":"INVALID_API_KEY"');
}

/** Codes of the problems with which access is rejected, by their status. */
const ACCESS_CODES: Readonly<Record<401 | 403, string>> = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN' };
/** Bodies of an HTTP API, which has no problems of its own. */
const HTTP_API_BODIES: Readonly<Record<401 | 403, string>> = {
  401: '{"message":"Unauthorized"}',
  403: '{"message":"Forbidden"}',
};

/**
 * Returns the status with which the access rule rejects a request; undefined if the caller has access, or if the function decides
 * by a signature or an order token.
 */
function rejectionOf(request: FuzzRequest, { access }: Operation): 401 | 403 | undefined {
  if (!takesToken({ access })) return undefined;
  const { caller } = request;
  if (caller === undefined || !hasToken(request)) return 401;
  if (caller === 'staff') return access.kind === 'staff' ? undefined : 401;
  const decided = accessOf(access, caller);
  if (decided === 'unauthenticated') return 401;
  return decided === 'forbidden' ? 403 : undefined;
}

/** Returns the faults of an answer to a request without access: that of the access rule, whatever else is wrong. */
function faultsOfAccess(expected: 401 | 403, { status, text }: FuzzAnswer, body: unknown): readonly string[] {
  const { code } = Object(body) as { readonly code?: unknown };
  return status === expected && (code === ACCESS_CODES[expected] || text === HTTP_API_BODIES[expected])
    ? []
    : [`it is answered ${status} and not ${expected}, though the caller has no access`];
}

/** Returns whether the gateway itself answered. */
function isGateways(body: unknown): boolean {
  return (body as { type?: unknown } | undefined)?.type === 'about:blank';
}

/** Returns the faults of an answer of the gateway itself, such as the lack of a reason. */
function faultsOfGateway(
  { target, headers, body }: FuzzRequest,
  { status, headers: answered }: FuzzAnswer,
  operation: Operation | undefined,
): readonly string[] {
  const headBytes = target.length + headers.reduce((sum, [, value]) => sum + value.length, 0);
  const reasons: Readonly<Record<number, boolean>> = {
    400: /[^\x21-\x7e]|^[^?]*#/.test(target) || !isWellFormed(pathOf(target)) || isUnreadable(pathOf(target)),
    404: operation === undefined,
    413: body !== undefined && body.length > MAX_GATEWAY_BYTES,
    421: headers.some(([name, host]) => name.toLowerCase() === 'host' && refuseHost({ host }) !== undefined),
    // The usage plan of an API key allows a few requests per second.
    429: operation?.parameters.some(({ name }) => name === 'X-Api-Key') === true,
    431: headBytes + MAX_ADDED_BYTES > MAX_HEAD_BYTES,
  };
  const type = answered.get('Content-Type');
  return [
    ...(reasons[status] ? [] : [`the gateway answers ${status} for no reason`]),
    ...(type === 'application/problem+json' ? [] : [`the media type ${type}`]),
  ];
}

function isUnreadable(path: string): boolean {
  return !REST_PATH.test(path) && toHttpPath(path) === undefined;
}

function isWellFormed(path: string): boolean {
  try {
    const segments = path.split('/').map(decodeURIComponent);
    return !segments.some((segment) => segment === '.' || segment === '..');
  } catch {
    return false;
  }
}

function faultsOfCorrelationId(
  { headers }: FuzzRequest,
  answer: FuzzAnswer,
  body: unknown,
): readonly string[] {
  const got = answer.headers.get('X-Correlation-Id') ?? '';
  const inBody = (body as { correlationId?: unknown } | undefined)?.correlationId ?? got;
  const isNew =
    CORRELATION_ID.test(got) &&
    !headers.some(([name, value]) => name === 'X-Correlation-Id' && value === got);
  return [
    ...(isNew ? [] : [`X-Correlation-Id: ${got}`]),
    ...(answer.status < 400 || inBody === got ? [] : [`the body's correlationId: ${String(inBody)}`]),
  ];
}

const EMPTY_MESSAGE = /^(|Invalid (input|value|key in record|element in \w+))$/;

/** Returns the errors of a validation that do not name a field and a rule. */
function faultsOfErrors(body: unknown): readonly string[] {
  const { code, errors } = (body ?? {}) as {
    code?: string;
    errors?: readonly { pointer: string; detail: string }[];
  };
  if (code !== 'VALIDATION_FAILED') return [];
  if (errors === undefined || errors.length === 0) return ['it names no field'];
  const unclear = errors.filter(
    ({ pointer, detail }) => !pointer.startsWith('#') || EMPTY_MESSAGE.test(detail),
  );
  return unclear.map((each) => `it does not name field and rule: ${JSON.stringify(each)}`);
}
