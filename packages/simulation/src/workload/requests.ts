import type { HttpRequest } from '../world/http-client.ts';
import { DEVELOPER } from '../world/tokens.ts';

/** The address of every order. */
export const SHIPPING_ADDRESS = {
  name: 'Ada Lovelace',
  line1: '12 St James Square',
  city: 'London',
  country: 'GB',
};

/** A request of a person of staff with every scope. */
export function asStaff(request: HttpRequest): HttpRequest {
  return { claims: DEVELOPER, ...request };
}

/** A request without a body. */
export function get(path: string): HttpRequest {
  return asStaff({ method: 'GET', path });
}

/** A request that creates something; a repeat with the same key creates nothing more. */
export function post(path: string, body: unknown, key: string): HttpRequest {
  return asStaff({ method: 'POST', path, headers: { 'idempotency-key': key }, body });
}

/** Creates an active product without categories. */
export function createProduct(product: object, key: string): HttpRequest {
  return post('/v1/products', { categories: [], status: 'active', ...product }, key);
}

/** Changes the units of a SKU at a location. */
export function adjustStock(
  sku: string,
  delta: number,
  key: string,
  { location = 'main', reason = 'counted' } = {},
): HttpRequest {
  return post(`/v1/stock/${sku}/adjustments`, { location, delta, reason }, key);
}

/** Redrives the dead-letter messages of all queues. */
export const REDRIVE: HttpRequest = asStaff({ method: 'POST', path: '/v1/dead-letters/redrive', body: {} });
