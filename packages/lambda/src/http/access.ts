import type middy from '@middy/core';
import type { Access } from '@tradepost/contracts/define-route';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { ANONYMOUS, toCaller } from './caller.ts';
import type { Caller, HttpContext, HttpEvent } from './event.ts';
import { methodOf } from './method.ts';
import { HttpProblem } from './problem-details.ts';

/**
 * Rejects a request unless the contract of its route allows the caller. It runs before the path and the body are read, so
 * that a caller without access gets no information about them.
 */
export function checkAccess(
  access: Access,
): middy.MiddlewareObj<HttpEvent, APIGatewayProxyResult, Error, HttpContext> {
  return {
    before: async ({ event, context }) => {
      // A browser's preflight has no token. `toOptions` answers it; the handler is not called.
      context.caller = methodOf(event) === 'OPTIONS' ? ANONYMOUS : toAllowedCaller(access, toCaller(event));
    },
  };
}

/**
 * @throws HttpProblem UNAUTHENTICATED if the route needs a token and there is none; FORBIDDEN, with the scope, if the token
 *   lacks that scope
 */
function toAllowedCaller(access: Access, caller: Caller | undefined): Caller {
  switch (access.kind) {
    case 'public':
    case 'signed':
      return caller ?? ANONYMOUS;
    case 'staff':
      if (caller === undefined) throw new HttpProblem('UNAUTHENTICATED', {});
      if (!caller.can(access.scope)) throw new HttpProblem('FORBIDDEN', { scope: access.scope });
      return caller;
    default:
      return access satisfies never;
  }
}
