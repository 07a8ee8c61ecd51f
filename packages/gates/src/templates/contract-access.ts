import { CUSTOMER_SCOPE, RESOURCE_SERVER } from '@tradepost/contracts/access/scopes';
import { type Access, type RouteContract, takesToken } from '@tradepost/contracts/define-route';
import { loadRegistry } from '@tradepost/contracts/registry';
import { HEADER_PARAMETERS, headersIn } from '@tradepost/reference/openapi/headers';

export type Pool = 'staff' | 'customer';

/** The gateway's part of a contract's access rule. */
export type GatewayAccess = {
  /** User pool whose access tokens the route accepts; undefined if it needs none. */
  readonly pool: Pool | undefined;
  /** Scopes of which a token must have one, as they are written in tokens; empty without a pool. */
  readonly scopes: readonly string[];
  /** True if the route needs an API key. */
  readonly apiKey: boolean;
};

const { routes } = await loadRegistry();

/** Access of every contract's route, by `GET /v1/orders/{orderId}`. */
export const CONTRACT_ACCESS: ReadonlyMap<string, GatewayAccess> = new Map(
  routes.map(({ contract }) => [
    `${contract.method} ${contract.path}`,
    { ...gatewayAccessOf(contract.access), apiKey: 'apiKey' in contract && contract.apiKey === true },
  ]),
);

/** Names of the headers that a request of each contract's route may have, by `GET /v1/orders/{orderId}`. */
export const CONTRACT_HEADERS: ReadonlyMap<string, readonly string[]> = new Map(
  routes.map(({ contract }) => [`${contract.method} ${contract.path}`, headersOf(contract)]),
);

function headersOf(contract: RouteContract): readonly string[] {
  const { access, body } = contract;
  return [
    ...(body === undefined ? [] : ['Content-Type']),
    ...(takesToken(contract) ? ['Authorization'] : []),
    ...('apiKey' in contract && contract.apiKey === true ? ['X-Api-Key'] : []),
    ...(access.kind === 'orderToken' ? ['X-Order-Token'] : []),
    ...(access.kind === 'cartToken' ? ['X-Cart-Token'] : []),
    ...headersIn(contract).map((component) => HEADER_PARAMETERS[component].name),
  ];
}

function gatewayAccessOf(access: Access): Pick<GatewayAccess, 'pool' | 'scopes'> {
  switch (access.kind) {
    case 'staff':
      return { pool: 'staff', scopes: [`${RESOURCE_SERVER}/${access.scope}`] };
    case 'customer':
      return { pool: 'customer', scopes: [`${RESOURCE_SERVER}/${CUSTOMER_SCOPE}`] };
    case 'public':
    case 'signed':
    case 'orderToken':
    case 'cartToken':
      return { pool: undefined, scopes: [] };
    default:
      return access satisfies never;
  }
}
