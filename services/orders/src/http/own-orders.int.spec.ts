import { createAuditLog } from '@tradepost/audit/audit-log';
import { listEntries } from '@tradepost/audit/list-entries';
import type { CustomerOrder, GuestOrder, Order, PlacedGuestOrder } from '@tradepost/contracts/orders/model';
import * as routes from '@tradepost/contracts/orders/routes';
import type { Problem } from '@tradepost/contracts/problem-details';
import { type HttpHandler, http } from '@tradepost/lambda/http/http';
import { asFunction } from '@tradepost/testing/as-function';
import { callHttp } from '@tradepost/testing/call-http';
import { type Claims, customerClaims, machineClaims, staffClaims } from '@tradepost/testing/claims';
import { toContext } from '@tradepost/testing/context';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import type { HttpRequestInput } from '@tradepost/testing/http';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import type { LinkRequest } from '../adapters/link-requests.ts';
import { createOrderTokens } from '../adapters/order-tokens.ts';
import { orderCommands } from '../commands/order-commands.ts';
import { createDeps, type Deps } from '../deps.ts';
import { type Seals, startSeals } from '../seals.spec-kit.ts';
import { projectOrder } from '../streams/project-orders.ts';
import { cancelGuestOrder } from './cancel-guest-order.ts';
import { cancelMyOrder } from './cancel-my-order.ts';
import { cancelOrder } from './cancel-order.ts';
import { getGuestOrder } from './get-guest-order.ts';
import { getMyOrder } from './get-my-order.ts';
import { getOrder } from './get-order.ts';
import { getOrderHistory } from './get-order-history.ts';
import { listMyOrders } from './list-my-orders.ts';
import { listOrders } from './list-orders.ts';
import { type PlaceGuestOrderDeps, placeGuestOrder } from './place-guest-order.ts';
import { placeMyOrder } from './place-my-order.ts';
import { type PlaceOrderDeps, placeOrder } from './place-order.ts';
import { requestGuestOrderLink } from './request-guest-order-link.ts';
import { revokeOrderToken } from './revoke-order-token.ts';

let db: DynamoDb;
let seals: Seals;
let deps: Deps & PlaceOrderDeps & PlaceGuestOrderDeps;
let takesGuests = true;
let clockMs = Date.parse('2026-03-01T09:00:00.000Z');
const sent: LinkRequest[] = [];

beforeAll(async () => {
  db = await startDynamoDb({
    services: ['orders', 'customers', 'operations'],
    lagging: ['tradepost-dev-orders-events'],
  });
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: db }),
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    NEGOTIATED_PRICE_FLOOR_PERCENT: '0',
    ORDER_EVENTS_TABLE_NAME: 'tradepost-dev-orders-events',
    ORDER_VIEWS_TABLE_NAME: 'tradepost-dev-orders-views',
    ORDER_NUMBERS_TABLE_NAME: 'tradepost-dev-orders-numbers',
    OFFERS_TABLE_NAME: 'tradepost-dev-orders-offers',
    ORDER_LIMITS_TABLE_NAME: 'tradepost-dev-orders-limits',
    COMMANDS_DEAD_LETTERS_URL: 'http://127.0.0.1/dead-letters',
  });
  seals = await startSeals(db);
  deps = {
    ...createDeps(db.documents, tick),
    audit: createAuditLog({
      ...{ client: db.documents, tableName: 'tradepost-dev-operations-audit', stage: 'dev', nowMs: Date.now },
    }),
    ...seals,
    acceptsGuests: () => takesGuests,
    orderCaps: (of) => ({ unitsPerLine: of === 'guest' ? 5 : 50, unitsPerOrder: 100 }),
    catalogOffers: () => ({ read: async () => new Map() }),
    orderTokens: createOrderTokens(async () => 'key', 'dev'),
  };
  await deps.offers.save({
    id: 'prd_01JD3XK8WQ4N6T2B9V5M7R0C1E',
    status: 'active',
    version: 0,
    title: 'Mug',
    slug: 'mug',
    categories: [],
    variants: [{ sku: 'MUG', options: {}, prices: { GBP: 850 } }],
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  });
}, 120_000);
afterAll(async () => {
  await db?.stop();
  await seals?.stop();
});

