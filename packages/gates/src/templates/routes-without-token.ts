import { takesToken } from '@tradepost/contracts/define-route';
import { loadRegistry } from '@tradepost/contracts/registry';
import { tagOf } from '@tradepost/contracts/route-answers';

const { routes } = await loadRegistry();

/** Routes whose contracts need no access token, as `GET /v1/products`: public and signed ones, and those with an order token. */
export const ROUTES_WITHOUT_TOKEN: ReadonlySet<string> = new Set(
  routes.flatMap(({ contract }) => (takesToken(contract) ? [] : [`${contract.method} ${contract.path}`])),
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
