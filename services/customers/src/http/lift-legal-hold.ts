import { liftLegalHold as route } from '@tradepost/contracts/privacy/routes';
import { ContentionError } from '@tradepost/dynamodb/contention-error';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type ActDeps, actDeps } from '../deps.ts';

export const handler = http(route, (request) => liftLegalHold(request, actDeps()));

/**
 * Lifts the legal hold on a customer. The workflow of an erasure that waits for it looks once a day.
 *
 * @throws ContentionError if another transaction interferes
 */
export async function liftLegalHold(
  { params: { customerId }, caller, correlationId }: HttpRequest<typeof route>,
  { audit, holds }: ActDeps,
): Promise<HttpReply<typeof route>> {
  const hold = await holds.find(customerId);
  if (hold === undefined) return { rejection: { code: 'LEGAL_HOLD_NOT_FOUND' } };
  const recorded = await audit.recordWith(
    [{ act: 'LegalHoldLifted', actor: caller.id, target: `customers/${customerId}`, correlationId }],
    [holds.toDelete(customerId)],
  );
  if (recorded === undefined) {
    if ((await holds.find(customerId)) !== undefined)
      throw new ContentionError('the legal hold was not lifted');
    // Another request lifted it meanwhile.
    return { rejection: { code: 'LEGAL_HOLD_NOT_FOUND' } };
  }
  return { body: hold, recorded };
}
