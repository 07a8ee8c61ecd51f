import { type RouteContract, takesBody, takesRawBody } from '@tradepost/contracts/define-route';
import type { Registered, Registry } from '@tradepost/contracts/registry';
import type { FuzzRequest } from '../fuzz/request.ts';

/**
 * Makes a request to a route with a well-formed path that is invalid otherwise: a body that is no JSON, or an unknown parameter
 * of the query. A caller who has access gets 400, and every other caller the status of access. Nothing is changed.
 */
export function invalidRequest(
  registry: Registry,
  { name, contract }: Registered<RouteContract>,
): FuzzRequest {
  const params = (registry.examples.get(name)?.params ?? {}) as Readonly<Record<string, string>>;
  const path = contract.path.replace(/\{(\w+)\}/g, (_, each: string) =>
    encodeURIComponent(params[each] ?? ''),
  );
  const { method } = contract;
  if (!takesBody(contract) || takesRawBody(contract))
    return { method, target: `${path}?unknown=1`, headers: [] };
  return { method, target: path, headers: [['Content-Type', 'application/json']], body: Buffer.from('{') };
}
