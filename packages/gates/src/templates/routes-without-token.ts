import { takesToken } from '@tradepost/contracts/define-route';
import { loadRegistry } from '@tradepost/contracts/registry';
import { tagOf } from '@tradepost/contracts/route-answers';

const { routes } = await loadRegistry();

/** Routes whose contracts need no access token, as `GET /v1/products`: public and signed ones, and those with an order token. */
export const ROUTES_WITHOUT_TOKEN: ReadonlySet<string> = new Set(
  routes.flatMap(({ contract }) => (takesToken(contract) ? [] : [`${contract.method} ${contract.path}`])),
);

/** Routes that answer a call without any credential, such as `GET /v1/products`: no access token, order token or API key. */
export const OPEN_ROUTES: ReadonlySet<string> = new Set(
  routes.flatMap(({ contract }) => {
    const { access, method, path } = contract;
    const needsKey = 'apiKey' in contract && contract.apiKey === true;
    return !needsKey && (access.kind === 'public' || access.kind === 'signed') ? [`${method} ${path}`] : [];
  }),
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
