import type middy from '@middy/core';
import { createError } from '@middy/util';
import { RESOURCE_SERVER } from '@tradepost/contracts/access/scopes';
import { PROBLEMS, type ProblemCode } from '@tradepost/contracts/problem';
import type { Problem } from '@tradepost/contracts/problem-details';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { codeOf, toError } from '../errors.ts';
import { ValidationError } from '../validation.ts';
import type { HttpContext, HttpEvent } from './event.ts';

/** Seconds that a caller should wait before it tries again. */
const RETRY_AFTER_SECONDS = 1;

/** Rejects a request before its handler runs: the problem's code, its facts, and the headers of this problem only. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly code: ProblemCode;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    facts: Readonly<Record<string, unknown>>,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(code);
    this.code = code;
    this.facts = facts;
    this.headers = headers;
  }
}

/** Takes a problem's code and facts; returns the problem details of RFC 9457. */
export function toProblem(
  code: ProblemCode,
  correlationId: string,
  facts: Readonly<Record<string, unknown>> = {},
): Problem {
  const { status, title } = PROBLEMS[code];
  return { ...facts, type: `urn:tradepost:problem:${code}`, title, status, code, correlationId };
}

/**
 * Turns any thrown value into a problem, which Middy's error handler sends. An unexpected error is logged in full; the
 * caller gets only `INTERNAL_ERROR` and the correlation id.
 */
export function problemDetails(): middy.MiddlewareObj<HttpEvent, APIGatewayProxyResult, Error, HttpContext> {
  return {
    onError: async (request) => {
      const error = toError(request.error);
      const { context } = request;
      const { code, facts, headers } = classify(error);
      const problem = toProblem(code, context.correlationId, facts);
      if (problem.status >= 500) context.requestLogger.error(code, error);
      context.answerFacts = { code };
      request.error = Object.assign(createError(problem.status, JSON.stringify(problem), { expose: true }), {
        headers: { ...problemHeaders(problem), ...headers },
      });
    },
  };
}

/** The response headers of a problem. */
export function problemHeaders({ code, status, ...facts }: Problem): Record<string, string> {
  const challenge = challengeOf(code, facts);
  return {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(challenge === undefined ? {} : { 'WWW-Authenticate': challenge }),
    ...(status === 503 ? { 'Retry-After': String(RETRY_AFTER_SECONDS) } : {}),
  };
}

/**
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 * @see https://www.rfc-editor.org/rfc/rfc9470#section-3
 */
function challengeOf(code: string, { scope, maxAgeSeconds }: Readonly<Record<string, unknown>>) {
  if (code === 'UNAUTHENTICATED') return 'Bearer';
  if (code === 'FORBIDDEN')
    return [
      'Bearer error="insufficient_scope"',
      ...(typeof scope === 'string' ? [`scope="${RESOURCE_SERVER}/${scope}"`] : []),
    ].join(', ');
  if (code === 'INSUFFICIENT_USER_AUTHENTICATION')
    return `Bearer error="insufficient_user_authentication", max_age="${String(maxAgeSeconds)}"`;
  return undefined;
}

type Classified = {
  readonly code: ProblemCode;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
};

function classify(error: Error): Classified {
  if (error instanceof HttpProblem) return error;
  if (error instanceof ValidationError) {
    return { code: error.code, facts: { errors: error.errors, errorCount: error.errorCount } };
  }
  const { statusCode } = error as { statusCode?: number };
  // Middy's JSON parser throws these two. The cause of its error quotes the body, which may contain a secret.
  if (statusCode === 415) return { code: 'UNSUPPORTED_MEDIA_TYPE', facts: {} };
  if (statusCode === 422) return { code: 'MALFORMED_JSON', facts: { detail: error.message } };
  if (codeOf(error) === 'TOO_MUCH_CONTENTION') return { code: 'TOO_MUCH_CONTENTION', facts: {} };
  return { code: 'INTERNAL_ERROR', facts: {} };
}
