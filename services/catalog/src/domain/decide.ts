import { isDeepStrictEqual } from 'node:util';
import type { Variant } from '@tradepost/contracts/catalog/model';
import type { createProduct, updateProduct } from '@tradepost/contracts/catalog/routes';
import type * as z from 'zod/mini';
import { priceChanges } from './price-changes.ts';
import type { ProductEvent, ProductFacts, ProductState } from './product.ts';

/**
 * Maximum size of an event, which contains the whole product. An event must fit into an entry of the bus (256 KB), and a state
 * with two such events into an item of the table (400 KB).
 */
export const MAX_EVENT_BYTES = 120 * 1024;

type Addressed = { readonly productId: string; readonly at: string };

export type CreateProduct = Addressed & {
  readonly type: 'CreateProduct';
  readonly details: z.infer<typeof createProduct.body> & { readonly slug: string };
};

export type UpdateProduct = Addressed & {
  readonly type: 'UpdateProduct';
  readonly changes: z.infer<typeof updateProduct.body>;
};

export type ArchiveProduct = Addressed & { readonly type: 'ArchiveProduct' };

export type ProductCommand = CreateProduct | UpdateProduct | ArchiveProduct;

type NotFound = { readonly code: 'PRODUCT_NOT_FOUND'; readonly productId: string };
type Archived = { readonly code: 'PRODUCT_ARCHIVED'; readonly productId: string };
type TooLarge = { readonly code: 'PRODUCT_TOO_LARGE'; readonly bytes: number; readonly maxBytes: number };

export type ProductRejection = NotFound | Archived | TooLarge;

export type ProductDecision<Rejection = ProductRejection> =
  | { readonly events: readonly ProductEvent[] }
  | { readonly rejection: Rejection };

/** Decides a command on a product: the events to commit, or the rejection. Pure. */
export function decide(command: CreateProduct, state: ProductState): ProductDecision<TooLarge>;
export function decide(
  command: UpdateProduct,
  state: ProductState,
): ProductDecision<NotFound | Archived | TooLarge>;
export function decide(command: ArchiveProduct, state: ProductState): ProductDecision<NotFound>;
export function decide(command: ProductCommand, state: ProductState): ProductDecision;
export function decide(command: ProductCommand, state: ProductState): ProductDecision {
  switch (command.type) {
    case 'CreateProduct':
      return create(command, state);
    case 'UpdateProduct':
      return update(command, state);
    case 'ArchiveProduct':
      return archive(command, state);
    default:
      return command satisfies never;
  }
}

/** An existing product was created by the same request, from which its id is derived. */
function create({ productId, at, details }: CreateProduct, state: ProductState): ProductDecision<TooLarge> {
  if (state.status !== 'none') return { events: [] };
  const { categories, description, ...rest } = details;
  const product: ProductFacts = {
    id: productId,
    ...rest,
    ...(description === undefined ? {} : { description }),
    categories: unique(categories),
    createdAt: at,
    updatedAt: at,
  };
  return withinBounds([{ type: 'ProductCreated', at, product }]);
}

function update({ productId, at, changes }: UpdateProduct, state: ProductState): ProductDecision {
  switch (state.status) {
    case 'none':
      return { rejection: { code: 'PRODUCT_NOT_FOUND', productId } };
    case 'archived':
      return { rejection: { code: 'PRODUCT_ARCHIVED', productId } };
    case 'draft':
    case 'active':
      return withinBounds(toEvents(state, { ...merge(state, changes), updatedAt: at }, at));
    default:
      return state satisfies never;
  }
}

/** Archiving again changes nothing. SKUs and slug stay claimed: old orders and links refer to them. */
function archive({ productId, at }: ArchiveProduct, state: ProductState): ProductDecision<NotFound> {
  switch (state.status) {
    case 'none':
      return { rejection: { code: 'PRODUCT_NOT_FOUND', productId } };
    case 'archived':
      return { events: [] };
    case 'draft':
    case 'active': {
      const product: ProductFacts = { ...state, status: 'archived', updatedAt: at };
      return { events: [{ type: 'ProductArchived', at, product }] };
    }
    default:
      return state satisfies never;
  }
}

/** JSON Merge Patch (RFC 7396): an absent field is kept, `null` removes a field, and a list is replaced as a whole. */
function merge(product: ProductFacts, changes: UpdateProduct['changes']): ProductFacts {
  const { description: former, ...kept } = product;
  const description = changes.description === undefined ? former : (changes.description ?? undefined);
  return {
    ...kept,
    ...(description === undefined ? {} : { description }),
    ...(changes.title === undefined ? {} : { title: changes.title }),
    ...(changes.slug === undefined ? {} : { slug: changes.slug }),
    ...(changes.categories === undefined ? {} : { categories: unique(changes.categories) }),
    ...(changes.variants === undefined ? {} : { variants: changes.variants }),
    ...(changes.status === undefined ? {} : { status: changes.status }),
  };
}

/** Events of a change: none if only the time differs. */
function toEvents(before: ProductFacts, product: ProductFacts, at: string): ProductEvent[] {
  const changes = priceChanges(before.variants, product.variants);
  const events: ProductEvent[] = [];
  if (!isDeepStrictEqual(unpriced(before, product), unpriced(product, before))) {
    events.push({
      type: 'ProductUpdated',
      at,
      product,
      skusAdded: skusOnlyIn(product, before),
      skusRemoved: skusOnlyIn(before, product),
      ...(before.slug === product.slug ? {} : { formerSlug: before.slug }),
    });
  }
  if (changes.length > 0) events.push({ type: 'PriceChanged', at, product, changes });
  return events;
}

/** A product without the prices that PriceChanged reports: those of variants that both products have. */
function unpriced(product: ProductFacts, other: ProductFacts) {
  const { updatedAt: _updatedAt, variants, ...rest } = product;
  const inBoth = new Set(other.variants.map(toSku));
  return {
    ...rest,
    variants: variants.map((variant) => (inBoth.has(variant.sku) ? { ...variant, prices: {} } : variant)),
  };
}

function withinBounds(events: readonly ProductEvent[]): ProductDecision<TooLarge> {
  const bytes = Math.max(0, ...events.map((event) => Buffer.byteLength(JSON.stringify(event))));
  if (bytes <= MAX_EVENT_BYTES) return { events };
  return { rejection: { code: 'PRODUCT_TOO_LARGE', bytes, maxBytes: MAX_EVENT_BYTES } };
}

function skusOnlyIn(product: ProductFacts, other: ProductFacts): string[] {
  const theirs = new Set(other.variants.map(toSku));
  return product.variants.map(toSku).filter((sku) => !theirs.has(sku));
}

function toSku({ sku }: Variant): string {
  return sku;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
