import { listTaxJurisdictions as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { taxJurisdiction } from '../domain/tax-jurisdiction.ts';
import { toJurisdiction } from '../projections/to-contract.ts';
import { pageOfTerms } from './page-of-terms.ts';

export const handler = http(route, (request) => listTaxJurisdictions(request, deps()));

/** Returns a page of tax jurisdictions, newest first. */
export async function listTaxJurisdictions(
  { query }: HttpRequest<typeof route>,
  { taxJurisdictions }: Pick<Deps, 'taxJurisdictions'>,
): Promise<HttpReply<typeof route>> {
  return pageOfTerms(
    route,
    query,
    taxJurisdictions,
    toJurisdiction,
    `${taxJurisdiction.name}#${query.country}`,
  );
}
