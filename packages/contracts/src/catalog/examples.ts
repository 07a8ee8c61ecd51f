import { CANCELLED_AT, PRODUCT, PRODUCT_DETAILS, PRODUCT_ID, SKU } from '../example-data.ts';
import { exampleFor } from '../example-for.ts';
import * as routes from './routes.ts';

const params = { productId: PRODUCT_ID };
const description = 'Holds 350 ml and takes a knock. Dishwasher safe, and safe on a hob.';

export const createProduct = exampleFor(routes.createProduct, {
  headers: { 'Idempotency-Key': 'enamel-mug' },
  body: { ...PRODUCT_DETAILS, status: 'active' },
  answer: PRODUCT,
});

export const updateProduct = exampleFor(routes.updateProduct, {
  params,
  headers: { 'If-Match': '"0"' },
  body: { description },
  answer: { ...PRODUCT, version: 1, description, updatedAt: CANCELLED_AT },
});

export const archiveProduct = exampleFor(routes.archiveProduct, {
  params,
  headers: { 'If-Match': '"2"' },
  answer: {
    ...{ ...PRODUCT, status: 'archived', version: 3, description, updatedAt: CANCELLED_AT },
    ...{ variants: [], variantCount: 0 },
  },
});

export const getProduct = exampleFor(routes.getProduct, { params, answer: PRODUCT });

export const getProductBySku = exampleFor(routes.getProductBySku, { params: { sku: SKU }, answer: PRODUCT });

export const getProductBySlug = exampleFor(routes.getProductBySlug, {
  params: { slug: PRODUCT.slug },
  answer: PRODUCT,
});

export const listProducts = exampleFor(routes.listProducts, {
  query: { limit: '20', category: 'kitchen', sort: 'price', currency: 'GBP', values: 'colour:blue' },
  answer: { items: [PRODUCT] },
});

export const listFeedProducts = exampleFor(routes.listFeedProducts, {
  query: { limit: '250' },
  headers: { 'X-Api-Key': 'aBcD1234eFgH5678iJkL9012mNoP3456qRsT7890' },
  answer: { items: [PRODUCT] },
});

const ofVariant = { productId: PRODUCT_ID, sku: SKU };
const [{ sku: _sku, ...GIVEN_VARIANT }] = PRODUCT_DETAILS.variants;
const VARIANT = { sku: SKU, ...GIVEN_VARIANT, productId: PRODUCT_ID, status: 'active', version: 0 } as const;

export const putVariant = exampleFor(routes.putVariant, {
  params: ofVariant,
  headers: { 'If-Match': '"0"' },
  body: GIVEN_VARIANT,
  answer: VARIANT,
});

export const archiveVariant = exampleFor(routes.archiveVariant, {
  params: ofVariant,
  headers: { 'If-Match': '"0"' },
  answer: { ...VARIANT, status: 'archived', version: 2 },
});

export const getVariant = exampleFor(routes.getVariant, { params: ofVariant, answer: VARIANT });

export const listVariants = exampleFor(routes.listVariants, {
  params,
  query: { limit: '20' },
  answer: { items: [VARIANT] },
});

export const listAdminVariants = exampleFor(routes.listAdminVariants, {
  params,
  answer: { items: [VARIANT] },
});

const DRAFT = { ...PRODUCT, status: 'draft' } as const;

export const getAdminProduct = exampleFor(routes.getAdminProduct, { params, answer: DRAFT });

export const listAdminProducts = exampleFor(routes.listAdminProducts, {
  query: { status: 'draft' },
  answer: { items: [DRAFT] },
});

export const getVariants = exampleFor(routes.getVariants, {
  query: { skus: [SKU, 'MUG-GREEN'] },
  answer: {
    items: PRODUCT.variants.map((variant) => ({
      ...variant,
      productId: PRODUCT_ID,
      productTitle: PRODUCT.title,
      status: PRODUCT.status,
      productVersion: PRODUCT.version,
      taxClass: 'standard',
      attributes: { material: 'enamel' },
    })),
    unknown: ['MUG-GREEN'],
  },
});

const GIVEN_CATEGORY = { title: 'Mugs', texts: { de: { title: 'Becher' } }, position: 1 };
const CATEGORY = { slug: 'mugs', ...GIVEN_CATEGORY, ancestors: [], version: 0 };
const ofCategory = { category: CATEGORY.slug };

export const putCategory = exampleFor(routes.putCategory, {
  params: ofCategory,
  headers: { 'If-None-Match': '*' },
  body: GIVEN_CATEGORY,
  answer: CATEGORY,
});

export const getCategory = exampleFor(routes.getCategory, { params: ofCategory, answer: CATEGORY });

export const listCategories = exampleFor(routes.listCategories, { answer: { items: [CATEGORY] } });

export const removeCategory = exampleFor(routes.removeCategory, {
  params: ofCategory,
  headers: { 'If-Match': '"0"' },
  answer: { items: [] },
});
