import type { UserPoolClientResource } from '@tradepost/compiled-service/templates/resources';
import type {
  AdapterFactory,
  ClientMetadata,
  Configuration,
  errors as OidcErrors,
  interactionPolicy as OidcPolicy,
} from 'oidc-provider';
import type { IdentityKeys } from './identity-keys.ts';
import { type Pool, STANDARD_SCOPES } from './pools.ts';
import { requestedScopes } from './requested-scopes.ts';
import { messagePage, signOutPage } from './sign-in-pages.ts';

/** Paths of Cognito's endpoints, below the issuer. */
export const PATHS = {
  authorize: '/oauth2/authorize',
  token: '/oauth2/token',
  logout: '/logout',
  signIn: '/sign-in/',
} as const;

/** Lifetimes that Cognito fixes, in seconds. */
const CODE_SECONDS = 5 * 60;
const SESSION_SECONDS = 60 * 60;
const SIGN_IN_SECONDS = 10 * 60;

export type IssuerParts = {
  readonly pool: Pool;
  readonly keys: IdentityKeys;
  readonly store: AdapterFactory;
  /** Paths of pages of the gateway that may sign people in, beside the callback URLs of the clients. */
  readonly signInPages: readonly string[];
  /** Path of the issuer on the gateway. */
  readonly mountPath: string;
  /** Exports of `oidc-provider`, which is loaded when it is first needed. */
  readonly library: { readonly errors: typeof OidcErrors; readonly interactionPolicy: typeof OidcPolicy };
};

/**
 * Configures the library for what Cognito's endpoints do: code with PKCE, refresh tokens, client credentials, revocation and
 * logout. Every user has consented to everything that the client may request.
 */
export function issuerConfiguration(parts: IssuerParts): Configuration {
  const { pool, keys, store, mountPath, library } = parts;
  const clientOf = (id: string) => pool.clients.find((client) => client.id === id);
  const policy = library.interactionPolicy.base();
  policy.remove('consent');
  return {
    adapter: store,
    clients: pool.clients.filter(({ flows }) => flows.length > 0).map((client) => toMetadata(client, parts)),
    jwks: { keys: [keys.pools[pool.id] ?? {}] } as NonNullable<Configuration['jwks']>,
    scopes: [...STANDARD_SCOPES, ...pool.scopes],
    claims: { openid: ['sub'] },
    routes: {
      authorization: PATHS.authorize,
      token: PATHS.token,
      revocation: '/oauth2/revoke',
      end_session: PATHS.logout,
      jwks: '/.well-known/jwks.json',
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      userinfo: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: {
        enabled: true,
        allowedPolicy: async (_context, { clientId }, token) =>
          token.clientId === clientId && clientOf(clientId)?.revokesTokens === true,
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = signOutPage(form);
        },
        postLogoutSuccessSource: (context) => {
          context.body = messagePage('Signed out', 'You have signed out. You can close this page.');
        },
      },
    },
    pkce: { required: () => true },
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: ({ oidc }) => clientOf(oidc.client?.clientId ?? '')?.rotatesRefreshTokens === true,
    expiresWithSession: async () => false,
    // Browsers may call Cognito's endpoints from any origin.
    clientBasedCORS: () => true,
    cookies: {
      keys: [keys.cookieKey],
      long: { httpOnly: true, sameSite: 'lax', signed: true, path: mountPath },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    interactions: {
      policy,
      url: (_context, { uid }) => `${mountPath}${PATHS.signIn}${uid}`,
    },
    extraParams: {
      // Not a parameter: the validator runs at every request. The library only drops scopes that it does not know.
      requested_scopes: (context) => {
        const requested = context.URL.searchParams.get('scope') ?? undefined;
        const client = clientOf(context.oidc.client?.clientId ?? '');
        if (client !== undefined && requestedScopes(client, requested) === undefined)
          throw new library.errors.InvalidScope('a requested scope is not allowed', requested ?? '');
      },
    },
    findAccount: (_context, sub) =>
      pool.users.some((user) => user.sub === sub)
        ? { accountId: sub, claims: async () => ({ sub }) }
        : undefined,
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        ...(oidc.client === undefined ? {} : { clientId: oidc.client.clientId }),
        ...(oidc.account === undefined ? {} : { accountId: oidc.account.accountId }),
      });
      grant.addOIDCScope([...oidc.requestParamOIDCScopes].join(' '));
      await grant.save();
      return grant;
    },
    renderError: (context, out) => {
      context.type = 'html';
      context.body = messagePage('Sign-in failed', `${out.error}: ${out.error_description ?? ''}`);
    },
    ttl: {
      AccessToken: (_context, _token, { clientId }) => clientOf(clientId)?.lifetimes.accessSeconds ?? 0,
      ClientCredentials: (_context, _token, { clientId }) => clientOf(clientId)?.lifetimes.accessSeconds ?? 0,
      IdToken: (_context, _token, { clientId }) => clientOf(clientId)?.lifetimes.idSeconds ?? 0,
      RefreshToken: refreshSeconds(clientOf),
      AuthorizationCode: CODE_SECONDS,
      Grant: Math.max(SIGN_IN_SECONDS, ...pool.clients.map(({ lifetimes }) => lifetimes.refreshSeconds)),
      Interaction: SIGN_IN_SECONDS,
      Session: SESSION_SECONDS,
    },
  };
}

type TtlFunction = Extract<
  NonNullable<NonNullable<Configuration['ttl']>['RefreshToken']>,
  (...args: never[]) => number
>;

/** A refresh token that replaces another one is valid for the rest of that one's time, as in Cognito. */
function refreshSeconds(clientOf: (id: string) => UserPoolClientResource | undefined): TtlFunction {
  return ({ oidc }, _token, { clientId }) =>
    oidc.entities.RotatedRefreshToken?.remainingTTL ?? clientOf(clientId)?.lifetimes.refreshSeconds ?? 0;
}

function toMetadata(
  client: UserPoolClientResource,
  { pool, keys, signInPages }: IssuerParts,
): ClientMetadata {
  const hasCode = client.flows.includes('code');
  const secret = keys.clientSecrets[client.id];
  const { port } = new URL(pool.issuer);
  // A template cannot have the port of the gateway.
  const pages = signInPages.flatMap((path) => [
    `http://127.0.0.1:${port}${path}`,
    `http://localhost:${port}${path}`,
  ]);
  return {
    client_id: client.id,
    client_name: client.name,
    ...(client.hasSecret && secret !== undefined
      ? { client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' as const }
      : { token_endpoint_auth_method: 'none' as const }),
    grant_types: [
      ...(hasCode ? ['authorization_code', 'refresh_token'] : []),
      ...(client.flows.includes('client_credentials') ? ['client_credentials'] : []),
    ],
    response_types: hasCode ? ['code'] : [],
    redirect_uris: hasCode ? [...new Set([...client.callbackUrls, ...pages])] : [],
    post_logout_redirect_uris: [...client.logoutUrls],
    scope: client.scopes.join(' '),
    application_type: client.callbackUrls.every((url) => /^https?:/.test(url)) ? 'web' : 'native',
  };
}
