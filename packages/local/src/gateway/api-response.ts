import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Route } from '@tradepost/compiled-service/templates/routes';
import type { InvocationResult } from '../invocation.ts';
import { HOP_BY_HOP } from './forward.ts';

/** HTTP response of an API. */
export type ApiResponse = {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
};

type ResponseRoute = Pick<Route, 'kind'>;

/** Fields of a function's result that API Gateway reads. */
type ProxyResult = {
  readonly statusCode?: unknown;
  readonly headers?: unknown;
  readonly multiValueHeaders?: unknown;
  readonly cookies?: unknown;
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
};

/**
 * Converts a function's result to the response that API Gateway sends. A function that failed, and a result that is not a
 * proxy response, get the error of the API: its details are in the function's log only.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response
 */
export function toApiResponse(route: ResponseRoute, result: InvocationResult): ApiResponse {
  if (!result.ok) return functionFailed(route);
  const { payload } = result;
  if (route.kind === 'http' && !isProxyResult(payload)) return inferred(payload);
  return (isProxyResult(payload) ? toResponse(route, payload) : undefined) ?? functionFailed(route);
}

/** Response for a function that has not ended within the time of the integration. */
export function integrationTimedOut({ kind }: ResponseRoute): ApiResponse {
  return kind === 'http' ? message(503, 'Service Unavailable') : message(504, 'Endpoint request timed out');
}

/**
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html 500 of an HTTP API
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/handle-errors-in-lambda-integration.html 502 of a REST API
 */
function functionFailed({ kind }: ResponseRoute): ApiResponse {
  return kind === 'http' ? message(500, 'Internal Server Error') : message(502, 'Internal server error');
}

function message(status: number, text: string): ApiResponse {
  const body = Buffer.from(JSON.stringify({ message: text }));
  return { status, headers: [['content-type', 'application/json']], body };
}

/** An HTTP API takes a result without a status code, of any type, as the content of a successful response. */
function inferred(payload: unknown): ApiResponse {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload ?? null);
  return { status: 200, headers: [['content-type', 'application/json']], body: Buffer.from(text) };
}

function isProxyResult(payload: unknown): payload is ProxyResult {
  return typeof payload === 'object' && payload !== null && 'statusCode' in payload;
}

/** Returns undefined for a malformed proxy response. */
function toResponse({ kind }: ResponseRoute, result: ProxyResult): ApiResponse | undefined {
  const { body = null, isBase64Encoded } = result;
  const status = Number(result.statusCode);
  const headers = headersOf(kind, result);
  if (!Number.isInteger(status) || status < 200 || status > 599 || headers === undefined) return undefined;
  if (body !== null && typeof body !== 'string') return undefined;
  // A REST API without binary media types passes the base64 text on.
  const bytes = Buffer.from(body ?? '', kind === 'http' && isBase64Encoded === true ? 'base64' : 'utf8');
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const type = kind === 'http' ? 'text/plain;charset=UTF-8' : 'application/json';
  if (hasType || bytes.length === 0) return { status, headers, body: bytes };
  return { status, headers: [...headers, ['content-type', type]], body: bytes };
}

/** Returns undefined if a name or value cannot be sent. `content-length` and headers of the connection are dropped. */
function headersOf(
  kind: Route['kind'],
  { headers, multiValueHeaders, cookies }: ProxyResult,
): ApiResponse['headers'] | undefined {
  const several = kind === 'rest' ? Object.entries(multiValueHeaders ?? {}) : [];
  const repeated = several.flatMap(([name, values]) =>
    (Array.isArray(values) ? values : [values]).map((value) => [name, String(value)] as const),
  );
  const single = Object.entries(headers ?? {})
    .map(([name, value]) => [name, String(value)] as const)
    .filter(([name, value]) => !repeated.some((each) => each[0] === name && each[1] === value));
  const setCookies =
    kind === 'http' && Array.isArray(cookies)
      ? cookies.map((cookie) => ['set-cookie', String(cookie)] as const)
      : [];
  const all = [...single, ...repeated, ...setCookies].filter(([name]) => !isDropped(name.toLowerCase()));
  try {
    for (const [name, value] of all) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    return all;
  } catch {
    return undefined;
  }
}

function isDropped(name: string): boolean {
  return name === 'content-length' || HOP_BY_HOP.has(name);
}
