import type { HttpEvent } from './http-event.ts';

/** Who calls, as the gateway's authorizer found. */
export type Caller = {
  readonly id: string;
  /** Whether the caller was granted a scope. */
  readonly can: (scope: string) => boolean;
};

/**
 * Takes a request; returns its caller by the claims of its token. Where the gateway asks for no token there are
 * no claims: the caller is anonymous, and may do all that the routes offer.
 */
export function toCaller(event: HttpEvent): Caller {
  const claims = claimsOf(event.requestContext);
  if (claims === undefined) return { id: 'anonymous', can: () => true };
  const scopes = new Set(String(claims['scope'] ?? '').split(' '));
  return { id: String(claims['sub'] ?? claims['client_id'] ?? 'unknown'), can: (scope) => scopes.has(scope) };
}

/** HTTP APIs put a JWT's claims under `jwt`, REST APIs beside it. */
function claimsOf(requestContext: HttpEvent['requestContext']): Record<string, unknown> | undefined {
  const { authorizer } = requestContext as {
    authorizer?: { jwt?: { claims?: Record<string, unknown> }; claims?: Record<string, unknown> } | null;
  };
  return authorizer?.jwt?.claims ?? authorizer?.claims;
}
