import { sharedCloud } from '@tradepost/testing/cloud/with-cloud';
import { createShop, type Shop, toBody, waitFor } from './shop.ts';

/** Each places an order: two customers, a guest, a machine that reaches its own orders, and a person. */
const OWNERS = ['ada', 'grace', 'guest', 'bff', 'support'] as const;
type Owner = (typeof OWNERS)[number];

const SKU = 'OWNED';
const UNITS = 100;

/** Routes of one order, with the orders that each caller reaches. */
const READS: readonly (readonly [path: string, caller: Owner, reaches: readonly Owner[]])[] = [
  ['/v1/me/orders/{orderId}', 'ada', ['ada']],
  ['/v1/me/orders/{orderId}', 'grace', ['grace']],
  ['/v1/guest/orders/{orderId}', 'guest', ['guest']],
  ['/v1/orders/{orderId}', 'bff', ['bff']],
  ['/v1/orders/{orderId}', 'support', OWNERS],
  ['/v1/orders/{orderId}/history', 'bff', ['bff']],
  ['/v1/orders/{orderId}/history', 'support', OWNERS],
];
/** Lists, with the caller whose orders they contain. */
const LISTS = [
  ['/v1/me/orders', 'ada'],
  ['/v1/me/orders', 'grace'],
  ['/v1/orders', 'bff'],
] as const;
/** Cancellations of the orders of others. */
const CANCELLATIONS = [
  ['/v1/me/orders/{orderId}/cancel', 'ada'],
  ['/v1/guest/orders/{orderId}/cancel', 'guest'],
  ['/v1/orders/{orderId}/cancel', 'bff'],
] as const;

const cloud = sharedCloud();
const orders = {} as Record<Owner, string>;
let shop: Shop;
let orderToken: string | undefined;

beforeAll(async () => {
  shop = createShop(cloud.url);
  await shop.sell(SKU, UNITS);
  for (const owner of OWNERS) {
    const placed = await call('POST', PLACES[owner], owner, toBody({ sku: SKU, quantities: [1] }));
    const { id, orderToken: token } = placed.body as { readonly id: string; readonly orderToken?: string };
    expect([owner, placed.status]).toEqual([owner, 201]);
    orders[owner] = id;
    orderToken = token ?? orderToken;
  }
});
afterAll(() => shop.api.close());

const PLACES: Readonly<Record<Owner, string>> = {
  ada: '/v1/me/orders',
  grace: '/v1/me/orders',
  guest: '/v1/guest/orders',
  bff: '/v1/orders',
  support: '/v1/orders',
};

async function call(method: string, path: string, caller: Owner, body?: unknown) {
  const response = await fetch(`${cloud.url}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(caller === 'guest' ? {} : { authorization: `Bearer ${await cloud.token(caller)}` }),
      ...(caller === 'guest' && orderToken !== undefined ? { 'x-order-token': orderToken } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}

/** The statuses of one route for the order of each owner. */
async function statusesOf(method: string, path: string, caller: Owner, owners: readonly Owner[]) {
  const found = await Promise.all(
    owners.map(async (owner) => {
      const { status } = await call(method, path.replace('{orderId}', orders[owner]), caller);
      return [owner, status] as const;
    }),
  );
  return Object.fromEntries(found);
}

describe('an order', () => {
  it.each(READS)('is read at %s by %s if it is of %j', async (path, caller, reaches) => {
    const expected = OWNERS.map((owner) => [owner, reaches.includes(owner) ? 200 : 404]);
    expect(await statusesOf('GET', path, caller, OWNERS)).toEqual(Object.fromEntries(expected));
  });

  it.each(CANCELLATIONS)('of another is not cancelled at %s by %s', async (path, caller) => {
    const others = OWNERS.filter((owner) => owner !== caller);
    const expected = others.map((owner) => [owner, 404]);
    expect(await statusesOf('POST', path, caller, others)).toEqual(Object.fromEntries(expected));
  });

  it('is not reached with the order token of another order', async () => {
    const other = await call('POST', '/v1/guest/orders', 'support', toBody({ sku: SKU, quantities: [1] }));
    const path = `/v1/guest/orders/${String(other.body['id'])}`;
    expect((await call('GET', path, 'guest')).status).toBe(404);
  });
});

describe('a list of orders', () => {
  it.each(LISTS)('at %s has only the orders of %s', async (path, caller) => {
    const ids = await waitFor(`the order of ${caller} in the list`, async () => {
      const { body } = await call('GET', `${path}?limit=100`, caller);
      const listed = (body['items'] as readonly { readonly id: string }[]).map(({ id }) => id);
      return listed.includes(orders[caller]) && listed;
    });
    const others = OWNERS.filter((owner) => owner !== caller).map((owner) => orders[owner]);
    expect(ids.filter((id) => others.includes(id))).toEqual([]);
  });
});
