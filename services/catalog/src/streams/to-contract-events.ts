import { messageAttributes } from '@tradepost/aggregate/message-attributes';
import { type StateCommit, toStateCommit } from '@tradepost/aggregate/stored-commit';
import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import {
  categoryChanged,
  priceChanged,
  productArchived,
  productCreated,
  productUpdated,
  variantChanged,
} from '@tradepost/contracts/catalog/events';
import { type CloudEvent, type MessageAttributes, toCloudEvent } from '@tradepost/contracts/cloud-event';
import { categoryTree } from '../domain/category-tree.ts';
import { type ProductEvent, type ProductState, product, type Variant } from '../domain/product.ts';
import { toCategory } from '../projections/to-category.ts';
import { toProduct, toProductVariant } from '../projections/to-product.ts';

const SOURCE = { source: 'tradepost.catalog' } as const;

/** Maps a record of the products table to the events to publish; none if the record is of a claim. */
export function toContractEvents(record: StreamRecord): readonly CloudEvent[] {
  const commit = toStateCommit(record, product);
  if (commit === undefined) return toCategoryEvents(record);
  return commit.events.map((event, index) =>
    toContractEvent(event, commit, messageAttributes(commit, index, SOURCE)),
  );
}

function toCategoryEvents(record: StreamRecord): readonly CloudEvent[] {
  const commit = toStateCommit(record, categoryTree);
  if (commit === undefined) return [];
  return commit.events.map(({ type, category }, index) =>
    toCloudEvent(
      categoryChanged,
      {
        // One that was removed had nothing in it, but is in others.
        category: toCategory(
          categoryTree.evolve(commit.state, { type: 'CategoryPut', at: commit.at, category }),
          category,
        ),
        ...(type === 'CategoryRemoved' ? { isRemoved: true as const } : {}),
      },
      messageAttributes(commit, index, { ...SOURCE, subject: category.slug }),
    ),
  );
}

function toContractEvent(
  event: ProductEvent,
  { version, state }: StateCommit<ProductState, ProductEvent>,
  attributes: MessageAttributes,
): CloudEvent {
  if (event.type === 'VariantChanged')
    return toCloudEvent(variantChanged, toVariantData(event.variant, state, version), attributes);
  const data = { product: toProduct(event.product, version) };
  switch (event.type) {
    case 'ProductCreated':
      return toCloudEvent(productCreated, data, attributes);
    case 'ProductUpdated':
      return toCloudEvent(productUpdated, { ...data, skusRemoved: event.skusRemoved }, attributes);
    case 'PriceChanged':
      return toCloudEvent(priceChanged, { ...data, changes: event.changes }, attributes);
    case 'ProductArchived':
      return toCloudEvent(productArchived, data, attributes);
    default:
      return event satisfies never;
  }
}

function toVariantData(variant: Variant, state: ProductState, version: number) {
  if (state.status === 'none') throw new Error('a variant needs a product, not one in status "none"');
  const {
    description: _description,
    texts: _texts,
    variants: _variants,
    ...head
  } = toProduct(state, version);
  return { product: head, variant: toProductVariant(state.id, variant) };
}
