import * as z from 'zod/mini';
import { defineRoute } from '../define-route.ts';
import { MAX_COMPONENTS } from '../fields/components.ts';
import { productId, sku } from '../fields/identifiers.ts';
import { listOf, pageOf, paging, pagingOf } from '../fields/paging.ts';
import { notPersonal } from '../fields/personal-data.ts';
import { slug } from '../fields/slug.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';
import { category as categoryModel, categoryTree } from './category.ts';
import { givenCategory } from './given-category.ts';
import {
  attributeChanges,
  givenProduct,
  givenVariant,
  metadataChanges,
  textChanges,
} from './given-product.ts';
import {
  DEFAULT_FEED_PAGE_SIZE,
  MAX_BULK_SKUS,
  MAX_FEED_PAGE_SIZE,
  product,
  productStatus,
  productVariant,
  variant,
} from './model.ts';
import { ofProductList, productListRules } from './product-query.ts';

const service = 'catalog';
const params = z.strictObject({ productId });

/** A cached list may be up to a minute old. After that it is revalidated by its ETag. */
const cacheControl = 'public, max-age=60, stale-while-revalidate=300';
/** The ETag is a version, which clients send as `If-Match`: a cache must revalidate before each use. */
const revalidated = 'no-cache';

const PUBLISH_AT =
  'Time from which the product is active, to the minute. If both dates have come, the later one decides.';
const UNPUBLISH_AT = 'Time from which the product is a draft, to the minute.';

const newStatus = z.enum(['draft', 'active']).check(z.describe('draft: not yet for sale; active: for sale.'));

export const createProduct = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/products',
  summary: 'Create a product.',
  access: { kind: 'staff', scope: 'catalog:write', machines: true },
  body: () =>
    z.strictObject({
      ...givenProduct,
      slug: z
        .optional(slug)
        .check(z.describe('Name for use in URLs. Made from the title, and unique, if it is not given.')),
      description: z
        .optional(givenProduct.description)
        .check(z.describe('Description, as text of one or several lines.')),
      categories: z._default(givenProduct.categories, []),
      taxClass: z.optional(givenProduct.taxClass),
      attributes: z.optional(givenProduct.attributes),
      texts: z.optional(givenProduct.texts),
      options: z.optional(givenProduct.options),
      metadata: z.optional(givenProduct.metadata),
      status: z._default(newStatus, 'draft'),
      publishAt: z.optional(timestamp).check(z.describe(PUBLISH_AT)),
      unpublishAt: z.optional(timestamp).check(z.describe(UNPUBLISH_AT)),
    }),
  success: { status: 201, body: product },
  idempotencyKey: true,
  problems: [
    'SKU_TAKEN',
    'SLUG_TAKEN',
    'PRODUCT_TOO_LARGE',
    'COMPONENT_NOT_FOUND',
    'COMPONENT_ARCHIVED',
    'COMPONENT_IS_BUNDLE',
  ],
});

export const updateProduct = /* @__PURE__ */ defineRoute({
  service,
  method: 'PATCH',
  path: '/v1/products/{productId}',
  summary:
    'Change a product. The fields that are given are changed (RFC 7396), of the version that If-Match names.',
  access: { kind: 'staff', scope: 'catalog:write', machines: true },
  params,
  body: () =>
    z.strictObject({
      title: z.optional(givenProduct.title),
      slug: z.optional(slug),
      description: z
        .optional(z.nullable(givenProduct.description))
        .check(z.describe('Description, as text of one or several lines; null removes it.')),
      categories: z.optional(givenProduct.categories),
      taxClass: z
        .optional(z.nullable(givenProduct.taxClass))
        .check(z.describe("Tax class of variants without one of their own; null for 'standard'.")),
      attributes: z
        .optional(attributeChanges)
        .check(z.describe('Attributes to set; null removes one. Others are kept.')),
      texts: z
        .optional(textChanges)
        .check(
          z.describe('Texts of languages to replace; null removes those of a language. Others are kept.'),
        ),
      options: z
        .optional(z.nullable(givenProduct.options))
        .check(
          z.describe('Options in the order to show them, each with its values; null removes the order.'),
        ),
      metadata: z
        .optional(metadataChanges)
        .check(z.describe('Metadata to set; null removes an entry. Others are kept.')),
      variants: z.optional(givenProduct.variants),
      status: z.optional(newStatus),
      publishAt: z.optional(z.nullable(timestamp)).check(z.describe(`${PUBLISH_AT} null removes it.`)),
      unpublishAt: z.optional(z.nullable(timestamp)).check(z.describe(`${UNPUBLISH_AT} null removes it.`)),
    }),
  success: { status: 200, body: product },
  ifMatch: 'required',
  problems: [
    'PRODUCT_NOT_FOUND',
    'PRODUCT_ARCHIVED',
    'SKU_TAKEN',
    'SLUG_TAKEN',
    'VARIANTS_NOT_REPLACEABLE',
    'PRODUCT_TOO_LARGE',
    'VARIANT_KIND_FIXED',
    'COMPONENT_NOT_FOUND',
    'COMPONENT_ARCHIVED',
    'COMPONENT_IS_BUNDLE',
  ],
});

