import middy from '@middy/core';
import httpCors from '@middy/http-cors';
import httpErrorHandler from '@middy/http-error-handler';
import httpEventNormalizer from '@middy/http-event-normalizer';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import httpSecurityHeaders from '@middy/http-security-headers';
import {
  type RecordedBy,
  type RejectionsOf,
  type RouteContract,
  takesBody,
  takesRawBody,
} from '@tradepost/contracts/define-route';
import type { APIGatewayProxyResult, Context } from 'aws-lambda';
import type * as z from 'zod/mini';
import { baseMiddleware } from '../base-middleware.ts';
import { newCorrelationId } from '../log/correlation.ts';
import type { LogFacts } from '../log/log-facts.ts';
import { toSubject } from '../log/log-subject.ts';
import { createLogger, invocationKeys, type Logger } from '../log/logger.ts';
import { parse } from '../validation.ts';
import { checkAccess } from './access.ts';
import { bodyLimit } from './body-limit.ts';
import type { CallerOf } from './caller.ts';
import { onlyIdentity } from './content-encoding.ts';
import type { HttpContext, HttpEvent } from './event.ts';
import { allowedMethods, toOptions } from './method.ts';
import { pathParametersOf, queryParametersOf } from './parameters.ts';
import { type IfMatch, parseIdempotencyKey, parseIfMatch } from './preconditions.ts';
import { problemDetails } from './problem-details.ts';
import { type Reply, toResponse } from './response.ts';

/** A request, parsed by its route's contract. */
export type HttpRequest<Route extends RouteContract> = {
  readonly params: z.infer<Route['params']>;
  readonly query: z.infer<Route['query']>;
  readonly body: z.infer<Route['body']>;
  /** Headers by name in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The caller, whom the route's contract allows: the caller of a route for staff has its scope. */
  readonly caller: CallerOf<Route['access']>;
  /** Value of `Idempotency-Key`: 1 to 255 visible ASCII characters. */
  readonly idempotencyKey: string | undefined;
  /** The versions in `If-Match`; undefined if there is no such header. */
  readonly ifMatch: IfMatch | undefined;
  /** A new id for each request, independent of the caller's `X-Correlation-Id`. */
  readonly correlationId: string;
  /** IP address of the sender, as API Gateway received the request. */
  readonly sourceIp: string | undefined;
  readonly logger: Logger;
};

/**
 * Reply of a handler: the body with the version for its ETag, or a rejection with one of the codes of its route's contract. On a
 * route with `records`, the body comes with the proof that the act is in the audit log.
 */
export type HttpReply<Route extends RouteContract> =
  | (RecordedBy<Route> & {
      readonly body: z.infer<Route['success']['body']>;
      readonly version?: number;
      /** Path of the API for the header `Location`: `/v1/orders/ord_…`. The prefix of the stage is added to it. */
      readonly location?: string;
    })
  | { readonly rejection: { readonly code: RejectionsOf<Route>; readonly [fact: string]: unknown } };

/** The function that Lambda calls. Middy's own type would require callers to pass the fields that the middlewares add. */
export type HttpHandler = (event: HttpEvent, context: Context) => Promise<APIGatewayProxyResult>;

/**
 * The stack of every HTTP function. It parses the request by the contract, calls the handler, and responds with JSON or
 * `application/problem+json`.
 *
 * @param route the contract, which gives the types of the handler's input and output
 * @param handle takes the parsed request; an exception becomes a 500, a rejection the problem with its code
 * @returns the Lambda handler, for API Gateway's payload formats 1.0 and 2.0
 * @example
 * export const handler = http(getOrderRoute, (request) => getOrder(request, deps()));
 */
export function http<Route extends RouteContract>(
  route: Route,
  handle: (request: HttpRequest<Route>) => Promise<HttpReply<Route>>,
): HttpHandler {
  return middy<HttpEvent, APIGatewayProxyResult, Error, HttpContext>()
    .use(baseMiddleware())
    .use(correlate(route))
    .use(httpCors({ origins: ['*'], exposeHeaders: EXPOSED_HEADERS }))
    .use(httpSecurityHeaders())
    .use(httpErrorHandler({ logger: false }))
    .use(problemDetails())
    .use(allowedMethods(route))
    .use(checkAccess(route.access))
    .use(httpEventNormalizer())
    .use(httpHeaderNormalizer())
    .use(takesBody(route) ? [bodyLimit()] : [])
    .use(takesBody(route) && !takesRawBody(route) ? [onlyIdentity()] : [])
    .use(takesRawBody(route) ? rawBody() : jsonBody(route))
    .handler(async (event, context) => {
      const options = toOptions(route, event);
      if (options !== undefined) return options;
      const request = toRequest(route, event, context);
      const reply = await handle(request);
      context.answerFacts = factsOf(reply);
      return toResponse(route, event, context.correlationId, reply);
    }) as unknown as HttpHandler;
}

