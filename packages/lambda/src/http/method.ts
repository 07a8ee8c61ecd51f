import type middy from '@middy/core';
import type { RouteContract } from '@tradepost/contracts/define-route';
import type { APIGatewayProxyResult } from 'aws-lambda';
import type { HttpContext, HttpEvent } from './event.ts';
import { HttpProblem } from './problem-details.ts';

/**
 * Rejects a method that the route does not have with 405 and `Allow`, before the path and the body are read. `HEAD` is a
 * `GET` whose body API Gateway leaves out. `OPTIONS` is allowed: see `toOptions`.
 *
 * The routes for these methods come from `http-methods.cjs` of `packages/serverless-config`.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-405-method-not-allowed
 */
export function allowedMethods(
  route: RouteContract,
): middy.MiddlewareObj<HttpEvent, APIGatewayProxyResult, Error, HttpContext> {
  return {
    before: async ({ event }) => {
      const method = methodOf(event);
      const isAllowed = method === route.method || (method === 'HEAD' && route.method === 'GET');
      if (isAllowed || method === 'OPTIONS') return;
      throw new HttpProblem(
        'METHOD_NOT_ALLOWED',
        { allow: allowOf(route).split(', ') },
        { Allow: allowOf(route) },
      );
    },
  };
}

/**
 * The response to `OPTIONS`; undefined for any other method. API Gateway answers a browser's preflight itself, or adds the
 * CORS headers to this response.
 */
export function toOptions(route: RouteContract, event: HttpEvent): APIGatewayProxyResult | undefined {
  if (methodOf(event) !== 'OPTIONS') return undefined;
  return { statusCode: 204, headers: { Allow: allowOf(route), 'Cache-Control': 'no-store' }, body: '' };
}

/** The method of a request, in either payload format. */
export function methodOf(event: HttpEvent): string {
  return 'httpMethod' in event ? event.httpMethod : event.requestContext.http.method;
}

/** The methods of all routes of the path come from the environment; the contract has only its own. */
function allowOf({ method }: RouteContract): string {
  return process.env['ALLOWED_METHODS'] ?? (method === 'GET' ? 'GET, HEAD' : method);
}
