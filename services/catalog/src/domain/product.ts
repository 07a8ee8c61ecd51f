import { productStatus } from '@tradepost/contracts/catalog/model';
import * as z from 'zod/mini';

/*
 * Stored shapes, not API shapes: they accept everything that this service has ever written. A rule of the API that becomes
 * stricter, such as that of slugs, currencies or texts, must not make a product unreadable.
 */

const storedVariant = z.object({
  sku: z.string(),
  title: z.optional(z.string()),
  options: z._default(z.record(z.string(), z.string()), {}),
  prices: z.record(z.string(), z.int()),
  weightGrams: z.optional(z.int()),
});

const details = {
  title: z.string(),
  slug: z.string(),
  description: z.optional(z.string()),
  categories: z._default(z.array(z.string()), []),
  variants: z.array(storedVariant),
  createdAt: z.string(),
  updatedAt: z.string(),
};

/** A product with its version, as stored in the lists. */
export const storedProduct = z.object({
  id: z.string(),
  status: productStatus,
  version: z.int(),
  ...details,
});

/** A product without its version, which the store counts. */
const productFacts = z.object({ id: z.string(), status: productStatus, ...details });

const priceChange = z.object({
  sku: z.string(),
  currency: z.string(),
  fromMinor: z.optional(z.int()),
  toMinor: z.optional(z.int()),
});

export type ProductFacts = z.infer<typeof productFacts>;

const noProduct = z.object({ status: z.literal('none') });

const productState = z.discriminatedUnion('status', [noProduct, productFacts]);

/** State of a product: `none` before its creation, then `draft`, `active` or `archived`. */
export type ProductState = z.infer<typeof productState>;

export const NO_PRODUCT: ProductState = { status: 'none' };

/** Fields of every event. `product` is the state after all events of the decision. */
const decided = { at: z.iso.datetime(), product: productFacts };

const productEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ProductCreated'), ...decided }),
  z.object({
    type: z.literal('ProductUpdated'),
    ...decided,
    skusAdded: z.array(z.string()),
    skusRemoved: z.array(z.string()),
    /** Previous slug; set only if the slug changed. */
    formerSlug: z.optional(z.string()),
  }),
  z.object({ type: z.literal('PriceChanged'), ...decided, changes: z.array(priceChange) }),
  z.object({ type: z.literal('ProductArchived'), ...decided }),
]);

export type ProductEvent = z.infer<typeof productEvent>;

/** Returns the state after an event. */
export function evolve(_state: ProductState, event: ProductEvent): ProductState {
  switch (event.type) {
    case 'ProductCreated':
    case 'ProductUpdated':
    case 'PriceChanged':
    case 'ProductArchived':
      return event.product;
    default:
      return event satisfies never;
  }
}

/** Parses a stored state; throws if it does not match the schema. */
export function parseState(stored: unknown): ProductState {
  return productState.parse(stored);
}

/** Parses a stored event; throws if it does not match the schema. */
export function parseEvent(stored: unknown): ProductEvent {
  return productEvent.parse(stored);
}
