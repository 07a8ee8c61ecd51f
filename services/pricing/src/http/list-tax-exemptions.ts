import { listTaxExemptions as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toExemption } from '../projections/to-contract.ts';
import { pageOfTerms } from './page-of-terms.ts';

export const handler = http(route, (request) => listTaxExemptions(request, deps()));

/** Returns a page of exemptions, newest first. */
export async function listTaxExemptions(
  { query }: HttpRequest<typeof route>,
  { taxExemptions }: Pick<Deps, 'taxExemptions'>,
): Promise<HttpReply<typeof route>> {
  return pageOfTerms(route, query, taxExemptions, toExemption);
}
