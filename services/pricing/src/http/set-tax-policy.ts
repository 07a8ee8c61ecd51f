import { ifVersion } from '@tradepost/aggregate/if-version';
import { setTaxPolicy as route } from '@tradepost/contracts/pricing/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { setPolicy } from '../domain/tax-policy.ts';
import { toPolicy } from '../projections/to-contract.ts';

export const handler = http(route, (request) => setTaxPolicy(request, deps()));

/** Sets the tax policy of a market. */
export async function setTaxPolicy(
  request: HttpRequest<typeof route>,
  { taxPolicies }: Pick<Deps, 'taxPolicies'>,
): Promise<HttpReply<typeof route>> {
  const { market } = request.params;
  const command = ifVersion(request.ifMatch, setPolicy(market, request.body), { isRepeatable: true });
  const result = await taxPolicies.execute(market, command, by(request));
  if ('rejection' in result) return { rejection: { ...result.rejection, market } };
  if (result.state === undefined) throw new Error('a policy that was set has a state');
  return { body: toPolicy(result.state, result.version), version: result.version };
}
