/** What `POST /_local/tokens` takes: see `createTokensEndpoint`. */
export type LocalTokenRequest = {
  readonly pool: string;
  readonly username?: string;
  readonly client?: string;
};

export type LocalToken = { readonly token: string; readonly expiresInSeconds: number };

/** There is no token. */
export class NoLocalToken extends Error {
  override readonly name = 'NoLocalToken';
  /**
   * `starting`: no server responds, or it is starting. `not-local`: the server is no local cloud. `refused`: the local cloud
   * issues no such token.
   */
  readonly reason: 'starting' | 'not-local' | 'refused';

  constructor(reason: NoLocalToken['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Gets a token from a local cloud.
 *
 * @param url of its gateway
 * @throws NoLocalToken
 */
export async function fetchLocalToken(
  url: string,
  request: LocalTokenRequest,
  signal?: AbortSignal,
): Promise<LocalToken> {
  const response = await fetch(new URL('/_local/tokens', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    signal: signal ?? null,
  }).catch((error: Error) => {
    if (signal?.aborted === true) throw error;
    return undefined;
  });
  if (response === undefined || response.status === 503)
    throw new NoLocalToken('starting', `no local cloud runs at ${url}`);
  if (response.status === 404)
    throw new NoLocalToken('not-local', `${url} is no local cloud: it issues no tokens`);
  const answer = (await response.json()) as Readonly<Record<string, unknown>>;
  const { access_token: token, expires_in: expiresInSeconds, detail } = answer;
  if (typeof token !== 'string')
    throw new NoLocalToken('refused', `${url} issues no token: ${String(detail ?? response.statusText)}`);
  return { token, expiresInSeconds: Number(expiresInSeconds) };
}
