import { DeleteCommand, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Product } from '@tradepost/contracts/catalog/model';
import { asFunction } from '@tradepost/testing/as-function';
import { callHttp, type HttpFunction } from '@tradepost/testing/call-http';
import { toContext } from '@tradepost/testing/context';
import { startDynamoDb } from '@tradepost/testing/dynamodb';
import { type HttpRequestInput, toRestEvent } from '@tradepost/testing/http';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { startSecrets } from '@tradepost/testing/secrets';
import { type ItemChange, toStreamEvent } from '@tradepost/testing/stream';
import * as archiveProduct from './http/archive-product.ts';
import * as archiveVariant from './http/archive-variant.ts';
import * as createProduct from './http/create-product.ts';
import * as getAdminProduct from './http/get-admin-product.ts';
import * as getCategory from './http/get-category.ts';
import * as getProduct from './http/get-product.ts';
import * as getProductBySku from './http/get-product-by-sku.ts';
import * as getProductBySlug from './http/get-product-by-slug.ts';
import * as getVariant from './http/get-variant.ts';
import * as getVariants from './http/get-variants.ts';
import * as listAdminProducts from './http/list-admin-products.ts';
import * as listAdminVariants from './http/list-admin-variants.ts';
import * as listCategories from './http/list-categories.ts';
import * as listFeedProducts from './http/list-feed-products.ts';
import * as listProducts from './http/list-products.ts';
import * as listVariants from './http/list-variants.ts';
import * as putCategory from './http/put-category.ts';
import * as putVariant from './http/put-variant.ts';
import * as removeCategory from './http/remove-category.ts';
import * as updateProduct from './http/update-product.ts';
import * as projectListings from './streams/project-listings.ts';

const PRODUCTS_TABLE_NAME = 'tradepost-dev-catalog-products';
const LISTINGS_TABLE_NAME = 'tradepost-dev-catalog-listings';

/** The fields of every kind of body: a product, a page, variants, a problem. */
type Body = Product & {
  readonly items: readonly (Product & { readonly sku: string })[];
  readonly nextCursor?: string;
  readonly unknown: readonly string[];
  readonly code: string;
  readonly sku: string;
  readonly currentVersion: number;
  readonly maxBytes: number;
};

/** Starts the service's functions with their deployed configuration on their own DynamoDB, called with API Gateway's events. */
export async function startCatalog() {
  const db = await startDynamoDb({ services: ['catalog'], lagging: ['tradepost-dev-catalog-products'] });
  const secrets = await startSecrets({ services: ['catalog', 'platform'] });
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db, SECRETS_MANAGER: secrets }),
    ID_PEPPER_SECRET_NAME: '/tradepost/dev/platform/id-pepper',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    PRODUCTS_TABLE_NAME,
    LISTINGS_TABLE_NAME,
  });

  const callCatalog = callHttp('catalog', toRestEvent);
  const over = (name: string, handler: HttpFunction) => (request: HttpRequestInput) =>
    callCatalog<Body>(name, handler, request);
  const project = asFunction('tradepost-dev-catalog-project-listings', projectListings.handler);
  const call = {
    createProduct: over('create-product', createProduct.handler),
    updateProduct: over('update-product', updateProduct.handler),
    archiveProduct: over('archive-product', archiveProduct.handler),
    getProduct: over('get-product', getProduct.handler),
    getProductBySku: over('get-product-by-sku', getProductBySku.handler),
    getProductBySlug: over('get-product-by-slug', getProductBySlug.handler),
    listFeedProducts: over('list-feed-products', listFeedProducts.handler),
    listProducts: over('list-products', listProducts.handler),
    listCategories: over('list-categories', listCategories.handler),
    getCategory: over('get-category', getCategory.handler),
    putCategory: over('put-category', putCategory.handler),
    removeCategory: over('remove-category', removeCategory.handler),
    putVariant: over('put-variant', putVariant.handler),
    archiveVariant: over('archive-variant', archiveVariant.handler),
    getVariant: over('get-variant', getVariant.handler),
    listVariants: over('list-variants', listVariants.handler),
    listAdminVariants: over('list-admin-variants', listAdminVariants.handler),
    getVariants: over('get-variants', getVariants.handler),
    getAdminProduct: over('get-admin-product', getAdminProduct.handler),
    listAdminProducts: over('list-admin-products', listAdminProducts.handler),
  };

  return {
    stop: async () => {
      await secrets.stop();
      await db.stop();
    },
    /** Deletes all items of the tables. */
    clear: async () => {
      for (const TableName of [PRODUCTS_TABLE_NAME, LISTINGS_TABLE_NAME]) {
        const { Items = [] } = await db.documents.send(new ScanCommand({ TableName }));
        const keys = Items.map(({ pk, sk }) => ({ pk, sk }));
        await Promise.all(keys.map((Key) => db.documents.send(new DeleteCommand({ TableName, Key }))));
      }
    },
    documents: db.documents,
    call,
    /** Creates a product and returns it; throws if that fails. */
    create: async (body: object): Promise<Product> => {
      const { status, body: product } = await call.createProduct({ method: 'POST', body });
      if (status !== 201) throw new Error(`the product was not created: ${JSON.stringify(product)}`);
      return product;
    },
    /** Returns the stored item of a product, which is the image in its stream record. */
    imageOf: async (productId: string): Promise<Record<string, unknown>> => {
      const Key = { pk: `product#${productId}`, sk: 'state' };
      const { Item: item } = await db.documents.send(new GetCommand({ TableName: PRODUCTS_TABLE_NAME, Key }));
      return item ?? {};
    },
    /** Calls the function that projects the lists with changes of the products table. */
    project: (...changes: readonly ItemChange[]) => project(toStreamEvent(changes), toContext()),
  };
}

export type Catalog = Awaited<ReturnType<typeof startCatalog>>;
