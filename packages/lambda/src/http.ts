import middy from '@middy/core';
import httpCors from '@middy/http-cors';
import httpErrorHandler from '@middy/http-error-handler';
import httpEventNormalizer from '@middy/http-event-normalizer';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import httpSecurityHeaders from '@middy/http-security-headers';
import { type RouteContract, takesBody, takesRawBody } from '@tradepost/contracts/define-route';
import type { ProblemCode } from '@tradepost/contracts/problem';
import type { APIGatewayProxyResult, Context } from 'aws-lambda';
import type * as z from 'zod/mini';
import { newCorrelationId } from './correlation.ts';
import { everyStack } from './every-stack.ts';
import { checkAccess } from './http-access.ts';
import { bodyLimit } from './http-body-limit.ts';
import { onlyIdentity } from './http-content-encoding.ts';
import type { Caller, HttpContext, HttpEvent } from './http-event.ts';
import { allowedMethods, toOptions } from './http-method.ts';
import { pathParametersOf, queryParametersOf } from './http-parameters.ts';
import { type IfMatch, parseIdempotencyKey, parseIfMatch } from './http-preconditions.ts';
import { problemDetails } from './http-problem-details.ts';
import { toResponse } from './http-response.ts';
import type { LogFacts } from './log-facts.ts';
import { toSubject } from './log-subject.ts';
import { createLogger, invocationKeys, type Logger } from './logger.ts';
import { parse } from './validation.ts';

/** A request, parsed by its route's contract. */
export type HttpRequest<Route extends RouteContract> = {
  readonly params: z.infer<Route['params']>;
  readonly query: z.infer<Route['query']>;
  readonly body: z.infer<Route['body']>;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Allowed by the route's contract: a route for staff has a caller with its scope. */
  readonly caller: Caller;
  /** Of the header of that name: 1 to 255 printable characters. */
  readonly idempotencyKey: string | undefined;
  /** The versions that `If-Match` names; undefined if there is no such header. */
  readonly ifMatch: IfMatch | undefined;
  /** A new one for each request, whatever the caller sent. */
  readonly correlationId: string;
  readonly logger: Logger;
};

/** Reply of a handler: the body with the version for its ETag, or a rejection by its code. */
export type HttpReply<Route extends RouteContract> =
  | {
      readonly body: z.infer<Route['success']['body']>;
      readonly version?: number;
      /** Path of the API for the header `Location`: `/v1/orders/ord_…`. A prefix of the stage is added to it. */
      readonly location?: string;
    }
  | { readonly rejection: { readonly code: ProblemCode; readonly [fact: string]: unknown } };

/** What Lambda calls. Middy’s own type would ask the caller for what the middlewares add. */
export type HttpHandler = (event: HttpEvent, context: Context) => Promise<APIGatewayProxyResult>;

/**
 * The stack of every HTTP function: it parses by the contract, calls the handler, and answers with JSON or with
 * `application/problem+json`.
 *
 * @param route the contract: the handler's input and output follow from it
 * @param handle takes the parsed request; its exceptions are faults (500), its rejections are refusals
 * @returns the Lambda handler, for API Gateway's payload formats 1.0 and 2.0
 * @example
 * export const handler = http(getOrderRoute, (request) => getOrder(request, deps()));
 */
export function http<Route extends RouteContract>(
  route: Route,
  handle: (request: HttpRequest<Route>) => Promise<HttpReply<Route>>,
): HttpHandler {
  return middy<HttpEvent, APIGatewayProxyResult, Error, HttpContext>()
    .use(everyStack())
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
 * Gives each request a correlation id and a logger, the response the id, and the log one line per request. The id is
 * always a new one: a caller that could choose it could read or write the timeline of somebody else's order. The value of
 * the caller's own `X-Correlation-Id` is in that one line as `clientCorrelationId`, where it can be searched for.
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
      // A REST API says null where there are none.
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

/** `log-facts.ts` withholds a value that is too long, or has characters that no id has. */
function clientCorrelationIdOf({ headers }: HttpEvent): string | undefined {
  const isSent = ([name]: [string, unknown]) => name.toLowerCase() === 'x-correlation-id';
  return Object.entries(headers).find(isSent)?.[1];
}

/** A body is JSON, or there is none. A route without a body refuses any, whatever its form. */
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

/** The body as bytes, of any media type. A signature is of the bytes, which a string cannot always hold. */
function rawBody(): middy.MiddlewareObj<HttpEvent, APIGatewayProxyResult, Error, HttpContext> {
  return {
    before: async ({ event }) => {
      const { body, isBase64Encoded } = event;
      (event as { body?: unknown }).body = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
    },
  };
}

/** Log fields of what the path names, in the form that the contract gives it. */
function subjectOf(params: unknown): LogFacts {
  const named = params as Readonly<Record<string, unknown>>;
  const [subject] = Object.values(named);
  const { sku } = named;
  return {
    ...(typeof subject === 'string' ? toSubject(subject) : {}),
    ...(typeof sku === 'string' ? { sku } : {}),
  };
}

function factsOf(reply: HttpReply<RouteContract>): LogFacts {
  if ('rejection' in reply) return { code: reply.rejection.code };
  const { id } = Object(reply.body) as { readonly id?: unknown };
  return typeof id === 'string' ? toSubject(id) : {};
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
    ifMatch: parseIfMatch(route.ifMatch, event.headers),
    correlationId: context.correlationId,
    logger: context.requestLogger,
  } as HttpRequest<Route>;
}
