import { getTaxPolicy as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toPolicy } from '../projections/to-contract.ts';

export const handler = http(route, (request) => getTaxPolicy(request, deps()));

/** Returns a tax policy. */
export async function getTaxPolicy(
  { params: { market } }: HttpRequest<typeof route>,
  { taxPolicies }: Pick<Deps, 'taxPolicies'>,
): Promise<HttpReply<typeof route>> {
  const { state, version } = await taxPolicies.load(market);
  if (state === undefined) return { rejection: { code: 'TAX_POLICY_NOT_FOUND', market } };
  return { body: toPolicy(state, version), version };
}
