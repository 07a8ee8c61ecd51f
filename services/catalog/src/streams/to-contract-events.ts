import { type StreamRecord, toCommit } from '@tradepost/aggregate/stream-record';
import {
  priceChanged,
  productArchived,
  productCreated,
  productUpdated,
} from '@tradepost/contracts/catalog/events';
import { type CloudEvent, type MessageAttributes, toCloudEvent } from '@tradepost/contracts/cloud-event';
import { type ProductEvent, parseEvent } from '../domain/product.ts';
import { toProduct } from '../views/product-view.ts';

const SOURCE = 'tradepost.catalog';

/** Maps a record of the products table to the events to publish; none if the record is of a claim. */
export function toContractEvents(record: StreamRecord): readonly CloudEvent[] {
  const commit = toCommit(record);
  if (commit === undefined) return [];
  const { id, version, at, correlationId, causationId } = commit;
  return commit.events.map((stored, index) =>
    toContractEvent(parseEvent(stored), version, {
      id: `${id}/${version}/${index}`,
      source: SOURCE,
      subject: id,
      time: at,
      correlationId,
      ...(causationId === undefined ? {} : { causationId }),
    }),
  );
}

function toContractEvent(event: ProductEvent, version: number, attributes: MessageAttributes): CloudEvent {
  const product = toProduct(event.product, version);
  switch (event.type) {
    case 'ProductCreated':
      return toCloudEvent(productCreated, { product }, attributes);
    case 'ProductUpdated':
      return toCloudEvent(productUpdated, { product }, attributes);
    case 'PriceChanged':
      return toCloudEvent(priceChanged, { product, changes: event.changes }, attributes);
    case 'ProductArchived':
      return toCloudEvent(productArchived, { product }, attributes);
    default:
      return event satisfies never;
  }
}