const ofVariant = z.strictObject({ productId, sku });

export const putVariant = /* @__PURE__ */ defineRoute({
  service,
  method: 'PUT',
  path: '/v1/products/{productId}/variants/{sku}',
  summary:
    'Create a variant of a product, or replace it. Fields that are absent are removed. `If-None-Match: *` only creates, `If-Match` only replaces.',
  access: { kind: 'staff', scope: 'catalog:write', machines: true },
  params: ofVariant,
  body: givenVariant,
  success: { status: 200, body: productVariant },
  ifMatch: 'optional',
  problems: [
    'PRODUCT_NOT_FOUND',
    'PRODUCT_ARCHIVED',
    'VARIANT_ARCHIVED',
    'SKU_TAKEN',
    'TOO_MANY_VARIANTS',
    'PRODUCT_TOO_LARGE',
    'VARIANT_KIND_FIXED',
    'COMPONENT_NOT_FOUND',
    'COMPONENT_ARCHIVED',
    'COMPONENT_IS_BUNDLE',
  ],
});

export const archiveVariant = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/products/{productId}/variants/{sku}/archive',
  summary: 'Archive a variant: it can no longer be sold or changed. Repeating the call changes nothing.',
  access: { kind: 'staff', scope: 'catalog:write', machines: true },
  params: ofVariant,
  success: { status: 200, body: productVariant },
  ifMatch: 'optional',
  problems: ['PRODUCT_NOT_FOUND', 'PRODUCT_ARCHIVED', 'VARIANT_NOT_FOUND'],
});

export const getVariant = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/products/{productId}/variants/{sku}',
  summary: 'Get a variant of an active product.',
  access: { kind: 'public' },
  params: ofVariant,
  success: { status: 200, body: productVariant },
  cacheControl: revalidated,
  problems: ['PRODUCT_NOT_FOUND', 'VARIANT_NOT_FOUND'],
});

export const listVariants = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/products/{productId}/variants',
  summary: 'List variants of an active product that are not archived, by SKU.',
  access: { kind: 'public' },
  params,
  query: () => z.strictObject(paging),
  success: { status: 200, body: () => pageOf(productVariant) },
  cacheControl,
  throttle: 'lists',
  problems: ['PRODUCT_NOT_FOUND', 'INVALID_CURSOR'],
});

export const listAdminVariants = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/admin/products/{productId}/variants',
  summary: 'List variants of a product of any status, by SKU, archived ones included.',
  access: { kind: 'staff', scope: 'catalog:drafts', machines: true },
  params,
  query: () => z.strictObject(paging),
  success: { status: 200, body: () => pageOf(productVariant) },
  problems: ['PRODUCT_NOT_FOUND', 'INVALID_CURSOR'],
});

export const archiveProduct = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/products/{productId}/archive',
  summary: 'Archive a product: it can no longer be sold or changed. Repeating the call changes nothing.',
  access: { kind: 'staff', scope: 'catalog:write', machines: true },
  params,
  success: { status: 200, body: product },
  ifMatch: 'optional',
  problems: ['PRODUCT_NOT_FOUND'],
});

export const getProduct = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/products/{productId}',
  summary: 'Get an active product.',
  access: { kind: 'public' },
  params,
  success: { status: 200, body: product },
  cacheControl: revalidated,
  problems: ['PRODUCT_NOT_FOUND'],
});

export const getProductBySku = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/products/by-sku/{sku}',
  summary: 'Get the active product with a SKU.',
  access: { kind: 'public' },
  params: () => z.strictObject({ sku }),
  success: { status: 200, body: product },
  cacheControl: revalidated,
  problems: ['PRODUCT_NOT_FOUND'],
});

export const getProductBySlug = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/products/by-slug/{slug}',
  summary: 'Get the active product with a slug.',
  access: { kind: 'public' },
  params: () => z.strictObject({ slug }),
  success: { status: 200, body: product },
  cacheControl: revalidated,
  problems: ['PRODUCT_NOT_FOUND'],
});

const category = z
  .optional(slug)
  .check(
    z.describe('Slug of a category. Only its products, and those of the categories in it, are returned.'),
  );

export const listProducts = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/products',
  summary:
    'List active products: of a category and those in it, by price, values and whether they are for sale. A page may be shorter than `limit`, or empty, while there is a `nextCursor`.',
  access: { kind: 'public' },
  query: () => z.strictObject({ ...paging, category, ...ofProductList }).check(...productListRules),
  success: { status: 200, body: () => pageOf(product) },
  cacheControl,
  throttle: 'lists',
  problems: ['INVALID_CURSOR'],
});

