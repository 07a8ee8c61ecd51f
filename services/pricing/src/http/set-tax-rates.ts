import { ifVersion } from '@tradepost/aggregate/if-version';
import { setTaxRates as route } from '@tradepost/contracts/pricing/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { setRates } from '../domain/tax-jurisdiction.ts';
import { toJurisdiction } from '../projections/to-contract.ts';

export const handler = http(route, (request) => setTaxRates(request, deps()));

/** Sets the rates of a jurisdiction, only if it is at a version that `If-Match` names. */
export async function setTaxRates(
  request: HttpRequest<typeof route>,
  { taxJurisdictions }: Pick<Deps, 'taxJurisdictions'>,
): Promise<HttpReply<typeof route>> {
  const { taxJurisdictionId } = request.params;
  const command = ifVersion(request.ifMatch, setRates(request.body.rates));
  const result = await taxJurisdictions.execute(taxJurisdictionId, command, by(request));
  if ('rejection' in result) return { rejection: { ...result.rejection, taxJurisdictionId } };
  if (result.state === undefined) throw new Error('a changed jurisdiction has a state');
  return { body: toJurisdiction(result.state, result.version), version: result.version };
}
