import { beginSignIn, finishSignIn } from '@tradepost/client/tokens';
import { listenLocally } from '@tradepost/local/gateway/http-server';

/** An issuer, this program's client there, and the address of this machine to which the browser comes back. */
export type SignInConfig = {
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** Has the person sign in although the browser has a session. */
  readonly fresh: boolean;
  /** Receives the address to open in a browser. */
  readonly onUrl: (url: string) => void;
};

const SIGN_IN_WITHIN_MS = 5 * 60_000;

/**
 * Signs a person in with a browser: authorization code with PKCE, and a loopback address for the way back.
 *
 * @returns the access token
 * @throws Error if the port of `redirectUri` is taken, the sign-in takes longer than five minutes, or the issuer rejects it
 * @see https://www.rfc-editor.org/rfc/rfc8252#section-7.3
 */
export async function signIn({ issuer, clientId, redirectUri, fresh, onUrl }: SignInConfig): Promise<string> {
  const config = { issuer, clientId, redirectUri };
  const pending = await beginSignIn(config, fresh ? 0 : undefined);
  const { pathname, port } = new URL(redirectUri);
  const returned = Promise.withResolvers<string>();
  const server = await listenLocally(
    Number(port),
    async ({ url = '' }, response) => {
      const isCallback = url.split('?', 1)[0] === pathname;
      response.writeHead(isCallback ? 200 : 404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(isCallback ? 'You can close this page and go back to the terminal.\n' : 'Not found.\n');
      if (isCallback) returned.resolve(new URL(url, redirectUri).href);
    },
    { bothLoopbacks: true },
  ).catch((error: Error) => {
    throw new Error(`port ${port} must be free for the sign-in: ${error.message}`, { cause: error });
  });
  const timer = setTimeout(
    () => returned.reject(new Error('nobody signed in within five minutes')),
    SIGN_IN_WITHIN_MS,
  );
  try {
    onUrl(pending.url);
    const { accessToken } = await finishSignIn(config, pending, await returned.promise);
    return accessToken;
  } finally {
    clearTimeout(timer);
    await server.stop();
  }
}
