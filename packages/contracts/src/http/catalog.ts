import * as z from 'zod/mini';
import { defineRoute } from '../define-route.ts';
import { productId, sku } from '../fields/identifiers.ts';
import { commaSeparated, pageOf, paging } from '../fields/paging.ts';
import { slug } from '../fields/text.ts';
import { version } from '../fields/version.ts';
import {
  MAX_BULK_SKUS,
  MAX_CATEGORIES,
  product,
  productDescription,
  productDetails,
  productStatus,
  variant,
  variantsOf,
} from '../models/product.ts';

const service = 'catalog';
const params = z.strictObject({ productId });

/** A cached response may be up to a minute old. After that it is revalidated by its ETag. */
const cacheControl = 'public, max-age=60, stale-while-revalidate=300';

const newStatus = z.enum(['draft', 'active']).check(z.describe('draft: not yet for sale; active: for sale.'));

/** As sent by a caller: unknown fields are refused. */
const variants = variantsOf(z.strictObject(variant.shape).check(z.describe('What is sold, under one SKU.')));

export const createProduct = defineRoute({
  service,
  method: 'POST',
  path: '/v1/products',
  summary: 'Add a product.',
  access: { kind: 'staff', scope: 'catalog:write' },
  body: z.strictObject({
    ...productDetails,
    variants,
    status: z._default(newStatus, 'draft'),
  }),
  success: { status: 201, body: product },
  idempotencyKey: true,
  problems: ['SKU_TAKEN', 'SLUG_TAKEN', 'PRODUCT_TOO_LARGE'],
});

export const updateProduct = defineRoute({
  service,
  method: 'PATCH',
  path: '/v1/products/{productId}',
  summary:
    'Change a product. The fields that are given are changed (RFC 7396), of the version that If-Match names.',
  access: { kind: 'staff', scope: 'catalog:write' },
  params,
  body: z.strictObject({
    title: z.optional(productDetails.title),
    slug: z.optional(productDetails.slug),
    description: z
      .optional(z.nullable(productDescription))
      .check(z.describe('What there is to say of it, as text; null takes it away.')),
    categories: z
      .optional(z.array(slug).check(z.maxLength(MAX_CATEGORIES)))
      .check(z.describe('The slugs of all categories that it is in.')),
    variants: z.optional(variants),
    status: z.optional(newStatus),
  }),
  success: { status: 200, body: product },
  ifMatch: 'required',
  problems: ['PRODUCT_NOT_FOUND', 'PRODUCT_ARCHIVED', 'SKU_TAKEN', 'SLUG_TAKEN', 'PRODUCT_TOO_LARGE'],
});

export const archiveProduct = defineRoute({
  service,
  method: 'POST',
  path: '/v1/products/{productId}/archive',
  summary: 'Take a product out of sale for good. Archiving twice is the same as once.',
  access: { kind: 'staff', scope: 'catalog:write' },
  params,
  success: { status: 200, body: product },
  ifMatch: 'optional',
  problems: ['PRODUCT_NOT_FOUND'],
});

export const getProduct = defineRoute({
  service,
  method: 'GET',
  path: '/v1/products/{productId}',
  summary: 'One active product.',
  access: { kind: 'public' },
  params,
  success: { status: 200, body: product },
  cacheControl,
  problems: ['PRODUCT_NOT_FOUND'],
});

export const getProductBySku = defineRoute({
  service,
  method: 'GET',
  path: '/v1/products/by-sku/{sku}',
  summary: 'The active product that has this SKU.',
  access: { kind: 'public' },
  params: z.strictObject({ sku }),
  success: { status: 200, body: product },
  cacheControl,
  problems: ['PRODUCT_NOT_FOUND'],
});

export const getProductBySlug = defineRoute({
  service,
  method: 'GET',
  path: '/v1/products/by-slug/{slug}',
  summary: 'The active product that has this slug.',
  access: { kind: 'public' },
  params: z.strictObject({ slug }),
  success: { status: 200, body: product },
  cacheControl,
  problems: ['PRODUCT_NOT_FOUND'],
});

const category = z.optional(slug).check(z.describe('Slug of a category. Only its products are returned.'));

export const listProducts = defineRoute({
  service,
  method: 'GET',
  path: '/v1/products',
  summary: 'Active products, newest first.',
  access: { kind: 'public' },
  query: z.strictObject({ ...paging, category }),
  success: { status: 200, body: pageOf(product) },
  cacheControl,
  problems: ['INVALID_CURSOR'],
});

export const getAdminProduct = defineRoute({
  service,
  method: 'GET',
  path: '/v1/admin/products/{productId}',
  summary: 'One product of any status.',
  access: { kind: 'staff', scope: 'catalog:drafts' },
  params,
  success: { status: 200, body: product },
  problems: ['PRODUCT_NOT_FOUND'],
});

export const listAdminProducts = defineRoute({
  service,
  method: 'GET',
  path: '/v1/admin/products',
  summary: 'Products of one status, newest first.',
  access: { kind: 'staff', scope: 'catalog:drafts' },
  query: z.strictObject({
    ...paging,
    category,
    status: z._default(productStatus, 'draft'),
  }),
  success: { status: 200, body: pageOf(product) },
  problems: ['INVALID_CURSOR'],
});

/** A variant with the fields of its product that a price list needs. */
export const variantOfProduct = z.object({
  ...variant.shape,
  productId,
  productTitle: productDetails.title,
  status: productStatus,
  productVersion: version,
});

export const getVariants = defineRoute({
  service,
  method: 'GET',
  path: '/v1/variants',
  summary: 'Variants of active products by SKU, up to 100 at once. All other SKUs are in `unknown`.',
  access: { kind: 'public' },
  query: z.strictObject({
    skus: commaSeparated(sku, MAX_BULK_SKUS).check(z.describe('SKUs, set apart by commas.')),
  }),
  success: {
    status: 200,
    body: z.object({
      items: z.array(variantOfProduct).check(z.describe('In the order of the request.')),
      unknown: z.array(sku).check(z.describe('SKUs that no active product has.')),
    }),
  },
  cacheControl,
});
