import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Cors } from '@tradepost/compiled-service/templates/http-apis';
import pLimit, { type LimitFunction } from 'p-limit';
import type { InvokeFunction } from '../invocation.ts';
import { withinTime } from '../timing/within-time.ts';
import { type ApiRequest, type ApiStage, toApiEvent } from './api-event.ts';
import { type ApiResponse, integrationTimedOut, toApiResponse } from './api-response.ts';
import { corsHeaders } from './cors.ts';
import { HOP_BY_HOP } from './forward.ts';
import type { Located } from './locate-route.ts';

/** Maximum number of concurrent requests to one service. Further requests wait. */
const MAX_REQUESTS_PER_SERVICE = 128;
/**
 * Maximum time of an integration. A function continues to run after that.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
const TIMEOUT_MS = { http: 30_000, rest: 29_000 } as const;

/** A request with a route, and its content. */
export type RoutedRequest = {
  readonly request: IncomingMessage;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: Buffer;
  /** CORS configuration of the route's API. */
  readonly cors: Cors | undefined;
};

/** Creates the function that answers a request with the result of its route's function, as API Gateway does. */
export function createInvokeRoute(
  invoke: InvokeFunction,
  stage: ApiStage,
): (located: Located, routed: RoutedRequest, response: ServerResponse) => Promise<void> {
  const limits = new Map<string, LimitFunction>();
  const limitOf = (service: string): LimitFunction => {
    const limit = limits.get(service) ?? pLimit(MAX_REQUESTS_PER_SERVICE);
    limits.set(service, limit);
    return limit;
  };
  return async (located, routed, response) => {
    const { route } = located;
    const request = toApiRequest(routed);
    const result = await limitOf(route.service)(() =>
      withinTime(invoke(route.functionName, toApiEvent(request, located, stage)), TIMEOUT_MS[route.kind]),
    );
    const answer = result === undefined ? integrationTimedOut(route) : toApiResponse(route, result);
    send(response, routed, [...answer.headers, [REQUEST_ID[route.kind], request.id]], answer);
  };
}

/** Header in which an API returns the id of the request. */
const REQUEST_ID = { http: 'apigw-requestid', rest: 'x-amzn-requestid' } as const;

function send(
  response: ServerResponse,
  { method, cors, request }: RoutedRequest,
  headers: ApiResponse['headers'],
  { status, body }: ApiResponse,
): void {
  const sent = cors === undefined ? headers : headers.filter(([name]) => !/^access-control-/i.test(name));
  for (const [name, value] of sent) response.appendHeader(name, value);
  for (const [name, value] of Object.entries(cors === undefined ? {} : corsHeaders(cors, request.headers)))
    response.setHeader(name, value);
  if (status !== 204 && status !== 304) response.setHeader('content-length', body.length);
  response.writeHead(status);
  response.end(method === 'HEAD' ? undefined : body);
}

/** Adds the headers that API Gateway adds, and removes those of the connection. */
function toApiRequest({ request, method, path, query, body }: RoutedRequest): ApiRequest {
  const { rawHeaders, socket, headers } = request;
  const sourceIp = socket.remoteAddress ?? '127.0.0.1';
  const before = headers['x-forwarded-for'];
  const receivedMs = Date.now();
  const sent = rawHeaders
    .flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : []))
    .filter(([name]) => !isReplaced(name.toLowerCase(), body));
  return {
    id: randomUUID(),
    method,
    path,
    query,
    headers: [
      ...sent,
      ['X-Amzn-Trace-Id', headers['x-amzn-trace-id']?.toString() ?? newTraceId(receivedMs)],
      ['X-Forwarded-For', before === undefined ? sourceIp : `${String(before)}, ${sourceIp}`],
      ['X-Forwarded-Port', String(socket.localPort ?? '')],
      ['X-Forwarded-Proto', 'http'],
    ],
    body,
    sourceIp,
    receivedMs,
  };
}

const ADDED = new Set(['x-amzn-trace-id', 'x-forwarded-for', 'x-forwarded-port', 'x-forwarded-proto']);

function isReplaced(name: string, body: Buffer): boolean {
  return HOP_BY_HOP.has(name) || ADDED.has(name) || (name === 'content-length' && body.length === 0);
}

/** @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids */
function newTraceId(ms: number): string {
  return `Root=1-${Math.floor(ms / 1_000).toString(16)}-${randomBytes(12).toString('hex')}`;
}
