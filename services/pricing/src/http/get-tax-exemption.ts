import { getTaxExemption as route } from '@tradepost/contracts/pricing/routes';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type Deps, deps } from '../deps.ts';
import { toExemption } from '../projections/to-contract.ts';

export const handler = http(route, (request) => getTaxExemption(request, deps()));

/** Returns an exemption. */
export async function getTaxExemption(
  { params: { taxExemptionId } }: HttpRequest<typeof route>,
  { taxExemptions }: Pick<Deps, 'taxExemptions'>,
): Promise<HttpReply<typeof route>> {
  const { state, version } = await taxExemptions.load(taxExemptionId);
  if (state === undefined) return { rejection: { code: 'TAX_EXEMPTION_NOT_FOUND', taxExemptionId } };
  return { body: toExemption(state, version), version };
}
