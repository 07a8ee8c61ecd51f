import type { Product } from '@tradepost/contracts/catalog/model';
import { MAX_PAGE_SIZE } from '@tradepost/contracts/fields/paging';
import type { SkuStock } from '@tradepost/contracts/inventory/model';
import type { PlaceOrderBody } from '@tradepost/contracts/orders/given-order';
import type { Order } from '@tradepost/contracts/orders/model';
import type { Payment, TrialBalance } from '@tradepost/contracts/payments/model';
import type { PROBLEMS } from '@tradepost/contracts/problem';
import type { DataOf, ItemOf, Operation } from './call-types.ts';
import { createClient, unwrap } from './client.ts';
import type { ProblemCode } from './generated/api.ts';
import { PAGE_SIZE } from './pages.ts';
import { isProblem } from './problem-error.ts';

// Checked by `pnpm typecheck`. A line with `@ts-expect-error` that compiles is an error, too.

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const holds = <_Claim extends true>() => {};

const orderId = 'ord_01HF7YAT00000000000000000A';
const productId = 'prd_01HF7YAT00000000000000000A';
const sent: string[] = [];
const client = createClient({
  baseUrl: 'http://127.0.0.1:1',
  fetch: async (url, { method = '' }) => {
    sent.push(`${method} ${new URL(url).pathname}`);
    return new Response('{}');
  },
});

beforeEach(() => {
  sent.length = 0;
});

it('types the data of responses by their contracts', async () => {
  const { data } = await client.GET('/v1/orders/{orderId}', { params: { path: { orderId } } });
  holds<Equal<typeof data, DataOf<Operation<'/v1/orders/{orderId}', 'get'>> | undefined>>();
  holds<Mutual<NonNullable<typeof data>, Order>>();
  holds<Mutual<DataOf<Operation<'/v1/orders', 'post'>>, Order>>();
  holds<Mutual<ItemOf<'/v1/orders'>, Order>>();
  holds<Mutual<ItemOf<'/v1/products'>, Product>>();
  holds<Mutual<DataOf<Operation<'/v1/stock/{sku}', 'get'>>, SkuStock>>();
  holds<Mutual<DataOf<Operation<'/v1/payments/{paymentId}', 'get'>>, Payment>>();
  holds<Mutual<DataOf<Operation<'/v1/ledger/{currency}', 'get'>>, TrialBalance>>();
  // @ts-expect-error an order has no such field
  expect(data?.colour).toBeUndefined();
  expect(sent).toEqual([`GET /v1/orders/${orderId}`]);
});

it('types request bodies by their contracts', async () => {
  type Body = Operation<'/v1/orders', 'post'>['requestBody']['content']['application/json'];
  holds<Mutual<Body, PlaceOrderBody>>();
  const body = {} as PlaceOrderBody;
  await client.POST('/v1/orders', { body });
  const lines = [{ sku: 'MUG', quantity: 1 }] as const;
  await client.POST('/v1/orders', { body: { ...body, lines } });
  // @ts-expect-error no body
  await client.POST('/v1/orders', {});
  // @ts-expect-error no options
  await client.POST('/v1/orders');
  // @ts-expect-error a quantity is a number
  await client.POST('/v1/orders', { body: { ...body, lines: [{ sku: 'MUG', quantity: '1' }] } });
  // @ts-expect-error no such field in the body
  await client.POST('/v1/orders', { body: { ...body, colour: 'blue' } });
  await client.POST('/v1/orders/{orderId}/cancel', { params: { path: { orderId } } });
  expect(new Set(sent)).toEqual(new Set(['POST /v1/orders', `POST /v1/orders/${orderId}/cancel`]));
});

it('needs the token of a cart or an order where a route does', async () => {
  const params = { path: { orderId } };
  await client.GET('/v1/guest/orders/{orderId}', { params, orderToken: 'ot1.a' });
  // @ts-expect-error no token
  await client.GET('/v1/guest/orders/{orderId}', { params });
  // @ts-expect-error the token of a cart
  await client.GET('/v1/guest/orders/{orderId}', { params, cartToken: 'ct1.a' });
  // @ts-expect-error a route of staff needs none
  await client.GET('/v1/orders/{orderId}', { params, orderToken: 'ot1.a' });
  expect(sent).toHaveLength(4);
});

