import { adjustStock as route } from '@tradepost/contracts/http/inventory';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http';
import { deriveId, fingerprintOf } from '@tradepost/lambda/idempotent-id';
import { type Deps, deps } from '../deps.ts';

export const handler = http(route, (request) => adjustStock(request, deps()));

/** Adds units to a stock, or takes units from it. */
export async function adjustStock(
  { params: { sku }, body, caller, idempotencyKey, correlationId }: HttpRequest<typeof route>,
  { changeStock, now, newUlid }: Pick<Deps, 'changeStock' | 'now' | 'newUlid'>,
): Promise<HttpReply<typeof route>> {
  const { location, delta, reason } = body;
  // An adjustment is kept with its SKU: one key for two SKUs is two requests. No SKU has a slash in it.
  const adjustmentId =
    idempotencyKey === undefined
      ? `adj_${newUlid()}`
      : deriveId('adj', caller.id, `${sku}/${idempotencyKey}`);
  const changed = await changeStock(
    { sku, location, adjustmentId },
    { type: 'AdjustStock', delta, reason },
    {
      at: now(),
      actor: caller.id,
      correlationId,
      ...(idempotencyKey === undefined ? {} : { fingerprint: fingerprintOf(body) }),
    },
  );
  if ('rejection' in changed) return { rejection: { ...changed.rejection, sku, location } };
  return { body: { adjustmentId, stock: changed.stock } };
}
