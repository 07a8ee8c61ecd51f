import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import { type CloudEvent, toCloudEvent } from '@tradepost/contracts/cloud-event';
import { stockDepleted, stockLow } from '@tradepost/contracts/inventory/events';
import { type StockItem, stockItem } from '../domain/stock-item.ts';

/**
 * Returns the alerts for a change of a stock's units, whatever caused it: the stock became low, or is depleted. An alert
 * is published when the threshold is crossed, not while the stock stays below it.
 */
export function toStockAlerts({ oldImage, newImage }: StreamRecord): readonly CloudEvent[] {
  if (oldImage === undefined || newImage === undefined) return [];
  const before = stockItem.parse(oldImage);
  const after = stockItem.parse(newImage);
  const { sku, location, available, lowStockThreshold } = after;
  const data = { sku, location, available, lowStockThreshold };
  const events: CloudEvent[] = [];
  if (!isLow(before) && isLow(after)) {
    events.push(toCloudEvent(stockLow, data, attributesOf(after, stockLow.type)));
  }
  if (before.available > 0 && available === 0) {
    events.push(toCloudEvent(stockDepleted, data, attributesOf(after, stockDepleted.type)));
  }
  return events;
}

function isLow({ available, lowStockThreshold }: StockItem): boolean {
  return available <= lowStockThreshold;
}

function attributesOf(
  { sku, location, version, updatedAt, correlationId, causationId }: StockItem,
  type: string,
) {
  return {
    id: `${sku}@${location}/${version}/${type}`,
    source: 'tradepost.inventory',
    subject: sku,
    time: updatedAt,
    correlationId,
    ...(causationId === undefined ? {} : { causationId }),
  };
}
