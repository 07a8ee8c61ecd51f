import { createTaxJurisdiction as route } from '@tradepost/contracts/pricing/routes';
import { codeOf } from '@tradepost/lambda/errors';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { Deps } from '../deps.ts';
import { createJurisdiction, plainPostalCode } from '../domain/tax-jurisdiction.ts';
import { toJurisdiction } from '../projections/to-contract.ts';
import { asCreated, type CreateIds, creating, toCreate } from './create-terms.ts';

export const handler = http(route, (request) => createTaxJurisdiction(request, creating()));

/** Creates the jurisdiction of a place. A repeated request with the same Idempotency-Key gets the first response. */
export async function createTaxJurisdiction(
  request: HttpRequest<typeof route>,
  dependencies: Pick<Deps, 'taxJurisdictions'> & CreateIds,
): Promise<HttpReply<typeof route>> {
  const { postalPrefix, ...body } = request.body;
  const { id, cause } = await toCreate('txj', request, dependencies);
  const given = {
    ...{ id, ...body },
    ...(postalPrefix === undefined ? {} : { postalPrefix: plainPostalCode(postalPrefix) }),
  };
  try {
    const result = await dependencies.taxJurisdictions.create(id, createJurisdiction(given), cause);
    if ('rejection' in result) return result;
    if (result.state === undefined) throw new Error('a created jurisdiction has a state');
    const created = toJurisdiction(asCreated(given, result.state), 0);
    return { body: created, version: 0, location: `/v1/tax-jurisdictions/${id}` };
  } catch (error) {
    if (codeOf(error) !== 'CLAIM_TAKEN') throw error;
    return { rejection: { code: 'TAX_JURISDICTION_EXISTS' } };
  }
}