/**
 * The products of `listProducts` for partners: price comparisons, marketplaces, advertising. It has larger pages, and a usage
 * plan counts its requests by API key. The key gives no access to anything that is not public.
 */
export const listFeedProducts = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/feed/products',
  summary:
    'List active products for a partner feed, newest first, in large pages. A page ends at one megabyte. Needs an API key, which has a quota.',
  access: { kind: 'public' },
  apiKey: true,
  query: () =>
    z.strictObject({ ...pagingOf({ max: MAX_FEED_PAGE_SIZE, byDefault: DEFAULT_FEED_PAGE_SIZE }), category }),
  success: { status: 200, body: () => pageOf(product) },
  cacheControl,
  throttle: 'feeds',
  problems: ['INVALID_CURSOR'],
});

export const getAdminProduct = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/admin/products/{productId}',
  summary: 'Get a product of any status.',
  access: { kind: 'staff', scope: 'catalog:drafts', machines: true },
  params,
  success: { status: 200, body: product },
  problems: ['PRODUCT_NOT_FOUND'],
});

export const listAdminProducts = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/admin/products',
  summary: 'List products of one status, newest first.',
  access: { kind: 'staff', scope: 'catalog:drafts', machines: true },
  query: () =>
    z.strictObject({
      ...paging,
      category,
      status: z._default(productStatus, 'draft'),
    }),
  success: { status: 200, body: () => pageOf(product) },
  problems: ['INVALID_CURSOR'],
});

/** An attribute as conditions of promotions compare it: a boolean is `true` or `false`. */
const saleFact = z.union([product.shape.title, z.number(), z.array(product.shape.title)]);

/** A variant with the fields of its product that are needed to price it. */
export const variantOfProduct = z.object({
  ...variant.shape,
  productId,
  productTitle: product.shape.title,
  status: productStatus,
  productVersion: version,
  taxClass: z
    .string()
    .check(
      z.describe("Tax class of the variant or of its product, else 'standard'."),
      notPersonal('kind of goods'),
    ),
  attributes: z
    .record(product.shape.title, saleFact)
    .check(
      z.describe(
        'Attributes of the product and of the variant, whose values come first. A boolean is a text.',
      ),
    ),
  unavailableComponents: z
    .optional(z.array(sku).check(z.maxLength(MAX_COMPONENTS)))
    .check(
      z.describe(
        'Components of a bundle that are archived or removed: while it has any, it is not for sale. Absent if there are none.',
      ),
    ),
});

export const getVariants = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/variants',
  summary: 'List variants of active products by SKU, up to 100 at once. All other SKUs are in `unknown`.',
  access: { kind: 'public' },
  query: () =>
    z.strictObject({
      skus: listOf(sku, MAX_BULK_SKUS).check(z.describe('SKUs: `skus=A,B` or `skus=A&skus=B`. Up to 100.')),
    }),
  success: {
    status: 200,
    body: () =>
      z.object({
        items: z.array(variantOfProduct).check(z.describe('Variants in the order of `skus`.')),
        unknown: z.array(sku).check(z.describe('SKUs that no active product has.')),
      }),
  },
  cacheControl,
  throttle: 'lists',
});

const ofCategory = z.strictObject({ category: slug });

export const listCategories = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/categories',
  summary: 'List all categories as a tree: each before those that are in it.',
  access: { kind: 'public' },
  success: { status: 200, body: categoryTree },
  cacheControl,
  throttle: 'lists',
});

export const getCategory = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/categories/{category}',
  summary: 'Get a category.',
  access: { kind: 'public' },
  params: ofCategory,
  success: { status: 200, body: categoryModel },
  cacheControl: revalidated,
  problems: ['CATEGORY_NOT_FOUND'],
});

export const putCategory = /* @__PURE__ */ defineRoute({
  service,
  method: 'PUT',
  path: '/v1/categories/{category}',
  summary:
    'Create a category, or replace it: its texts, its parent and its position. Fields that are absent are removed. `If-None-Match: *` only creates, `If-Match` only replaces.',
  access: { kind: 'staff', scope: 'catalog:write', machines: true },
  params: ofCategory,
  body: givenCategory,
  success: { status: 200, body: categoryModel },
  ifMatch: 'optional',
  problems: [
    'PARENT_CATEGORY_NOT_FOUND',
    'CATEGORY_WITHIN_ITSELF',
    'CATEGORY_TOO_DEEP',
    'TOO_MANY_CATEGORIES',
  ],
});

export const removeCategory = /* @__PURE__ */ defineRoute({
  service,
  method: 'DELETE',
  path: '/v1/categories/{category}',
  summary:
    'Remove a category that has neither products nor categories in it. The response has those that are left.',
  access: { kind: 'staff', scope: 'catalog:write', machines: true },
  params: ofCategory,
  success: { status: 200, body: categoryTree },
  ifMatch: 'optional',
  problems: ['CATEGORY_NOT_FOUND', 'CATEGORY_NOT_EMPTY'],
});
