import { placeLegalHold as route } from '@tradepost/contracts/privacy/routes';
import { ContentionError } from '@tradepost/dynamodb/contention-error';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { type ActDeps, actDeps } from '../deps.ts';

export const handler = http(route, (request) => placeLegalHold(request, actDeps()));

/**
 * Places a legal hold on a customer. The hold and its record are one transaction.
 *
 * @throws ContentionError if another transaction interferes
 */
export async function placeLegalHold(
  { params: { customerId }, body: { reason }, caller, correlationId }: HttpRequest<typeof route>,
  { audit, holds, nowMs }: ActDeps,
): Promise<HttpReply<typeof route>> {
  const hold = { customerId, reason, placedAt: new Date(nowMs()).toISOString(), placedBy: caller.id };
  const recorded = await audit.recordWith(
    [{ act: 'LegalHoldPlaced', actor: caller.id, target: `customers/${customerId}`, reason, correlationId }],
    [holds.toPut(hold)],
  );
  if (recorded === undefined) throw new ContentionError('the legal hold was not stored');
  return { body: hold, recorded };
}
