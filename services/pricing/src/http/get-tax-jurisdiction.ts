import { getTaxJurisdiction as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toJurisdiction } from '../projections/to-contract.ts';

export const handler = http(route, (request) => getTaxJurisdiction(request, deps()));

/** Returns a tax jurisdiction. */
export async function getTaxJurisdiction(
  { params: { taxJurisdictionId } }: HttpRequest<typeof route>,
  { taxJurisdictions }: Pick<Deps, 'taxJurisdictions'>,
): Promise<HttpReply<typeof route>> {
  const { state, version } = await taxJurisdictions.load(taxJurisdictionId);
  if (state === undefined) return { rejection: { code: 'TAX_JURISDICTION_NOT_FOUND', taxJurisdictionId } };
  return { body: toJurisdiction(state, version), version };
}
