import type { Caller, HttpEvent } from './event.ts';

/**
 * Identifies the caller of a request by the claims of its access token, which the gateway verified.
 *
 * A request without a token has no caller: the handler's stack answers 401. The environment variable `OPEN_ACCESS` gives
 * such a request an anonymous caller with every scope. The local cloud and the test harnesses set it when they
 * emulate the gateway. `pnpm check config` rejects a template that sets it, and no other code reads it.
 *
 * @returns undefined without a token, or if the token has neither a subject nor a client id
 */
export function toCaller(event: HttpEvent): Caller | undefined {
  const claims = claimsOf(event.requestContext);
  if (claims === undefined) return process.env['OPEN_ACCESS'] === 'true' ? ANYONE : undefined;
  const id = claims['sub'] ?? claims['client_id'];
  if (typeof id !== 'string' || id === '') return undefined;
  const { scope } = claims;
  const scopes = new Set(typeof scope === 'string' ? scope.split(' ') : []);
  return { id, can: (each) => scopes.has(each) };
}

/** The caller of a public or signed route without a token. */
export const ANONYMOUS: Caller = { id: 'anonymous', can: () => false };

const ANYONE: Caller = { id: 'anonymous', can: () => true };

/** HTTP APIs put a JWT's claims under `jwt`, REST APIs beside it. */
function claimsOf(requestContext: HttpEvent['requestContext']): Record<string, unknown> | undefined {
  const { authorizer } = requestContext as {
    authorizer?: { jwt?: { claims?: Record<string, unknown> }; claims?: Record<string, unknown> } | null;
  };
  return authorizer?.jwt?.claims ?? authorizer?.claims;
}