/** Returns the time, one second later with each call. */
function tick(): string {
  clockMs += 1_000;
  return new Date(clockMs).toISOString();
}

const customer = (name: string) =>
  customerClaims(`cus_${name.toUpperCase().padEnd(26, '0')}`.replace(/_./, '_0'), {}, clockMs);
const SCOPES = ['orders:read', 'orders:write', 'orders:cancel'] as const;
const machine = (id: string, more: Claims = {}) => machineClaims(id, SCOPES, more);
const support = (signedInSecondsAgo = 0) => staffClaims(SCOPES, {}, clockMs - signedInSecondsAgo * 1_000);
const [ada, grace] = [customer('ada'), customer('grace')];
const [bff, other] = [machine('bff'), machine('other')];

const handlers = {
  'place-order': http(routes.placeOrder, (request) => placeOrder(request, deps)),
  'get-order': http(routes.getOrder, (request) => getOrder(request, deps)),
  'get-order-history': http(routes.getOrderHistory, (request) => getOrderHistory(request, deps)),
  'list-orders': http(routes.listOrders, (request) => listOrders(request, deps)),
  'cancel-order': http(routes.cancelOrder, (request) => cancelOrder(request, deps)),
  'revoke-order-token': http(routes.revokeOrderToken, (request) => revokeOrderToken(request, deps)),
  'place-my-order': http(routes.placeMyOrder, (request) => placeMyOrder(request, deps)),
  'get-my-order': http(routes.getMyOrder, (request) => getMyOrder(request, deps)),
  'list-my-orders': http(routes.listMyOrders, (request) => listMyOrders(request, deps)),
  'cancel-my-order': http(routes.cancelMyOrder, (request) => cancelMyOrder(request, deps)),
  'place-guest-order': http(routes.placeGuestOrder, (request) => placeGuestOrder(request, deps)),
  'get-guest-order': http(routes.getGuestOrder, (request) => getGuestOrder(request, deps)),
  'cancel-guest-order': http(routes.cancelGuestOrder, (request) => cancelGuestOrder(request, deps)),
  'request-guest-order-link': http(routes.requestGuestOrderLink, (request) =>
    requestGuestOrderLink(request, { ...deps, sendLinkRequest: async (link) => void sent.push(link) }),
  ),
} satisfies Readonly<Record<string, HttpHandler>>;

const callOrders = callHttp('orders');
const call = <Body = Problem>(name: keyof typeof handlers, request: HttpRequestInput) =>
  callOrders<Body>(name, handlers[name], request);

const BODY = {
  currency: 'GBP',
  lines: [{ sku: 'MUG', quantity: 1 }],
  email: 'ada@example.com',
  shippingAddress: { name: 'Ada Lovelace', line1: '12 St James Square', city: 'London', country: 'GB' },
  paymentToken: 'tok_approved',
};
const post = (more: object = {}, key?: string): HttpRequestInput => ({
  method: 'POST',
  body: { ...BODY, ...more },
  ...(key === undefined ? {} : { headers: { 'Idempotency-Key': key } }),
});
const on = (orderId: string, more: HttpRequestInput = {}): HttpRequestInput => ({
  params: { orderId },
  ...more,
});

/** Places an order; returns it with its id, after the projection has it. */
async function placed<Body extends { readonly id: string } = Order>(
  name: keyof typeof handlers,
  request: HttpRequestInput,
): Promise<Body> {
  const { status, body } = await call<Body>(name, request);
  expect([status, body]).toEqual([201, body]);
  await project(body.id);
  return body;
}
async function project(orderId: string): Promise<void> {
  await asFunction('tradepost-dev-orders-project-orders', projectOrder)(
    await deps.orders.history(orderId),
    deps,
  );
}
const idsOf = ({ body }: { readonly body: { readonly items: readonly { readonly id: string }[] } }) =>
  body.items.map(({ id }) => id);