const EXPOSED_HEADERS = 'ETag, Location, X-Correlation-Id, Retry-After, WWW-Authenticate';

/**
 * Gives each request a correlation id and a logger, adds the id to the response, and logs one line per request. The id is
 * always a new one: a caller that could choose it could read or change the timeline of another customer's order. The
 * caller's own `X-Correlation-Id` is only in that log line, as `clientCorrelationId`, for searches.
 */
function correlate(
  route: RouteContract,
): middy.MiddlewareObj<HttpEvent, APIGatewayProxyResult, Error, HttpContext> {
  const answer = async ({
    event,
    context,
    response,
  }: middy.Request<HttpEvent, APIGatewayProxyResult, Error, HttpContext>) => {
    if (!response) return;
    response.headers = { ...response.headers, 'X-Correlation-Id': context.correlationId };
    const durationMs = Math.round(performance.now() - context.startedMs);
    const facts = {
      status: response.statusCode,
      durationMs,
      clientCorrelationId: clientCorrelationIdOf(event),
      ...context.answerFacts,
    };
    context.requestLogger.info('request answered', facts);
  };
  return {
    before: async ({ event, context }) => {
      // A REST API passes null if there are no headers.
      event.headers ??= {};
      context.correlationId = newCorrelationId();
      context.startedMs = performance.now();
      context.answerFacts = {};
      context.logKeys = {
        ...invocationKeys(context),
        correlationId: context.correlationId,
        route: `${route.method} ${route.path}`,
      };
      context.requestLogger = createLogger(context.logKeys);
    },
    after: answer,
    onError: answer,
  };
}

/** `log-facts.ts` withholds a value that is too long or has characters that are not allowed in ids. */
function clientCorrelationIdOf({ headers }: HttpEvent): string | undefined {
  const isSent = ([name]: [string, unknown]) => name.toLowerCase() === 'x-correlation-id';
  return Object.entries(headers).find(isSent)?.[1];
}

/** Parses a JSON body. A route without a body does not parse it: its contract rejects any body, whatever its format. */
function jsonBody(
  route: RouteContract,
): middy.MiddlewareObj<HttpEvent, APIGatewayProxyResult, Error, HttpContext> {
  const parser = httpJsonBodyParser() as unknown as middy.MiddlewareObj<
    HttpEvent,
    APIGatewayProxyResult,
    Error,
    HttpContext
  >;
  return {
    before: async (request) => {
      if (!request.event.body) delete (request.event as { body?: unknown }).body;
      else if (takesBody(route)) await parser.before?.(request);
    },
  };
}

/** Passes the body as bytes, of any media type. A signature is made of the bytes, which a string cannot always represent. */
function rawBody(): middy.MiddlewareObj<HttpEvent, APIGatewayProxyResult, Error, HttpContext> {
  return {
    before: async ({ event }) => {
      const { body, isBase64Encoded } = event;
      (event as { body?: unknown }).body = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
    },
  };
}

/** Log fields from the parsed parameters of the path: the first one is the subject. */
function subjectOf(params: unknown): LogFacts {
  const named = params as Readonly<Record<string, unknown>>;
  const [subject] = Object.values(named);
  const { sku } = named;
  return {
    ...(typeof subject === 'string' ? toSubject(subject) : {}),
    ...(typeof sku === 'string' ? { sku } : {}),
  };
}

function factsOf(reply: Reply): LogFacts {
  if ('rejection' in reply) return { code: reply.rejection.code };
  const { id } = Object(reply.body) as { readonly id?: unknown };
  return typeof id === 'string' ? toSubject(id) : {};
}

/** HTTP APIs put it under `http`, REST APIs under `identity`. */
function sourceIpOf({ requestContext }: HttpEvent): string | undefined {
  return 'http' in requestContext ? requestContext.http.sourceIp : requestContext.identity?.sourceIp;
}

function toRequest<Route extends RouteContract>(
  route: Route,
  event: HttpEvent,
  context: HttpContext,
): HttpRequest<Route> {
  const params = parse(route.params, pathParametersOf(event), '#/path');
  context.requestLogger = createLogger({ ...context.logKeys, ...subjectOf(params) });
  return {
    params,
    query: parse(route.query, queryParametersOf(route, event), '#/query'),
    body: parse(route.body, event.body),
    headers: event.headers,
    caller: context.caller,
    idempotencyKey: route.idempotencyKey ? parseIdempotencyKey(event.headers) : undefined,
    ifMatch: parseIfMatch(route, event.headers),
    correlationId: context.correlationId,
    sourceIp: sourceIpOf(event),
    logger: context.requestLogger,
  } as HttpRequest<Route>;
}
