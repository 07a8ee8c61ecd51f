import { loadRegistry } from '@tradepost/contracts/registry';

const { routes } = await loadRegistry();

/** Routes that need no access token by their contract, as `GET /v1/products`: the public and the signed ones. */
export const ROUTES_WITHOUT_TOKEN: ReadonlySet<string> = new Set(
  routes.flatMap(({ contract: { access, method, path } }) =>
    access.kind === 'staff' ? [] : [`${method} ${path}`],
  ),
);
