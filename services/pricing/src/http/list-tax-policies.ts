import { listTaxPolicies as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toPolicy } from '../projections/to-contract.ts';
import { pageOfTerms } from './page-of-terms.ts';

export const handler = http(route, (request) => listTaxPolicies(request, deps()));

/** Returns a page of tax policies, newest first. */
export async function listTaxPolicies(
  { query }: HttpRequest<typeof route>,
  { taxPolicies }: Pick<Deps, 'taxPolicies'>,
): Promise<HttpReply<typeof route>> {
  return pageOfTerms(route, query, taxPolicies, toPolicy);
}
