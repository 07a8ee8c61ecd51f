import * as oauth from 'oauth4webapi';
import type { TokenSource } from './token-source.ts';

/** An issuer of tokens and this caller's client there. */
export type IssuerConfig = {
  /** URL of the user pool, such as `https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_a1B2c3`. */
  readonly issuer: string;
  readonly clientId: string;
  /** Secret of a machine. A browser or an app has none. */
  readonly clientSecret?: string | undefined;
  /** Scopes as in tokens: `['tradepost/orders:read']`. Without them the client's own are granted. */
  readonly scopes?: readonly string[] | undefined;
  /** Sends the requests in place of `globalThis.fetch`. */
  readonly fetch?: typeof fetch | undefined;
};

/** Tokens of one caller. The refresh token, if there is one, may be used once. */
export type Tokens = {
  readonly accessToken: string;
  /** In milliseconds since 1970. */
  readonly expiresAtMs: number;
  readonly refreshToken?: string | undefined;
};

export type TokensConfig = IssuerConfig & {
  /** Tokens of a signed-in person. Without them the client gets a machine's tokens with its secret. */
  readonly tokens?: Tokens | undefined;
  /** Receives renewed tokens, to be stored: the refresh token before them is no longer valid. */
  readonly onRenewed?: ((tokens: Tokens) => void | Promise<void>) | undefined;
  /** Has the person sign in again (RFC 9470) and returns the new tokens; undefined if the person declines. */
  readonly onStepUp?: ((maxAgeSeconds: number) => Promise<Tokens | undefined>) | undefined;
};

/** A token is renewed this long before it expires. */
const RENEWED_BEFORE_MS = 30_000;

/**
 * Creates a token source that renews tokens: a person's by the refresh token, a machine's by its client secret. Calls at the
 * same time share one renewal. A source without a way to renew returns the tokens that it has.
 *
 * @returns the source, for `createClient({ token })`. It throws the error of the issuer if a renewal fails
 */
export function createTokens(config: TokensConfig): TokenSource {
  const { onRenewed, onStepUp } = config;
  const request = createTokenRequests(config);
  let known = config.tokens;
  let renewing: Promise<Tokens | undefined> | undefined;

  const shared = (renew: () => Promise<Tokens | undefined>): Promise<Tokens | undefined> => {
    renewing ??= renew()
      .then(async (tokens) => {
        if (tokens === undefined) return undefined;
        known = { ...tokens, refreshToken: tokens.refreshToken ?? known?.refreshToken };
        await onRenewed?.(known);
        return known;
      })
      .finally(() => {
        renewing = undefined;
      });
    return renewing;
  };
  const renew = async (): Promise<Tokens | undefined> => {
    if (known?.refreshToken !== undefined) return request.refresh(known.refreshToken);
    return config.clientSecret === undefined ? undefined : request.clientCredentials();
  };
  return async ({ rejected, maxAgeSeconds }) => {
    if (maxAgeSeconds !== undefined) {
      return (await shared(async () => onStepUp?.(maxAgeSeconds)))?.accessToken;
    }
    const isUsable = known !== undefined && Date.now() < known.expiresAtMs - RENEWED_BEFORE_MS;
    if (isUsable && known?.accessToken !== rejected) return known?.accessToken;
    return ((await shared(renew)) ?? known)?.accessToken;
  };
}

/** A sign-in that has begun: the browser goes to `url`. The rest is kept until it comes back, in the session's storage. */
export type PendingSignIn = {
  readonly url: string;
  readonly state: string;
  readonly codeVerifier: string;
};

/**
 * Begins the sign-in of a person: authorization code with PKCE.
 *
 * @param config the issuer, and the address that it sends the browser back to
 * @param maxAgeSeconds for a step-up: the person must sign in again if the last sign-in is longer ago
 * @see https://www.rfc-editor.org/rfc/rfc9700
 */
export async function beginSignIn(
  config: IssuerConfig & { readonly redirectUri: string },
  maxAgeSeconds?: number,
): Promise<PendingSignIn> {
  const server = await discover(config);
  const codeVerifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const url = new URL(server.authorization_endpoint ?? '');
  const parameters = {
    response_type: 'code',
    client_id: config.clientId,
    redirect_uri: config.redirectUri,
    code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    state,
    ...(config.scopes === undefined ? {} : { scope: config.scopes.join(' ') }),
    // Cognito's managed login has no max_age: `login` asks for the factors again, whatever the age.
    ...(maxAgeSeconds === undefined ? {} : { max_age: String(maxAgeSeconds), prompt: 'login' }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { url: url.href, state, codeVerifier };
}

/**
 * Finishes a sign-in.
 *
 * @param returnedTo the address with which the browser came back
 * @throws the error of the issuer, or of a response that does not belong to this sign-in
 */
export async function finishSignIn(
  config: IssuerConfig & { readonly redirectUri: string },
  pending: Pick<PendingSignIn, 'state' | 'codeVerifier'>,
  returnedTo: string,
): Promise<Tokens> {
  const server = await discover(config);
  const client = { client_id: config.clientId };
  const parameters = oauth.validateAuthResponse(server, client, new URL(returnedTo), pending.state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authenticationOf(config),
    parameters,
    config.redirectUri,
    pending.codeVerifier,
    optionsOf(config),
  );
  return toTokens(await oauth.processAuthorizationCodeResponse(server, client, response));
}

function createTokenRequests(config: IssuerConfig) {
  const client = { client_id: config.clientId };
  return {
    refresh: async (refreshToken: string): Promise<Tokens> => {
      const server = await discover(config);
      const response = await oauth.refreshTokenGrantRequest(
        server,
        client,
        authenticationOf(config),
        refreshToken,
        optionsOf(config),
      );
      return toTokens(await oauth.processRefreshTokenResponse(server, client, response));
    },
    clientCredentials: async (): Promise<Tokens> => {
      const server = await discover(config);
      const parameters = config.scopes === undefined ? {} : { scope: config.scopes.join(' ') };
      const response = await oauth.clientCredentialsGrantRequest(
        server,
        client,
        authenticationOf(config),
        parameters,
        optionsOf(config),
      );
      return toTokens(await oauth.processClientCredentialsResponse(server, client, response));
    },
  };
}

async function discover(config: IssuerConfig): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(config.issuer);
  const response = await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...optionsOf(config) });
  return oauth.processDiscoveryResponse(issuer, response);
}

function authenticationOf({ clientSecret }: IssuerConfig): oauth.ClientAuth {
  return clientSecret === undefined ? oauth.None() : oauth.ClientSecretBasic(clientSecret);
}

/** Options of every request. The issuer of the local cloud has no TLS; any other address without TLS is refused. */
function optionsOf({ issuer, fetch: send = globalThis.fetch }: IssuerConfig) {
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(issuer).hostname);
  return {
    [oauth.allowInsecureRequests]: isLoopback,
    [oauth.customFetch]: (url: string, init: object) => send(url, init),
  };
}

function toTokens(answer: oauth.TokenEndpointResponse): Tokens {
  const { access_token: accessToken, expires_in: seconds = 0, refresh_token: refreshToken } = answer;
  return { accessToken, expiresAtMs: Date.now() + seconds * 1_000, ...(refreshToken && { refreshToken }) };
}
