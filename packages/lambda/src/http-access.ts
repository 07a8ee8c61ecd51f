import type middy from '@middy/core';
import type { Access } from '@tradepost/contracts/define-route';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { ANONYMOUS, toCaller } from './http-caller.ts';
import type { Caller, HttpContext, HttpEvent } from './http-event.ts';
import { HttpProblem } from './http-problem-details.ts';

/**
 * Lets a request pass only where its route's contract allows the caller. It runs before the path and the body are read,
 * so that a caller without access learns nothing about them.
 */
export function checkAccess(
  access: Access,
): middy.MiddlewareObj<HttpEvent, APIGatewayProxyResult, Error, HttpContext> {
  return {
    before: async ({ event, context }) => {
      context.caller = toAllowedCaller(access, toCaller(event));
    },
  };
}

/**
 * @throws HttpProblem UNAUTHENTICATED where a token is needed and there is none; FORBIDDEN, naming the scope, where the
 *   token does not have it
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
