import type { IncomingMessage, ServerResponse } from 'node:http';
import { decodeJwt } from 'jose';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { IssuedClaims, TokenRequest } from './issue-claims.ts';
import { type IssuerParts, issuerConfiguration, PATHS } from './issuer-configuration.ts';
import type { Pool } from './pools.ts';
import { PreTokenTriggerFailed } from './pre-token-trigger.ts';
import { requestedScopes } from './requested-scopes.ts';
import { createSignIn } from './sign-in.ts';
import type { SignToken } from './token-signer.ts';

export type IssuerOptions = Omit<IssuerParts, 'library'> & {
  readonly issue: (request: TokenRequest) => Promise<IssuedClaims>;
  readonly sign: SignToken;
  readonly log: (line: string) => void;
};

/** Answers a request below the issuer's path, given the rest of the path. */
export type Issuer = (request: IncomingMessage, response: ServerResponse, rest: string) => Promise<void>;

/** Creates the OpenID Connect issuer of a user pool. Loads the library, which takes a quarter of a second and 45 MB. */
export async function createIssuer(options: IssuerOptions): Promise<Issuer> {
  const { pool, log, mountPath } = options;
  const library = await import('oidc-provider');
  const provider = new library.Provider(pool.issuer, issuerConfiguration({ ...options, library }));
  provider.on('server_error', (_context, error) => log(`the issuer of ${pool.name} failed: ${error.stack}`));
  provider.use(replaceTokens(options));
  const handle = provider.callback();
  const signIn = createSignIn(provider as Provider, pool);
  return async (request, response, rest) => {
    if (rest.startsWith(PATHS.signIn)) return signIn(request, response);
    // The library derives the path below which it is mounted from these two.
    const url = acceptCognitoParameters(pool, rest);
    Object.assign(request, { originalUrl: `${mountPath}${url}`, url });
    await handle(request, response);
  };
}

/** Accepts what Cognito accepts beside the standards: no scope, which means all of the client, and `logout_uri`. */
function acceptCognitoParameters(pool: Pool, url: string): string {
  const [path = '', search = ''] = url.split('?', 2);
  const query = new URLSearchParams(search);
  if (path === PATHS.authorize && (query.get('scope') ?? '') === '') {
    const client = pool.clients.find(({ id }) => id === query.get('client_id'));
    if (client !== undefined) query.set('scope', client.scopes.join(' '));
  }
  const logoutUri = query.get('logout_uri');
  if (path === PATHS.logout && logoutUri !== null) query.set('post_logout_redirect_uri', logoutUri);
  return query.size === 0 ? path : `${path}?${query}`;
}

type Middleware = (context: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>;

/**
 * Replaces the tokens of a successful response by those that Cognito would issue, after the pool's trigger. Tokens of the
 * library are opaque or always have an audience, and have no claims that are not known in advance.
 */
function replaceTokens({ pool, issue, sign, log }: IssuerOptions): Middleware {
  return async (context, next) => {
    await next();
    if (context.path !== PATHS.token || context.method !== 'POST' || context.status !== 200) return;
    const request = toTokenRequest(pool, context);
    if (request === undefined) {
      fail(context, 'invalid_scope', 'a requested scope is not allowed');
      return;
    }
    try {
      const { access, id } = await issue(request);
      const body = context.body as { readonly id_token?: string };
      context.body = {
        ...body,
        access_token: await sign(access),
        scope: access.scope,
        ...(body.id_token === undefined
          ? {}
          : { id_token: await sign({ ...decodeJwt(body.id_token), ...id }) }),
      };
    } catch (error) {
      if (!(error instanceof PreTokenTriggerFailed)) throw error;
      log(`no token of ${pool.name} was issued: ${error.message}`);
      fail(context, 'invalid_grant', error.message);
    }
  };
}

function fail(context: KoaContextWithOIDC, error: string, description: string): void {
  context.status = 400;
  context.body = { error, error_description: description };
}

/** Returns undefined if a client requests a scope for itself that it may not have. */
function toTokenRequest(pool: Pool, { oidc }: KoaContextWithOIDC): TokenRequest | undefined {
  const { AccessToken, ClientCredentials, AuthorizationCode, RefreshToken } = oidc.entities;
  const token = AccessToken ?? ClientCredentials;
  const client = pool.clients.find(({ id }) => id === token?.clientId);
  if (token === undefined || client === undefined) throw new Error('a response without a token');
  const nowSeconds = Math.floor(Date.now() / 1_000);
  const common = { pool, client, nowSeconds };
  if (AccessToken === undefined) {
    const scopes = requestedScopes(client, oidc.body?.['scope'] as string | undefined);
    if (scopes === undefined) return undefined;
    const source = 'TokenGeneration_ClientCredentials';
    return { ...common, source, scopes, authenticatedSeconds: nowSeconds, originId: token.jti };
  }
  const user = pool.users.find(({ sub }) => sub === AccessToken.accountId);
  if (user === undefined) throw new Error('a token without a user');
  const granted = AuthorizationCode ?? RefreshToken;
  return {
    ...common,
    user,
    source: AuthorizationCode === undefined ? 'TokenGeneration_RefreshTokens' : 'TokenGeneration_HostedAuth',
    scopes: AccessToken.scope?.split(' ') ?? [],
    authenticatedSeconds: granted?.authTime ?? nowSeconds,
    originId: AccessToken.grantId ?? AccessToken.jti,
  };
}
