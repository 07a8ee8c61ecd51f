import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { decodeJwt } from 'jose';
import { createAuthorizeRequest } from './access/authorize-request.ts';
import { createRejectionResponses } from './access/rejections.ts';
import type { CloudFile } from './cloud-file.ts';
import { fetchLocalToken } from './identity/fetch-token.ts';
import { toUserPools } from './identity/user-pools.ts';

/** The parts of hapi's request and toolkit that are used. @see https://hapi.dev/api/#authentication-scheme */
type Request = { readonly raw: { readonly req: IncomingMessage } };
type Response = {
  readonly code: (status: number) => Response;
  readonly header: (name: string, value: string) => Response;
  readonly takeover: () => unknown;
};
type Toolkit = {
  readonly response: (body: Buffer) => Response;
  readonly authenticated: (result: { readonly credentials: object }) => unknown;
};

export type OfflineRoute = {
  readonly kind: 'http' | 'rest';
  readonly method: string;
  /** In hapi's format: `/files/{path*}`. */
  readonly path: string;
};

/** With this header, serverless-offline passes its value to the function as the result of the authorizer. */
const CONTEXT_HEADER = 'sls-offline-authorizer-override';

/**
 * Creates the authentication of a route for a service that runs alone: the same keys, decisions and answers as in the gateway
 * of the local cloud beside it.
 */
export function createOfflineAuthentication(
  { access, services, url }: CloudFile,
  wanted: OfflineRoute,
): (request: Request, toolkit: Toolkit) => Promise<unknown> {
  const pools = toUserPools(
    access.userPools.map((pool) => ({ ...pool, clientIds: new Set(pool.clientIds) })),
    async (issuer) => {
      const user = access.open[issuer];
      return user === undefined ? undefined : decodeJwt((await fetchLocalToken(url, user)).token);
    },
  );
  const authorize = createAuthorizeRequest(access.authorizers, pools);
  const toRejectionResponse = createRejectionResponses(access.gatewayResponses);
  const route = Object.values(services)
    .flatMap(({ routes }) => routes)
    .find(
      ({ kind, method, path }) =>
        kind === wanted.kind &&
        method.toUpperCase() === wanted.method.toUpperCase() &&
        path.replace('+}', '*}') === wanted.path,
    );
  return async ({ raw: { req } }, toolkit) => {
    let context: object = {};
    if (route?.authorization !== undefined) {
      const { authorization } = route;
      const authorized = await authorize(authorization, req.headersDistinct['authorization'] ?? []);
      if (!authorized.ok) {
        const rejection = toRejectionResponse(
          route,
          authorized.rejection,
          randomUUID(),
          authorization.scopes,
        );
        const response = toolkit.response(rejection.body).code(rejection.status);
        for (const [name, value] of rejection.headers) response.header(name, value);
        return response.takeover();
      }
      context = authorized.context;
    }
    passContext(req, context);
    return toolkit.authenticated({ credentials: {} });
  };
}

/** Replaces the header, so that no caller can set it. */
function passContext({ rawHeaders }: IncomingMessage, context: object): void {
  for (let at = rawHeaders.length - 2; at >= 0; at -= 2) {
    if (rawHeaders[at]?.toLowerCase() === CONTEXT_HEADER) rawHeaders.splice(at, 2);
  }
  rawHeaders.push(CONTEXT_HEADER, JSON.stringify(context));
}
