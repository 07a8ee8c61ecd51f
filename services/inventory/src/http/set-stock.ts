import { ifVersion } from '@tradepost/aggregate/if-version';
import type { AuditLog } from '@tradepost/audit/audit-log';
import { setStock as route } from '@tradepost/contracts/inventory/routes';
import { by } from '@tradepost/lambda/by';
import { type HttpReply, type HttpRequest, http } from '@tradepost/lambda/http/http';
import { audit, type Deps, deps } from '../deps.ts';
import { set } from '../domain/set.ts';
import { recordAct } from './record-act.ts';

export const handler = http(route, (request) => setStock(request, { ...deps(), audit: audit() }));

export type SetStockRequest = Pick<
  HttpRequest<typeof route>,
  'params' | 'body' | 'caller' | 'ifMatch' | 'correlationId'
>;

export type SetStockDeps = Pick<Deps, 'stockChanges' | 'bundles' | 'newAdjustmentId'> & {
  readonly audit: AuditLog;
};

/** Sets the units counted at a location. `set-stock-level.ts` has the SKU in the query. */
export async function setStock(
  request: SetStockRequest,
  { audit: log, stockChanges, bundles, newAdjustmentId }: SetStockDeps,
): Promise<HttpReply<typeof route>> {
  const { params, body, ifMatch } = request;
  const { sku, location } = params;
  const components = (await bundles.find([sku])).get(sku);
  if (components !== undefined) return { rejection: { code: 'STOCK_OF_BUNDLE', sku, components } };
  const change = { sku, location, adjustmentId: newAdjustmentId() };
  const facts = { adjustmentId: change.adjustmentId, location, ...body };
  const recorded = await recordAct(log, 'StockCounted', request, sku, facts);
  const changed = await stockChanges.execute(change, ifVersion(ifMatch, set(body)), by(request));
  if ('rejection' in changed) return { rejection: { ...changed.rejection, sku, location } };
  return { body: changed.stock, version: changed.stock.version, recorded };
}