const NOT_FOUND = { status: 404, body: { code: 'ORDER_NOT_FOUND' } };

describe('a customer', () => {
  it('places, reads, lists and cancels orders of their own', async () => {
    const order = await placed<CustomerOrder>('place-my-order', { ...post({}, 'k'), claims: ada });
    expect(routes.placeMyOrder.success.body.parse(order)).toEqual(order);
    expect(order.customerId).toBe(ada['customer_id']);
    expect(order).not.toHaveProperty('placedBy');
    expect(await call('get-my-order', on(order.id, { claims: ada }))).toMatchObject({
      status: 200,
      body: order,
    });
    expect(idsOf(await call('list-my-orders', { claims: ada }))).toContain(order.id);
    expect(
      await call('cancel-my-order', on(order.id, { method: 'POST', body: { reason: 'no' }, claims: ada })),
    ).toMatchObject({ status: 200, body: { status: 'cancelled', cancellationReason: 'no' } });
  });

  it('does not reach an order of another customer', async () => {
    const { id } = await placed('place-my-order', { ...post(), claims: ada });
    expect(await call('get-my-order', on(id, { claims: grace }))).toMatchObject(NOT_FOUND);
    expect(await call('cancel-my-order', on(id, { method: 'POST', claims: grace }))).toMatchObject(NOT_FOUND);
    expect(idsOf(await call('list-my-orders', { claims: grace }))).not.toContain(id);
    expect((await deps.orders.load(id)).state.status).toBe('placed');
  });

  it('gets another order than another customer with the same Idempotency-Key', async () => {
    const [one, two] = [
      await placed('place-my-order', { ...post({}, 'same'), claims: ada }),
      await placed('place-my-order', { ...post({}, 'same'), claims: grace }),
    ];
    expect(one.id).not.toBe(two.id);
    expect((await call<Order>('place-my-order', { ...post({}, 'same'), claims: ada })).body).toEqual(one);
  });

  it('reaches an order that staff placed for them', async () => {
    const customerId = ada['customer_id'];
    const { id } = await placed('place-order', { ...post({ customerId }), claims: support() });
    expect(await call('get-my-order', on(id, { claims: ada }))).toMatchObject({ status: 200 });
  });

  it.each([
    ['a customer id', { customerId: 'cus_0RACE000000000000000000000' }],
    ['a price', { lines: [{ sku: 'MUG', quantity: 1, unitPrice: { amountMinor: 1, currency: 'GBP' } }] }],
  ])('cannot send %s', async (_what, more) => {
    expect(await call('place-my-order', { ...post(more), claims: ada })).toMatchObject({ status: 400 });
  });

  it.each([
    ['without a token', undefined],
    ['of staff', support()],
    ['with an ID token', { ...ada, token_use: 'id' }],
  ])('is not a caller %s', async (_what, claims) => {
    const request = { ...post(), claims: claims ?? null };
    expect(await call('place-my-order', request)).toMatchObject({ status: 401 });
  });
});

