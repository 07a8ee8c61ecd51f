import type { StateAggregate } from '@tradepost/aggregate/aggregate';
import * as z from 'zod/mini';

/*
 * Stored shapes, not API shapes: they accept everything that this service has ever written. A rule of the API that becomes
 * stricter, such as that of slugs, currencies or texts, must not make a product unreadable.
 */

const attributes = z.optional(
  z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
);

const texts = z.object({ title: z.optional(z.string()), description: z.optional(z.string()) });

/** A variant, in its product or as an item of its own. */
export const storedVariant = z.object({
  sku: z.string(),
  title: z.optional(z.string()),
  options: z._default(z.record(z.string(), z.string()), {}),
  prices: z.record(z.string(), z.int()),
  weightGrams: z.optional(z.int()),
  purchaseLimit: z.optional(z.int()),
  taxClass: z.optional(z.string()),
  attributes,
  /** Only of a bundle: the units of other SKUs in one of it. */
  components: z.optional(z.array(z.object({ sku: z.string(), quantity: z.int() }))),
  /** Version of the product at the last change of the variant; absent if it is as it was created with its product. */
  version: z.optional(z.int()),
  /** Only an item of its own can be archived. */
  status: z.optional(z.literal('archived')),
});

const status = z.enum(['draft', 'active', 'archived']);

const details = {
  title: z.string(),
  slug: z.string(),
  description: z.optional(z.string()),
  categories: z._default(z.array(z.string()), []),
  taxClass: z.optional(z.string()),
  attributes,
  texts: z.optional(z.record(z.string(), texts)),
  options: z.optional(z.array(z.object({ name: z.string(), values: z.array(z.string()) }))),
  metadata: z.optional(z.record(z.string(), z.string())),
  /** The first variants. All others are items of their own. */
  variants: z.array(storedVariant),
  /** Number of variants that are not archived. Products of the first version have none but `variants`. */
  variantCount: z.optional(z.int()),
  archivedVariants: z.optional(z.int()),
  /** When the product becomes active, and a draft again; removed when it has. */
  publishAt: z.optional(z.string()),
  unpublishAt: z.optional(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
};

/** A product with its version, as stored in the lists. */
export const storedProduct = z.object({ id: z.string(), status, version: z.int(), ...details });

/** A product without its version, which the store counts. */
const productFacts = z.object({ id: z.string(), status, ...details });

const priceChange = z.object({
  sku: z.string(),
  currency: z.string(),
  fromMinor: z.optional(z.int()),
  toMinor: z.optional(z.int()),
});

export type Attributes = NonNullable<z.infer<typeof attributes>>;
export type Texts = z.infer<typeof texts>;
export type Variant = z.infer<typeof storedVariant>;
export type PriceChange = z.infer<typeof priceChange>;
export type ProductFacts = z.infer<typeof productFacts>;

const productState = z.discriminatedUnion('status', [z.object({ status: z.literal('none') }), productFacts]);

/** State of a product: `none` before its creation, then `draft`, `active` or `archived`. */
export type ProductState = z.infer<typeof productState>;

/** Fields of every event. `product` is the state after all events of the decision. */
const decided = { at: z.string(), product: productFacts };

/** Stored events of a product. They are internal to the service; `to-contract-events.ts` maps them to published events. */
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
  z.object({
    type: z.literal('VariantChanged'),
    at: z.string(),
    variant: storedVariant,
    isNew: z.boolean(),
    /** The variant is an item of its own, not part of the product's. */
    isOwn: z.boolean(),
  }),
]);

export type ProductEvent = z.infer<typeof productEvent>;

/** Returns the product after an event. An event that cannot follow this state leaves the product unchanged. */
export function evolve(product: ProductState, event: ProductEvent): ProductState {
  switch (event.type) {
    case 'ProductCreated':
      return product.status === 'none' ? event.product : product;
    case 'ProductUpdated':
    case 'PriceChanged':
    case 'ProductArchived':
      return product.status === 'draft' || product.status === 'active' ? event.product : product;
    case 'VariantChanged':
      return product.status === 'draft' || product.status === 'active'
        ? withVariant(product, event)
        : product;
    default:
      return event satisfies never;
  }
}

type VariantChanged = Extract<ProductEvent, { type: 'VariantChanged' }>;

function withVariant(product: ProductFacts, { variant, isNew, isOwn, at }: VariantChanged): ProductFacts {
  const { variants, variantCount = variants.length, archivedVariants = 0 } = product;
  const place = variants.findIndex(({ sku }) => sku === variant.sku);
  const isArchived = variant.status === 'archived';
  const inline = isOwn ? [] : [variant];
  return {
    ...product,
    variants: place < 0 ? [...variants, ...inline] : variants.toSpliced(place, 1, ...inline),
    variantCount: variantCount + (isNew ? 1 : 0) - (isArchived ? 1 : 0),
    ...(isArchived ? { archivedVariants: archivedVariants + 1 } : {}),
    updatedAt: at,
  };
}

/** A product: its commands are `create`, `update`, `archive`, `putVariant` and `archiveVariant` of this folder. */
export const product = {
  name: 'product',
  initial: { status: 'none' },
  evolve,
  events: { schema: productEvent },
  state: { schema: productState },
} satisfies StateAggregate<ProductState, ProductEvent>;
