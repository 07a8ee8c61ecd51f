import type middy from '@middy/core';
import type { Access, StepUp } from '@tradepost/contracts/define-route';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { ANONYMOUS, type Caller, toCustomer, toStaff } from './caller.ts';
import type { HttpContext, HttpEvent } from './event.ts';
import { methodOf } from './method.ts';
import { HttpProblem } from './problem-details.ts';

/**
 * Rejects a request unless the contract of its route allows the caller. The gateway's authorizer has verified the token; this
 * check repeats issuer, kind, scope and caller, so that a route without an authorizer is closed. It runs before the path and
 * the body are read, so that a caller without access gets no information about them.
 *
 * @param access the rule of the route's contract
 * @param nowMs  the clock, in milliseconds since 1970
 */
export function checkAccess(
  access: Access,
  nowMs: () => number = Date.now,
): middy.MiddlewareObj<HttpEvent, APIGatewayProxyResult, Error, HttpContext> {
  return {
    before: async ({ event, context }) => {
      // A browser's preflight has no token. `toOptions` answers it; the handler is not called.
      context.caller = methodOf(event) === 'OPTIONS' ? ANONYMOUS : toAllowedCaller(access, event, nowMs());
    },
  };
}

/**
 * @throws HttpProblem UNAUTHENTICATED without a token of the route's pool; FORBIDDEN if the token lacks the scope, or is a
 *   machine's on a route for people; INSUFFICIENT_USER_AUTHENTICATION if the person signed in too long ago
 */
function toAllowedCaller(access: Access, event: HttpEvent, nowMs: number): Caller {
  switch (access.kind) {
    case 'public':
    case 'signed':
      return ANONYMOUS;
    case 'orderToken':
      return { kind: 'guest', id: 'guest', orderToken: tokenIn(event, 'x-order-token', ORDER_TOKEN) };
    case 'cartToken':
      return { kind: 'guest', id: 'guest', cartToken: tokenIn(event, 'x-cart-token', CART_TOKEN) };
    case 'customer': {
      const claims = claimsOf(event);
      const caller = claims && toCustomer(claims);
      if (caller === undefined) throw new HttpProblem('UNAUTHENTICATED', {});
      requireRecent(caller, access.stepUp, nowMs);
      return caller;
    }
    case 'staff': {
      const claims = claimsOf(event);
      const caller = claims && toStaff(claims);
      if (caller === undefined) throw new HttpProblem('UNAUTHENTICATED', {});
      if (!caller.can(access.scope)) throw new HttpProblem('FORBIDDEN', { scope: access.scope });
      if (caller.kind === 'machine' && !access.machines) {
        throw new HttpProblem('FORBIDDEN', { detail: 'machines cannot call this route' });
      }
      requireRecent(caller, access.stepUp, nowMs);
      return caller;
    }
    default:
      return access satisfies never;
  }
}

/**
 * Returns true if a person signed in at most so many seconds ago. A machine has no sign-in, and always passes. A handler calls it
 * where the need for a recent sign-in depends on the resource; otherwise the route's contract has `stepUp`.
 *
 * @param nowMs the clock, in milliseconds since 1970
 *
 * @see https://www.rfc-editor.org/rfc/rfc9470
 */
export function isRecent(caller: Caller, { maxAgeSeconds }: StepUp, nowMs: number): boolean {
  return !('authenticatedMs' in caller) || nowMs - caller.authenticatedMs <= maxAgeSeconds * 1_000;
}

function requireRecent(caller: Caller, stepUp: StepUp | undefined, nowMs: number): void {
  if (stepUp === undefined || isRecent(caller, stepUp, nowMs)) return;
  throw new HttpProblem('INSUFFICIENT_USER_AUTHENTICATION', stepUp);
}

const ORDER_TOKEN = /^ot1\.[A-Za-z0-9_-]{1,16}\.[A-Za-z0-9_-]{43}$/;

const CART_TOKEN = /^ct1\.[A-Za-z0-9_-]{1,16}\.[A-Za-z0-9_-]{43}$/;

/** @throws HttpProblem UNAUTHENTICATED without a well-formed token. The handler verifies it. */
function tokenIn({ headers }: HttpEvent, header: string, form: RegExp): string {
  const [, token] = Object.entries(headers).find(([name]) => name.toLowerCase() === header) ?? [];
  if (token === undefined || !form.test(token)) throw new HttpProblem('UNAUTHENTICATED', {});
  return token;
}

/** Returns the claims of the access token that the gateway's authorizer verified; undefined without a token. */
function claimsOf({ requestContext }: HttpEvent): Readonly<Record<string, unknown>> | undefined {
  // HTTP APIs put a JWT's claims under `jwt`, REST APIs beside it.
  const { authorizer } = requestContext as {
    authorizer?: { jwt?: { claims?: Record<string, unknown> }; claims?: Record<string, unknown> } | null;
  };
  return authorizer?.jwt?.claims ?? authorizer?.claims;
}
