import { ifVersion } from '@tradepost/aggregate/if-version';
import { setTaxExemption as route } from '@tradepost/contracts/pricing/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { setExemption } from '../domain/tax-exemption.ts';
import { toExemption } from '../projections/to-contract.ts';

export const handler = http(route, (request) => setTaxExemption(request, deps()));

/** Sets reason, tax classes and period of an exemption, only if it is at a version that `If-Match` names. */
export async function setTaxExemption(
  request: HttpRequest<typeof route>,
  { taxExemptions }: Pick<Deps, 'taxExemptions'>,
): Promise<HttpReply<typeof route>> {
  const { taxExemptionId } = request.params;
  const command = ifVersion(request.ifMatch, setExemption(request.body));
  const result = await taxExemptions.execute(taxExemptionId, command, by(request));
  if ('rejection' in result) return { rejection: { ...result.rejection, taxExemptionId } };
  if (result.state === undefined) throw new Error('a changed exemption has a state');
  return { body: toExemption(result.state, result.version), version: result.version };
}