describe('a machine that reaches its own orders', () => {
  it('reads, lists and cancels only orders that it placed', async () => {
    const own = await placed('place-order', { ...post(), claims: bff });
    const ofOther = await placed('place-order', { ...post(), claims: other });
    const ofAda = await placed('place-my-order', { ...post(), claims: ada });
    expect(own.placedBy).toEqual({ kind: 'machine', id: 'bff' });
    expect(await call('get-order', on(own.id, { claims: bff }))).toMatchObject({ status: 200 });
    for (const { id } of [ofOther, ofAda]) {
      expect(await call('get-order', on(id, { claims: bff }))).toMatchObject(NOT_FOUND);
      expect(await call('get-order-history', on(id, { claims: bff }))).toMatchObject(NOT_FOUND);
      expect(await call('cancel-order', on(id, { method: 'POST', claims: bff }))).toMatchObject(NOT_FOUND);
    }
    const listed = idsOf(await call('list-orders', { claims: bff, query: { limit: '100' } }));
    expect(listed).toContain(own.id);
    expect(listed).not.toContain(ofOther.id);
    expect(listed).not.toContain(ofAda.id);
    expect(await call('cancel-order', on(own.id, { method: 'POST', claims: bff }))).toMatchObject({
      status: 200,
    });
  });

  it('gets full pages, by customer and status too', async () => {
    const mine = machine('pages');
    const orders: Order[] = [];
    for (let index = 0; index < 9; index += 1) {
      const claims = index % 3 === 2 ? other : mine;
      orders.push(await placed('place-order', { ...post({ customerId: 'shared' }), claims }));
    }
    const expected = orders.filter(({ placedBy }) => placedBy?.id === 'pages').map(({ id }) => id);
    for (const filter of [
      {},
      { status: 'placed' },
      { customerId: 'shared' },
      { customerId: 'shared', status: 'placed' },
    ] as Record<string, string>[]) {
      const sizes: number[] = [];
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const query = { ...filter, limit: '2', ...(cursor === undefined ? {} : { cursor }) };
        const page = await call<{ items: Order[]; nextCursor?: string }>('list-orders', {
          claims: mine,
          query,
        });
        sizes.push(page.body.items.length);
        ids.push(...idsOf(page));
        cursor = page.body.nextCursor;
      } while (cursor !== undefined);
      expect([filter, ids]).toEqual([filter, expected.toReversed()]);
      expect([filter, sizes.slice(0, 3)]).toEqual([filter, [2, 2, 2]]);
    }
  });

  it('reaches all orders with the reach all', async () => {
    const { id } = await placed('place-my-order', { ...post(), claims: ada });
    const all = machine('archive', { reach: 'all' });
    expect(await call('get-order', on(id, { claims: all }))).toMatchObject({ status: 200 });
    expect(idsOf(await call('list-orders', { claims: all, query: { limit: '100' } }))).toContain(id);
  });
});

const actsOn = async (orderId: string) => {
  const query = { by: { target: `orders/${orderId}` }, limit: 10 };
  return (await listEntries(db.documents, 'tradepost-dev-operations-audit', query)).items;
};

describe('a negotiated price', () => {
  const unitPrice = { amountMinor: 500, currency: 'GBP' };
  const lines = [{ sku: 'MUG', quantity: 1, unitPrice }];

  it('is recorded with the order, for people and machines', async () => {
    for (const claims of [
      staffClaims([...SCOPES, 'orders:price'], {}, clockMs),
      machineClaims('bff', [...SCOPES, 'orders:price']),
    ]) {
      const { id } = await placed('place-order', { ...post({ lines }), claims });
      expect(await actsOn(id)).toMatchObject([
        { act: 'PriceOverridden', actor: claims['sub'], after: { lines } },
      ]);
    }
  });

  it('is not recorded if there is none, or the caller may not give one', async () => {
    const { id } = await placed('place-order', { ...post(), claims: support() });
    expect(await actsOn(id)).toEqual([]);
    const refused = await call('place-order', { ...post({ lines }), claims: support() });
    expect(refused).toMatchObject({ status: 403 });
  });
});

