import { messageAttributes } from '@tradepost/aggregate/message-attributes';
import { toStoredCommit } from '@tradepost/aggregate/stored-commit';
import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import {
  priceChanged,
  productArchived,
  productCreated,
  productUpdated,
} from '@tradepost/contracts/catalog/events';
import { type CloudEvent, type MessageAttributes, toCloudEvent } from '@tradepost/contracts/cloud-event';
import { type ProductEvent, product } from '../domain/product.ts';
import { toProduct } from '../projections/to-product.ts';

/** Maps a record of the products table to the events to publish; none if the record is of a claim. */
export function toContractEvents(record: StreamRecord): readonly CloudEvent[] {
  const commit = toStoredCommit(record, product);
  if (commit === undefined) return [];
  return commit.events.map((event, index) =>
    toContractEvent(event, commit.version, messageAttributes(commit, index, { source: 'tradepost.catalog' })),
  );
}

function toContractEvent(event: ProductEvent, version: number, attributes: MessageAttributes): CloudEvent {
  const data = { product: toProduct(event.product, version) };
  switch (event.type) {
    case 'ProductCreated':
      return toCloudEvent(productCreated, data, attributes);
    case 'ProductUpdated':
      return toCloudEvent(productUpdated, data, attributes);
    case 'PriceChanged':
      return toCloudEvent(priceChanged, { ...data, changes: event.changes }, attributes);
    case 'ProductArchived':
      return toCloudEvent(productArchived, data, attributes);
    default:
      return event satisfies never;
  }
}