it('accepts only the methods and parameters of a route', async () => {
  await client.GET('/v1/orders');
  await client.GET('/v1/orders', { params: { query: { status: 'confirmed', customerId: undefined } } });
  // @ts-expect-error no such status
  await client.GET('/v1/orders', { params: { query: { status: 'lost' } } });
  // @ts-expect-error no such parameter
  await client.GET('/v1/orders', { params: { query: { colour: 'blue' } } });
  // @ts-expect-error the path parameter is missing
  await client.GET('/v1/orders/{orderId}', {});
  // @ts-expect-error no such route
  await client.GET('/v1/mugs');
  // @ts-expect-error no such method
  await client.PUT('/v1/orders', {});
  expect(sent).toHaveLength(7);
});

it('accepts an idempotency key and a version only for routes that have them', async () => {
  const params = { path: { productId } };
  await client.PATCH('/v1/products/{productId}', { params, body: {}, ifMatch: '"1"' });
  // @ts-expect-error the version is required
  await client.PATCH('/v1/products/{productId}', { params, body: {} });
  const read = await client.GET('/v1/products/{productId}', { params });
  // @ts-expect-error a rejection has no version
  holds<Equal<typeof read.etag, string>>();
  if (read.error === undefined) holds<Equal<typeof read.etag, string>>();
  await client.POST('/v1/products/{productId}/archive', { params });
  await client.POST('/v1/products/{productId}/archive', { params, ifMatch: '"1"' });
  // @ts-expect-error the route has no idempotency key
  await client.POST('/v1/products/{productId}/archive', { params, idempotencyKey: 'key' });
  // @ts-expect-error the route has no version
  await client.GET('/v1/products/{productId}', { params, ifMatch: '"1"' });
  expect(sent).toHaveLength(7);
});

it('paginates only lists, with the maximum page size of the API', async () => {
  expect(PAGE_SIZE).toBe(MAX_PAGE_SIZE);
  await client.paginate('/v1/orders').return();
  await client.paginate('/v1/events', { params: { query: { subject: orderId } } }).return();
  // @ts-expect-error not a list
  await client.paginate('/v1/orders/{orderId}', { params: { path: { orderId } } }).return();
  // @ts-expect-error not paged
  await client.paginate('/v1/stock', { params: { query: { skus: ['MUG'] } } }).return();
  expect(sent).toEqual([]);
});

it('types the codes of problems by route', async () => {
  holds<Equal<ProblemCode, keyof typeof PROBLEMS>>();
  const { data, error } = await client.GET('/v1/orders');
  // @ts-expect-error there is either data or an error
  expect(data.items).toBeUndefined();
  expect(isProblem(error, 'INVALID_CURSOR', 'UNKNOWN')).toBe(false);
  // @ts-expect-error not a code of this route
  expect(isProblem(error, 'ORDER_NOT_FOUND')).toBe(false);
  // @ts-expect-error error.code never has this value
  expect(error?.code === 'SKU_TAKEN').toBe(false);
  if (isProblem(error, 'INVALID_CURSOR')) holds<Equal<typeof error.code, 'INVALID_CURSOR'>>();
  const caught: unknown = error;
  if (isProblem(caught, 'SKU_TAKEN', 'SLUG_TAKEN'))
    holds<Equal<typeof caught.code, 'SKU_TAKEN' | 'SLUG_TAKEN'>>();
  if (isProblem(caught)) holds<Equal<typeof caught.code, ProblemCode | 'UNKNOWN'>>();
  // @ts-expect-error no such code
  expect(isProblem(caught, 'MUG_NOT_FOUND')).toBe(false);
  if (error === undefined) holds<Equal<typeof data, DataOf<Operation<'/v1/orders', 'get'>>>>();
  holds<Mutual<Awaited<ReturnType<typeof orders>>, DataOf<Operation<'/v1/orders', 'get'>>>>();
});

const orders = () => unwrap(client.GET('/v1/orders'));
