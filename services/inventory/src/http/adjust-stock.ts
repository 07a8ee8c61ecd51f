import { adjustStock as route } from '@tradepost/contracts/inventory/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { deriveId, hashRequest } from '@tradepost/lambda/idempotent-id';
import { type Deps, deps } from '../deps.ts';
import { adjust } from '../domain/adjust.ts';

export const handler = http(route, (request) => adjustStock(request, deps()));

export type AdjustStockRequest = Pick<
  HttpRequest<typeof route>,
  'params' | 'body' | 'caller' | 'idempotencyKey' | 'correlationId'
>;

export type AdjustStockDeps = Pick<Deps, 'stockChanges' | 'newAdjustmentId'>;

/** Adds units to the stock of a SKU, or removes units. `record-adjustment.ts` has the SKU in the body. */
export async function adjustStock(
  request: AdjustStockRequest,
  { stockChanges, newAdjustmentId }: AdjustStockDeps,
): Promise<HttpReply<typeof route>> {
  const { params, body, caller, idempotencyKey } = request;
  const { sku } = params;
  const { location, delta, reason } = body;
  // The same key for two SKUs is two requests, because an adjustment is stored with its SKU. An encoded SKU has no slash.
  const adjustmentId =
    idempotencyKey === undefined
      ? newAdjustmentId()
      : deriveId('adj', caller.id, `${encodeURIComponent(sku)}/${idempotencyKey}`);
  const change = { sku, location, adjustmentId };
  const command = adjust({ delta, reason });
  const changed =
    idempotencyKey === undefined
      ? await stockChanges.execute(change, command, by(request))
      : await stockChanges.executeOnce(change, command, { ...by(request), fingerprint: hashRequest(body) });
  if ('rejection' in changed) return { rejection: { ...changed.rejection, sku, location } };
  return { body: { adjustmentId, stock: changed.stock } };
}
