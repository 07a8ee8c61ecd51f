import { loadRegistry } from '@tradepost/contracts/registry';
import { tagOf } from '@tradepost/contracts/route-answers';

const { routes } = await loadRegistry();

/** Routes whose contracts need no access token, as `GET /v1/products`: public and signed ones. */
export const ROUTES_WITHOUT_TOKEN: ReadonlySet<string> = new Set(
  routes.flatMap(({ contract: { access, method, path } }) =>
    access.kind === 'staff' ? [] : [`${method} ${path}`],
  ),
);

/** Routes whose contracts need an access token with a scope, as `POST /v1/orders`. */
export const ROUTES_WITH_TOKEN: readonly string[] = routes.flatMap(
  ({ contract: { access, method, path } }) => (access.kind === 'staff' ? [`${method} ${path}`] : []),
);

/** Routes whose ETag is the version of a resource, as `GET /v1/products/{productId}`. Clients send it as `If-Match`. */
export const ROUTES_WITH_VERSION: ReadonlySet<string> = new Set(
  routes.flatMap(({ contract }) =>
    tagOf(contract) === 'version' ? [`${contract.method} ${contract.path}`] : [],
  ),
);

/** Public routes whose responses any cache may keep, as `GET /v1/products`. */
export const PUBLICLY_CACHED_ROUTES: ReadonlySet<string> = new Set(
  routes.flatMap(({ contract: { access, method, path, cacheControl = '' } }) =>
    access.kind === 'public' && cacheControl.includes('public') ? [`${method} ${path}`] : [],
  ),
);
