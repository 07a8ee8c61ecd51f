import type { GatewayApis } from './gateway.ts';

/** APIs without routes, for specs that add theirs. */
export const NO_APIS: GatewayApis = {
  routes: [],
  httpApis: [],
  preflights: [],
  authorizers: [],
  throttles: [],
  gatewayResponses: [],
};
