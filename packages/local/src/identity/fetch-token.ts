import { Agent, request } from 'undici';

/** Body of `POST /_local/tokens`: see `createTokensEndpoint`. */
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
 * Gets a token from a local cloud. Does not use a proxy of the user's environment.
 *
 * @param url of its gateway
 * @throws NoLocalToken
 */
export async function fetchLocalToken(
  url: string,
  body: LocalTokenRequest,
  signal?: AbortSignal,
): Promise<LocalToken> {
  const answer = await post(new URL('/_local/tokens', url), JSON.stringify(body), signal);
  if (answer === undefined || answer.status === 503)
    throw new NoLocalToken('starting', `no local cloud runs at ${url}`);
  if (answer.status === 404 || answer.status === 405)
    throw new NoLocalToken('not-local', `${url} is no local cloud: it issues no tokens`);
  const { access_token: token, expires_in: expiresInSeconds, detail } = parse(answer.text);
  if (typeof token !== 'string')
    throw new NoLocalToken('refused', `${url} issues no token: ${String(detail ?? answer.status)}`);
  return { token, expiresInSeconds: Number(expiresInSeconds) };
}

/** Returns undefined if no server responds. */
async function post(url: URL, body: string, signal: AbortSignal | undefined) {
  const dispatcher = new Agent();
  try {
    const { statusCode: status, body: content } = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: signal ?? null,
      dispatcher,
    });
    return { status, text: await content.text() };
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return undefined;
  } finally {
    await dispatcher.close();
  }
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text)) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