describe('a captured order', () => {
  it('is cancelled by a person only after a recent sign-in', async () => {
    const { id, paymentId } = await placed('place-order', { ...post(), claims: support() });
    const cancel = (claims: Claims) => call('cancel-order', on(id, { method: 'POST', claims }));
    await deps.capturedPayments.save(paymentId);
    const refused = await cancel(support(400));
    expect(refused).toMatchObject({
      status: 401,
      body: { code: 'INSUFFICIENT_USER_AUTHENTICATION', maxAgeSeconds: 300 },
    });
    expect(refused.headers['WWW-Authenticate']).toBe(
      'Bearer error="insufficient_user_authentication", max_age="300"',
    );
    expect((await deps.orders.load(id)).state.status).toBe('placed');
    expect(await actsOn(id)).toEqual([]);
    expect(await cancel(support())).toMatchObject({ status: 200 });
    expect(await actsOn(id)).toMatchObject([
      { act: 'CapturedOrderCancelled', actor: 'user-1', after: { paymentId } },
    ]);
  });

  it('needs no sign-in of the machine that placed it, and none before the capture', async () => {
    const ofBff = await placed('place-order', { ...post(), claims: bff });
    await deps.capturedPayments.save(ofBff.paymentId);
    expect(await call('cancel-order', on(ofBff.id, { method: 'POST', claims: bff }))).toMatchObject({
      status: 200,
    });
    expect(await actsOn(ofBff.id)).toEqual([]);
    const { id } = await placed('place-order', { ...post(), claims: support() });
    expect(await call('cancel-order', on(id, { method: 'POST', claims: support(400) }))).toMatchObject({
      status: 200,
    });
  });
});

describe('a guest', () => {
  const place = (more: object = {}, key?: string) =>
    placed<PlacedGuestOrder>('place-guest-order', post(more, key));
  const withToken = (orderToken: string) => ({ headers: { 'X-Order-Token': orderToken } });

  it('places an order, and reads and cancels it by its token', async () => {
    const { orderToken, ...order } = await place();
    expect(order).toMatchObject({ status: 'placed', shippingAddress: { city: 'London', country: 'GB' } });
    expect(JSON.stringify(order)).not.toMatch(/Lovelace|ada@|tok_/);
    expect(await call<GuestOrder>('get-guest-order', on(order.id, withToken(orderToken)))).toMatchObject({
      status: 200,
      body: order,
    });
    const cancelled = await call(
      'cancel-guest-order',
      on(order.id, { method: 'POST', ...withToken(orderToken) }),
    );
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect((await deps.orders.history(order.id)).map(({ actor }) => actor)).toEqual(['guest', 'guest']);
  });

  it('gets the same bytes for a repeat, and never the order of another address', async () => {
    const first = await place({}, 'basket-1');
    expect(await place({ email: 'ada@example.com' }, 'basket-1')).toEqual(first);
    const other = await place({ email: 'grace@example.com' }, 'basket-1');
    expect(other.id).not.toBe(first.id);
    expect(other.orderToken).not.toBe(first.orderToken);
  });

  it.each(['get-guest-order', 'cancel-guest-order'] as const)(
    'does not reach another order: %s',
    async (name) => {
      const { id } = await place();
      const { orderToken } = await place();
      const ofStaff = await placed('place-order', { ...post(), claims: support() });
      const tokenOfStaffs = await deps.orderTokens.tokenOf({ orderId: ofStaff.id, epoch: 0 });
      const method = name === 'get-guest-order' ? 'GET' : 'POST';
      expect(await call(name, on(id, { method, ...withToken(orderToken) }))).toMatchObject(NOT_FOUND);
      expect(await call(name, on(ofStaff.id, { method, ...withToken(tokenOfStaffs) }))).toMatchObject(
        NOT_FOUND,
      );
      expect(await call(name, on(id, { method }))).toMatchObject({ status: 401 });
      expect(await call(name, on(id, { method, ...withToken('nonsense') }))).toMatchObject({ status: 401 });
      expect((await deps.orders.load(id)).state.status).toBe('placed');
    },
  );

  it('loses the token when staff revokes it, also by a repeat of the request', async () => {
    const { id, orderToken } = await place({}, 'revoked');
    const revoked = await call('revoke-order-token', on(id, { method: 'POST', claims: support() }));
    expect(revoked).toMatchObject({ status: 200, body: { version: 1, placedBy: { kind: 'guest' } } });
    expect(await call('get-guest-order', on(id, withToken(orderToken)))).toMatchObject(NOT_FOUND);
    const again = await place({}, 'revoked');
    expect(again.orderToken).toBe(orderToken);
    expect(await call('get-guest-order', on(id, withToken(again.orderToken)))).toMatchObject(NOT_FOUND);
    const second = await deps.orderTokens.tokenOf({ orderId: id, epoch: 1 });
    expect(await call('get-guest-order', on(id, withToken(second)))).toMatchObject({ status: 200 });
  });

  it('may order fewer units than a customer', async () => {
    const lines = [{ sku: 'MUG', quantity: 6 }];
    expect(await call('place-guest-order', post({ lines }))).toMatchObject({
      status: 422,
      body: { code: 'ORDER_CAP_EXCEEDED', line: 0, maxUnits: 5 },
    });
    expect(await call('place-my-order', { ...post({ lines }), claims: ada })).toMatchObject({ status: 201 });
  });

  it('cannot order where the stage takes no guests', async () => {
    takesGuests = false;
    const refused = await call('place-guest-order', post());
    takesGuests = true;
    expect(refused).toMatchObject({ status: 403, body: { code: 'GUEST_ORDERS_NOT_ACCEPTED' } });
  });

  it('is not revoked for an order that no guest placed', async () => {
    const { id } = await placed('place-my-order', { ...post(), claims: ada });
    expect(await call('revoke-order-token', on(id, { method: 'POST', claims: support() }))).toMatchObject({
      status: 409,
      body: { code: 'ORDER_HAS_NO_TOKEN' },
    });
  });
});

