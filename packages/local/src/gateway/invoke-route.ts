import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import pLimit, { type LimitFunction } from 'p-limit';
import type { InvokeFunction } from '../invocation.ts';
import { withinTime } from '../timing/within-time.ts';
import { type ApiRequest, type ApiStage, type AuthorizerContext, toApiEvent } from './api-event.ts';
import { integrationTimedOut, toApiResponse } from './api-response.ts';
import { HOP_BY_HOP } from './forward.ts';
import type { Located } from './locate-route.ts';
import { type AnsweredRequest, sendResponse } from './send-response.ts';

/** Maximum number of concurrent requests to one service. Further requests wait. */
const MAX_REQUESTS_PER_SERVICE = 128;
/**
 * Maximum time of an integration. A function continues to run after that.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
const TIMEOUT_MS = { http: 30_000, rest: 29_000 } as const;

/** A request with a route that it may call, and its content. */
export type RoutedRequest = AnsweredRequest & {
  readonly path: string;
  readonly query: string;
  readonly body: Buffer;
  /** Result of the route's authorizer; undefined for a route without one. */
  readonly authorizer: AuthorizerContext | undefined;
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
      withinTime(
        invoke(route.functionName, toApiEvent(request, located, stage, routed.authorizer)),
        TIMEOUT_MS[route.kind],
      ),
    );
    const answer = result === undefined ? integrationTimedOut(route) : toApiResponse(route, result);
    sendResponse(response, routed, route.kind, answer);
  };
}

/** Adds the headers that API Gateway adds, and removes those of the connection. */
function toApiRequest({ id, request, method, path, query, body }: RoutedRequest): ApiRequest {
  const { rawHeaders, socket, headers } = request;
  const sourceIp = socket.remoteAddress ?? '127.0.0.1';
  const before = headers['x-forwarded-for'];
  const receivedMs = Date.now();
  const sent = rawHeaders
    .flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : []))
    .filter(([name]) => !isReplaced(name.toLowerCase(), body));
  return {
    id,
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
