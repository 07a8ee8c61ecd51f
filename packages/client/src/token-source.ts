/** Why the client asks for a token; empty before each attempt. */
export type TokenNeed = {
  /** The token that the API has just rejected: it has expired or was revoked, or its sign-in is too long ago. */
  readonly rejected?: string | undefined;
  /** Step-up (RFC 9470): the person must have signed in at most so many seconds ago. */
  readonly maxAgeSeconds?: number | undefined;
};

/**
 * Returns the caller's access token; undefined for a caller without one. After a 401 it is called again with the need: a
 * token other than the rejected one makes the client repeat the request once, whatever its method, because a request that was
 * rejected with 401 had no effect. Otherwise the rejection is the result of the call.
 */
export type TokenSource = (need: TokenNeed) => string | undefined | Promise<string | undefined>;

/** Takes a response; returns another token to repeat the request with, or undefined. */
export async function renewToken(
  token: TokenSource,
  rejected: string | undefined,
  { response, text }: { readonly response: Response; readonly text: string },
): Promise<string | undefined> {
  if (response.status !== 401 || rejected === undefined) return undefined;
  const other = await token({ rejected, ...stepUpIn(text) });
  return other === rejected ? undefined : other;
}

/** API Gateway's own 401 has no problem in its body. */
function stepUpIn(text: string): Pick<TokenNeed, 'maxAgeSeconds'> {
  try {
    const { code, maxAgeSeconds } = Object(JSON.parse(text)) as Readonly<Record<string, unknown>>;
    const isStepUp = code === 'INSUFFICIENT_USER_AUTHENTICATION' && typeof maxAgeSeconds === 'number';
    return isStepUp ? { maxAgeSeconds } : {};
  } catch {
    return {};
  }
}