describe("a request for the link to a guest's order", () => {
  const request = (body: object) => call('request-guest-order-link', { method: 'POST', body });
  const handle = asFunction(
    'tradepost-dev-orders-commands',
    orderCommands(
      () => deps,
      () => seals.orderSeals,
      () => deps.orderTokens,
    ),
  );
  /** Sends the request, and executes the command that it sends. */
  const link = async (body: object) => {
    const { status, body: answer } = await request(body);
    expect([status, answer]).toEqual([202, { accepted: true }]);
    const { emailHash, orderId, correlationId } = sent.at(-1) as LinkRequest;
    return handle(
      {
        specversion: '1.0',
        id: `${correlationId}/RequestOrderLink`,
        source: 'tradepost.orders',
        type: 'RequestOrderLink',
        subject: emailHash,
        time: '2026-03-01T09:00:00.000Z',
        correlationid: correlationId,
        data: { emailHash, ...(orderId === undefined ? {} : { orderId }) },
      },
      toContext(),
    );
  };
  const guest = (email: string) => placed<PlacedGuestOrder>('place-guest-order', post({ email }));

  it('is for the newest order of the address, in upper or lower case', async () => {
    await guest('newest@example.com');
    const { id } = await guest('newest@example.com');
    expect(await link({ email: 'Newest@Example.com' })).toEqual({ outcome: 'accepted', orderId: id });
    expect((await deps.orders.history(id)).at(-1)?.events).toMatchObject([{ type: 'OrderLinkRequested' }]);
  });

  it('is for the order that was placed last, even if an earlier one changes after it', async () => {
    const email = 'changes@example.com';
    const earlier = await guest(email);
    const { id } = await guest(email);
    await link({ email, orderId: earlier.id });
    await project(earlier.id);
    expect(await link({ email })).toMatchObject({ orderId: id });
  });

  it('fails if the command cannot be sent', async () => {
    const sendLinkRequest = () => Promise.reject(new Error('no queue'));
    const handler = http(routes.requestGuestOrderLink, (given) =>
      requestGuestOrderLink(given, { ...deps, sendLinkRequest }),
    );
    const answer = await callOrders('request-guest-order-link', handler, {
      method: 'POST',
      body: { email: 'lost@example.com' },
    });
    expect(answer.status).toBe(500);
  });

  it('is for the named order, if it is of the address', async () => {
    const { id } = await guest('named@example.com');
    await guest('named@example.com');
    expect(await link({ email: 'named@example.com', orderId: id })).toMatchObject({ orderId: id });
    expect(await link({ email: 'other@example.com', orderId: id })).toMatchObject({
      rejection: { code: 'ORDER_NOT_FOUND' },
    });
  });

  it('contains no address, and is answered alike without an order', async () => {
    expect(await link({ email: 'nobody@example.com' })).toMatchObject({
      rejection: { code: 'ORDER_NOT_FOUND' },
    });
    expect(JSON.stringify(sent)).not.toContain('@');
  });

  it('is recorded three times an hour', async () => {
    const { id } = await guest('often@example.com');
    const outcomes = [];
    for (let index = 0; index < 4; index += 1) outcomes.push(await link({ email: 'often@example.com' }));
    expect(outcomes).toMatchObject([
      ...Array.from({ length: 3 }, () => ({ outcome: 'accepted', orderId: id })),
      { outcome: 'rejected', rejection: { code: 'ORDER_LINK_LIMIT' } },
    ]);
    clockMs += 3_600_000;
    expect(await link({ email: 'often@example.com' })).toMatchObject({ outcome: 'accepted' });
  });
});

