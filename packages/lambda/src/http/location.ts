import type { RouteContract } from '@tradepost/contracts/define-route';
import type { HttpEvent } from './event.ts';

/**
 * Adds to a path of the API the prefix under which the caller reached the API. A REST API without a custom domain is at
 * `/{stage}`, an API with a mapped base path at that path. The request context has the whole path of the request, which ends
 * in the path of the route.
 *
 * @param path path of the API: `/v1/orders/ord_…`
 * @returns the path on the host that the caller used
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function toLocation(route: RouteContract, { requestContext }: HttpEvent, path: string): string {
  const requested = 'http' in requestContext ? requestContext.http.path : requestContext.path;
  const segments = segmentsOf(requested);
  const prefix = segments.slice(0, Math.max(0, segments.length - segmentsOf(route.path).length));
  return [...prefix.map((segment) => `/${segment}`), path].join('');
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}
