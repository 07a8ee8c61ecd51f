import { createTaxExemption as route } from '@tradepost/contracts/pricing/routes';
import { codeOf } from '@tradepost/lambda/errors';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { Deps } from '../deps.ts';
import { create } from '../domain/terms.ts';
import { toExemption } from '../projections/to-contract.ts';
import { asCreated, type CreateIds, creating, toCreate } from './create-terms.ts';

export const handler = http(route, (request) => createTaxExemption(request, creating()));

/** Exempts a customer or a group. A repeated request with the same Idempotency-Key gets the first response. */
export async function createTaxExemption(
  request: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'taxExemptions'> & CreateIds,
): Promise<HttpReply<typeof route>> {
  const { id, cause } = await toCreate('txe', request, dependencies);
  const given = { id, ...request.body };
  try {
    const result = await dependencies.taxExemptions.create(id, create(given), cause);
    if ('rejection' in result) return result;
    if (result.state === undefined) throw new Error('a created exemption has a state');
    const created = toExemption(asCreated(given, result.state), 0);
    return { body: created, version: 0, location: `/v1/tax-exemptions/${id}` };
  } catch (error) {
    if (codeOf(error) !== 'CLAIM_TAKEN') throw error;
    return { rejection: { code: 'TAX_EXEMPTION_EXISTS' } };
  }
}
