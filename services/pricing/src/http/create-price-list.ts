import { createPriceList as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { Deps } from '../deps.ts';
import { create } from '../domain/terms.ts';
import { toPriceList } from '../projections/to-contract.ts';
import { asCreated, type CreateIds, creating, toCreate } from './create-terms.ts';

export const handler = http(route, (request) => createPriceList(request, creating()));

/** Creates a price list. A repeated request with the same Idempotency-Key gets the first response. */
export async function createPriceList(
  request: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'priceLists'> & CreateIds,
): Promise<HttpReply<typeof route>> {
  const { id, cause } = await toCreate('plt', request, dependencies);
  const given = { id, ...request.body };
  const result = await dependencies.priceLists.create(id, create(given), cause);
  if ('rejection' in result) return result;
  if (result.state === undefined) throw new Error('a created price list has a state');
  const body = toPriceList(asCreated(given, result.state), 0);
  return { body, version: 0, location: `/v1/price-lists/${id}` };
}
