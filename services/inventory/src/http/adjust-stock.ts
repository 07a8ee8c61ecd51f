import type { AuditLog } from '@tradepost/audit/audit-log';
import { adjustStock as route } from '@tradepost/contracts/inventory/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import type { IdFromKey } from '@tradepost/lambda/id-from-key';
import { hashRequest } from '@tradepost/lambda/idempotent-id';
import { audit, type Deps, deps, idFromKey } from '../deps.ts';
import { adjust } from '../domain/adjust.ts';
import { recordAct } from './record-act.ts';

export const handler = http(route, (request) =>
  adjustStock(request, { ...deps(), audit: audit(), idFromKey: idFromKey() }),
);

export type AdjustStockRequest = Pick<
  HttpRequest<typeof route>,
  'params' | 'body' | 'caller' | 'idempotencyKey' | 'correlationId'
>;

export type AdjustStockDeps = Pick<Deps, 'stockChanges' | 'bundles' | 'newAdjustmentId'> & {
  readonly idFromKey: IdFromKey;
  readonly audit: AuditLog;
};

/** Adds units to the stock of a SKU, or removes units. `record-adjustment.ts` has the SKU in the body. */
export async function adjustStock(
  request: AdjustStockRequest,
  { audit: log, stockChanges, bundles, newAdjustmentId, idFromKey: toId }: AdjustStockDeps,
): Promise<HttpReply<typeof route>> {
  const { params, body, caller, idempotencyKey } = request;
  const { sku } = params;
  const { location, delta, reason } = body;
  const components = (await bundles.find([sku])).get(sku);
  if (components !== undefined) return { rejection: { code: 'STOCK_OF_BUNDLE', sku, components } };
  // The same key for two SKUs is two requests, because an adjustment is stored with its SKU. An encoded SKU has no slash.
  const adjustmentId =
    idempotencyKey === undefined
      ? newAdjustmentId()
      : await toId('adj', caller, `${encodeURIComponent(sku)}/${idempotencyKey}`);
  const facts = { adjustmentId, location, delta, reason };
  const recorded = await recordAct(log, 'StockAdjusted', request, sku, facts);
  const change = { sku, location, adjustmentId };
  const command = adjust({ delta, reason });
  const changed =
    idempotencyKey === undefined
      ? await stockChanges.execute(change, command, by(request))
      : await stockChanges.executeOnce(change, command, { ...by(request), fingerprint: hashRequest(body) });
  if ('rejection' in changed) return { rejection: { ...changed.rejection, sku, location } };
  return { body: { adjustmentId, stock: changed.stock }, recorded };
}