describe("the claim of a guest's order", () => {
  const claim = async (orderId: string, claims: Claims, email: string) =>
    asFunction(
      'tradepost-dev-orders-commands',
      orderCommands(
        () => deps,
        () => seals.orderSeals,
        () => deps.orderTokens,
      ),
    )(
      {
        ...{ specversion: '1.0', id: `cor_1/ClaimOrder/${orderId}`, source: 'tradepost.customers' },
        ...{ type: 'ClaimOrder', subject: orderId, time: '2026-03-01T09:00:00.000Z', correlationid: 'cor_1' },
        data: {
          ...{ orderId, customerId: claims['customer_id'] },
          emailHash: await seals.guestHashes.ofEmail(email),
        },
      },
      toContext(),
    );

  it('makes it one of the orders of the customer, who reads, lists and cancels it; the guest still reads it', async () => {
    const email = 'claimed@example.com';
    const { id, orderToken } = await placed<PlacedGuestOrder>('place-guest-order', post({ email }));
    expect(await call('get-my-order', on(id, { claims: grace }))).toMatchObject(NOT_FOUND);
    expect(await claim(id, grace, 'CLAIMED@example.com')).toEqual({ outcome: 'accepted', orderId: id });
    expect(await claim(id, grace, email)).toEqual({ outcome: 'accepted', orderId: id });
    await project(id);
    const shown = await call<CustomerOrder>('get-my-order', on(id, { claims: grace }));
    expect(shown).toMatchObject({
      status: 200,
      body: { version: 1, email, customerId: grace['customer_id'] },
    });
    expect(routes.getMyOrder.success.body.parse(shown.body)).toEqual(shown.body);
    expect(idsOf(await call('list-my-orders', { claims: grace }))).toContain(id);
    expect(await call('get-guest-order', on(id, { headers: { 'X-Order-Token': orderToken } }))).toMatchObject(
      {
        status: 200,
      },
    );
    expect(await call('cancel-my-order', on(id, { method: 'POST', claims: grace }))).toMatchObject({
      status: 200,
      body: { status: 'cancelled' },
    });
  });

  it('is rejected for another address, for another customer, and for an order of a customer', async () => {
    const email = 'contested@example.com';
    const { id } = await placed<PlacedGuestOrder>('place-guest-order', post({ email }));
    const notFound = { outcome: 'rejected', rejection: { code: 'ORDER_NOT_FOUND' } };
    expect(await claim(id, ada, 'other@example.com')).toEqual(notFound);
    await claim(id, grace, email);
    expect(await claim(id, ada, email)).toEqual({
      outcome: 'rejected',
      rejection: { code: 'ORDER_CLAIMED' },
    });
    await project(id);
    expect(await call('get-my-order', on(id, { claims: ada }))).toMatchObject(NOT_FOUND);
    expect(idsOf(await call('list-my-orders', { claims: ada }))).not.toContain(id);
    const own = await placed('place-my-order', { ...post({ email }), claims: ada });
    expect(await claim(own.id, grace, email)).toEqual(notFound);
  });
});
