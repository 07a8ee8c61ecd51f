import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  DynamoDBDocumentClient,
  GetCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unwrap } from '@tradepost/client/client';
import type { CartSummary } from '@tradepost/contracts/carts/model';
import type { GuestOrder, Order } from '@tradepost/contracts/orders/model';
import type { DiscountCode } from '@tradepost/contracts/pricing/model';
import { sharedCloud } from '@tradepost/testing/cloud/with-cloud';
import { Webhook } from 'standardwebhooks';
import { type CartAnswer, type CartUnderTest, cartOf, createSend } from './carts.spec-kit.ts';
import { createShop, waitFor } from './shop.ts';

const TEA = 'CART-TEA';
const SAMPLE = 'CART-SAMPLE';
/** A code for one order, and one without a limit. */
const [CODE, ENDLESS] = ['CARTS10', 'CARTS10-ENDLESS'];
/** Market of this spec alone. Its policy names a tax engine, which the local cloud does not have. */
const MARKET = { currency: 'EUR', country: 'LU' };
const ADDRESS = { name: 'Ada Lovelace', line1: '2 Rue du Nord', city: 'Luxembourg', country: 'LU' };
const EMAIL = 'ada@example.com';
const CARTS_TABLE = 'tradepost-dev-carts-carts';
const A_DAY_MS = 24 * 3_600_000;

const cloud = sharedCloud();
const shop = createShop(cloud.url);
const send = createSend(cloud);
const lambda = new LambdaClient(cloud.aws);
const documents = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.aws));
let parcel: string;
let letter: string;
let codeId: string;

beforeAll(async () => {
  const { api } = shop;
  await shop.sell(TEA, 100);
  await shop.sell(SAMPLE, 100);
  await priced(TEA, 1_000);
  await priced(SAMPLE, 0);
  const policy = { mode: 'external', included: true, rounding: 'halfUp', level: 'line' } as const;
  await unwrap(
    api.PUT('/v1/tax-policies/{market}', {
      params: { path: { market: MARKET.country } },
      body: { ...policy, shipping: 'class', onOutage: 'platform' },
    }),
  );
  const rate = { taxClass: 'standard', name: 'TVA', ppm: 170_000, compound: false };
  const rates = [{ ...rate, validFrom: '2026-01-01T00:00:00Z' }];
  await unwrap(api.POST('/v1/tax-jurisdictions', { body: { country: MARKET.country, rates } }));
  [parcel, letter] = await Promise.all([addMethod('Parcel', 500), addMethod('Letter', 0)]);
  const promotion = await unwrap(
    api.POST('/v1/promotions', {
      body: {
        ...{ name: 'A tenth off', sortOrder: 7_101, startsAt: '2026-01-01T00:00:00Z', requiresCode: true },
        ...{ status: 'active', target: { kind: 'order' }, value: { kind: 'percent', ppm: 100_000 } },
      },
    }),
  );
  const promotionIds = [promotion.id];
  const code = { code: CODE, promotionIds, limit: 1 };
  codeId = (await unwrap(api.POST('/v1/discount-codes', { body: code }))).id;
  await unwrap(api.POST('/v1/discount-codes', { body: { code: ENDLESS, promotionIds } }));
});

afterAll(async () => {
  lambda.destroy();
  documents.destroy();
  await shop.api.close();
});

/** Replaces the price of a product of this spec. */
async function priced(sku: string, minor: number): Promise<void> {
  const { id } = await unwrap(
    shop.api.GET('/v1/products/by-slug/{slug}', { params: { path: { slug: sku.toLowerCase() } } }),
  );
  const params = { path: { productId: id, sku } };
  const body = { prices: { EUR: minor }, taxClass: 'standard' };
  await unwrap(shop.api.PUT('/v1/products/{productId}/variants/{sku}', { params, body }));
}

async function addMethod(name: string, minor: number): Promise<string> {
  const body = { name, zones: [{ countries: ['LU'] }], rates: [{ currency: 'EUR', minor }] };
  const { id } = await unwrap(
    shop.api.POST('/v1/admin/shipping-methods', { body: { ...body, taxClass: 'standard' } }),
  );
  return id;
}

async function newGuestCart() {
  const { body } = await send<CartAnswer>(undefined, 'POST', '/v1/guest/carts', { body: MARKET });
  return { token: body.cartToken, ...cartOf(send, body.id, { token: body.cartToken }) };
}

async function newCartOf(customer: string, key: string) {
  const { body } = await send<CartAnswer>(customer, 'POST', '/v1/me/carts', {
    body: MARKET,
    headers: { 'Idempotency-Key': key },
  });
  return { first: body, ...cartOf(send, body.id, { customer }) };
}

/** A guest's cart with two units of a SKU, in a checkout; returns it with its quote. */
async function checkedOut(sku = TEA, shippingMethodId = parcel) {
  const cart = await newGuestCart();
  await cart.update({ email: EMAIL, shippingAddress: ADDRESS, shippingMethodId });
  await cart.add(sku, 2);
  const { body } = await cart.checkOut();
  expect(body).toMatchObject({ status: 'checkingOut', problems: [] });
  return { ...cart, quote: quoteIn(body) };
}

function quoteIn({ quote }: CartAnswer) {
  if (quote === undefined) throw new Error('the cart has no quote');
  return quote;
}

/** Fills and changes a cart in all ways, up to the choice of a shipping method. */
async function fill(cart: CartUnderTest, sku: string) {
  await cart.update({ email: EMAIL, shippingAddress: ADDRESS, billingAddress: ADDRESS });
  await cart.add(sku, 2);
  const { body: merged } = await cart.add(sku);
  expect(merged.lines).toEqual([{ lineId: 'L1', sku, quantity: 3 }]);
  expect((await cart.set('L1', 2)).body.lines).toEqual([{ lineId: 'L1', sku, quantity: 2 }]);
  expect((await cart.add('CART-NOTHING')).body).toMatchObject({ code: 'UNKNOWN_SKU' });
  const { body: offered } = await cart.get();
  expect(offered.problems).toEqual([{ code: 'SHIPPING_CHOICE_MISSING', blocking: true }]);
  expect(offered.shippingOptions.map(({ name, priceMinor }) => [name, priceMinor]).toSorted()).toEqual([
    ['Letter', 0],
    ['Parcel', 500],
  ]);
  const { body: chosen } = await cart.update({ shippingMethodId: parcel });
  expect(chosen).toMatchObject({ problems: [], quote: { totals: { totalMinor: 2_500 } } });
}

/** Waits until a guest's order has a status; returns it. */
function orderIn(status: string, { orderId, orderToken = '' }: CartAnswer): Promise<GuestOrder> {
  return waitFor(`${orderId} to be ${status}`, async () => {
    const headers = { 'X-Order-Token': orderToken };
    const { body } = await send<GuestOrder>(undefined, 'GET', `/v1/guest/orders/${orderId}`, { headers });
    return body.status === status ? body : undefined;
  });
}

/** Completes a pending payment at the simulated provider, as the customer and their bank would. */
async function complete(orderId: string, outcome: 'approve' | 'decline'): Promise<void> {
  const path = `/v1/simulated-provider/payments/${orderId.replace('ord_', 'pay_')}/complete`;
  expect(await send(undefined, 'POST', path, { body: { outcome } })).toMatchObject({ status: 200 });
}

describe("a guest's cart", () => {
  it('is filled, checked out and submitted: one order, confirmed at exactly the quote', async () => {
    const cart = await newGuestCart();
    await fill(cart, TEA);
    const { body: discounted } = await cart.apply(CODE.toLowerCase());
    expect(discounted.codes).toEqual([CODE]);
    expect(quoteIn(discounted).totals).toMatchObject({ discountMinor: 200, totalMinor: 2_300 });
    expect(quoteIn((await cart.remove(CODE)).body).totals.totalMinor).toBe(2_500);
    await cart.apply(CODE);
    const quote = quoteIn((await cart.checkOut()).body);
    // 17 % are in 18.00 of goods, 2.62 (261.5), and in 5.00 of shipping, 0.73 (72.6).
    expect(quote.totals).toMatchObject({ taxMinor: 335, totalMinor: 2_300, dueMinor: 2_300 });

    const paying = { quoteId: quote.id, paymentToken: 'tok_approved' };
    const submitted = await cart.submit(paying, 'once');
    expect(submitted).toMatchObject({ status: 201, body: { cartId: cart.id, dueMinor: 2_300 } });
    const again = await cart.submit(paying, 'again');
    expect([again.status, again.body.orderId, again.body.orderToken]).toEqual([
      ...[201, submitted.body.orderId, submitted.body.orderToken],
    ]);
    const order = await orderIn('confirmed', submitted.body);
    expect([order.totals, order.taxes, order.shipping]).toEqual([quote.totals, quote.taxes, quote.shipping]);
    expect(await shop.paymentOf({ paymentId: order.id.replace('ord_', 'pay_') } as Order)).toMatchObject({
      amount: { amountMinor: 2_300, currency: 'EUR' },
    });
    expect((await cart.get()).body).toMatchObject({ status: 'submitted', orderId: order.id });

    // The code has a limit of one use, which is that of this order.
    await waitFor('the use of the code', async () => {
      const { body } = await send<DiscountCode>('developer', 'GET', `/v1/discount-codes/${codeId}`);
      return body.uses.used === 1;
    });
    const late = await checkedOut();
    expect(await late.apply(CODE)).toMatchObject({ status: 422, body: { code: 'CODE_EXHAUSTED' } });
  });

  it('is created with lines, code, address and shipping method in one request', async () => {
    const details = { email: EMAIL, shippingAddress: ADDRESS, shippingMethodId: parcel };
    const { status, body } = await send<CartAnswer>(undefined, 'POST', '/v1/guest/carts', {
      body: { ...MARKET, ...details, lines: [{ sku: TEA, quantity: 2 }], codes: [ENDLESS] },
    });
    expect([status, body.problems, body.codes]).toEqual([201, [], [ENDLESS]]);
    expect(quoteIn(body).totals.totalMinor).toBe(2_300);
  });

  it('is not reached with the token of another cart', async () => {
    const [cart, other] = [await newGuestCart(), await newGuestCart()];
    const stranger = cartOf(send, cart.id, { token: other.token });
    for (const answer of [await stranger.get(), await stranger.add(TEA), await stranger.drop()])
      expect(answer).toMatchObject({ status: 404, body: { code: 'CART_NOT_FOUND' } });
  });

  it('does not exist any more after it was dropped', async () => {
    const cart = await checkedOut();
    expect(await cart.drop()).toMatchObject({ status: 200, body: { lines: [{ sku: TEA }] } });
    expect((await cart.get()).status).toBe(404);
  });

  it('that costs something else is submitted with the new quote only', async () => {
    await shop.sell('CART-DEARER', 10);
    await priced('CART-DEARER', 1_000);
    const cart = await checkedOut('CART-DEARER');
    await priced('CART-DEARER', 1_100);
    const paymentToken = 'tok_approved';
    const refused = await cart.submit({ quoteId: cart.quote.id, paymentToken }, 'old');
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'QUOTE_CHANGED', before: { dueMinor: 2_500 }, after: { dueMinor: 2_700 } },
    });
    const { quoteId } = refused.body;
    expect(await cart.submit({ quoteId, paymentToken }, 'new')).toMatchObject({
      status: 201,
      body: { dueMinor: 2_700 },
    });
  });

  it('without an amount due is confirmed without a payment', async () => {
    const cart = await checkedOut(SAMPLE, letter);
    const submitted = await cart.submit({ quoteId: cart.quote.id }, 'free');
    expect(submitted).toMatchObject({ status: 201, body: { dueMinor: 0 } });
    const { id } = await orderIn('confirmed', submitted.body);
    const payment = await send('developer', 'GET', `/v1/payments/${id.replace('ord_', 'pay_')}`);
    expect(payment.status).toBe(404);
  });

  it.each([
    ['tok_bank_transfer', 'bankTransfer', 'approve', 'confirmed', undefined],
    ['tok_redirect', 'redirect', 'approve', 'confirmed', undefined],
    ['tok_3ds', 'confirm', 'decline', 'rejected', 'PAYMENT_DECLINED'],
  ] as const)(
    'paid with %s waits for the next action, %s, whose outcome %s ends in an order that is %s',
    async (paymentToken, kind, outcome, status, code) => {
      const cart = await checkedOut();
      const { body } = await cart.submit({ quoteId: cart.quote.id, paymentToken }, paymentToken);
      const { awaitingPayment } = await orderIn('awaitingPayment', body);
      expect(awaitingPayment?.nextAction).toMatchObject({ kind });
      await complete(body.orderId, outcome);
      expect((await orderIn(status, body)).rejection?.code).toBe(code);
    },
  );
});

/** Sends the provider's webhook as the provider signs it. */
async function sendWebhook(notice: object): Promise<Response> {
  const secrets = new SecretsManagerClient(cloud.aws);
  const SecretId = '/tradepost/dev/payments/simulated-provider-webhooks';
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  secrets.destroy();
  const [id, at, body] = [`msg_${crypto.randomUUID()}`, new Date(), JSON.stringify(notice)];
  return fetch(`${cloud.url}/v1/hooks/payments/simulated`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Webhook(SecretString).sign(id, at, body),
    },
    body,
  });
}

describe('a bank transfer that arrives', () => {
  it('confirms the order by a signed webhook with its reference, and with no other', async () => {
    const cart = await checkedOut();
    const paying = { quoteId: cart.quote.id, paymentToken: 'tok_bank_transfer' };
    const { body } = await cart.submit(paying, 'transfer');
    const { nextAction } = (await orderIn('awaitingPayment', body)).awaitingPayment ?? {};
    const reference = nextAction?.kind === 'bankTransfer' ? nextAction.instructions['reference'] : undefined;
    const idempotencyKey = `${body.orderId.replace('ord_', 'pay_')}/authorize`;
    const money = { amountMinor: body.dueMinor, currency: 'EUR' };
    for (const id of ['ch_of_another', reference]) {
      const data = { idempotencyKey, id, ...money };
      expect((await sendWebhook({ type: 'charge.authorized', data })).status).toBe(200);
      await orderIn(id === reference ? 'confirmed' : 'awaitingPayment', body);
    }
  });
});

describe("a customer's cart", () => {
  it('is filled and merged with the cart of a guest, and its order is that of the customer', async () => {
    const cart = await newCartOf('ada', 'carts-e2e');
    expect(cart.first).toMatchObject({ status: 'open', email: EMAIL });
    await fill(cart, TEA);
    expect(await cart.apply('CART-NO-CODE')).toMatchObject({ status: 422, body: { code: 'CODE_UNKNOWN' } });
    expect(quoteIn((await cart.apply(ENDLESS)).body).totals.totalMinor).toBe(2_300);
    expect((await cart.remove(ENDLESS)).body.codes).toEqual([]);
    const guest = await newGuestCart();
    await guest.add(TEA);
    const merging = { cartId: guest.id, cartToken: guest.token };
    for (const { body } of [await cart.merge(merging), await cart.merge(merging)])
      expect(body.lines).toEqual([{ lineId: 'L1', sku: TEA, quantity: 3 }]);
    expect((await guest.get()).body).toMatchObject({ status: 'merged', mergedInto: cart.id });
    const again = await newCartOf('ada', 'carts-e2e');
    expect(again.first).toMatchObject({ id: cart.id, quote: { totals: { totalMinor: 3_500 } } });

    const quote = quoteIn((await cart.checkOut()).body);
    const paying = { quoteId: quote.id, paymentToken: 'tok_approved' };
    const answers = [await cart.submit(paying, 'mine'), await cart.submit(paying, 'mine')];
    expect(answers.map(({ status, body }) => [status, body.orderId, body.orderToken])).toEqual(
      Array(2).fill([201, cart.id.replace('crt_', 'ord_'), undefined]),
    );
    const order = await waitFor('the confirmed order', async () => {
      const path = `/v1/me/orders/${cart.id.replace('crt_', 'ord_')}`;
      const { body } = await send<Order>('ada', 'GET', path);
      return body.status === 'confirmed' ? body : undefined;
    });
    expect(order.totals).toEqual(quote.totals);
    expect((await cartOf(send, cart.id, { customer: 'grace' }).get()).status).toBe(404);
  });

  it('is in the list of the customer until it is dropped', async () => {
    const cart = await newCartOf('grace', 'carts-e2e-listed');
    await cart.update({ shippingAddress: ADDRESS });
    await cart.add(TEA);
    const listed = async () => {
      const { body } = await send<{ items: CartSummary[] }>('grace', 'GET', '/v1/me/carts');
      return body.items.filter(({ id, lines }) => id === cart.id && lines.length === 1).length === 1;
    };
    await waitFor('the cart in the list', listed);
    expect(await cart.drop()).toMatchObject({ status: 200, body: { lines: [{ sku: TEA }] } });
    await waitFor('the list without it', async () => !(await listed()));
  });
});

/** Changes stored attributes of a cart, as if time had passed or a function had failed, and runs the sweeper. */
async function rewriteAndSweep(
  cartId: string,
  change: Pick<
    UpdateCommandInput,
    'UpdateExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
  >,
): Promise<void> {
  const Key = { pk: `cart#${cartId}`, sk: 'state' };
  await documents.send(new UpdateCommand({ TableName: CARTS_TABLE, Key, ...change }));
  const sweep = new InvokeCommand({ FunctionName: 'tradepost-dev-carts-sweep-carts', Payload: '{}' });
  expect((await lambda.send(sweep)).FunctionError).toBeUndefined();
}

describe('the sweeper of carts', () => {
  it('puts a cart that was not changed for a day into the list of staff, without personal data', async () => {
    const cart = await checkedOut();
    await cart.set('L1', 1);
    const then = new Date(Date.now() - A_DAY_MS).toISOString();
    await rewriteAndSweep(cart.id, {
      UpdateExpression: 'SET #state.updatedAt = :then, dueAt = :then',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':then': then },
    });
    const items = await waitFor('the cart in the list', async () => {
      const path = '/v1/carts?status=abandoned&limit=100';
      const { body } = await send<{ items: CartSummary[] }>('support', 'GET', path);
      return body.items.some(({ id }) => id === cart.id) ? body.items : undefined;
    });
    expect(items.find(({ id }) => id === cart.id)).toMatchObject({ lines: [{ sku: TEA, quantity: 1 }] });
    expect(JSON.stringify(items)).not.toMatch(/@|Lovelace/);
    expect((await cart.add(TEA)).body.status).toBe('open');
  });

  it('places the order of a cart once more if its outcome was lost', async () => {
    const cart = await checkedOut();
    const { body } = await cart.submit({ quoteId: cart.quote.id, paymentToken: 'tok_approved' }, 'lost');
    const orderBefore = await orderIn('confirmed', body);
    await rewriteAndSweep(cart.id, {
      UpdateExpression:
        'SET #state.#status = :status, due = :due, dueAt = #state.updatedAt REMOVE #state.#order',
      ExpressionAttributeNames: { '#state': 'state', '#status': 'status', '#order': 'order' },
      ExpressionAttributeValues: { ':status': 'submitting', ':due': 'due#0' },
    });
    const { Item } = await documents.send(
      new GetCommand({ TableName: CARTS_TABLE, Key: { pk: `cart#${cart.id}`, sk: 'state' } }),
    );
    expect(Item?.['state']).toMatchObject({ status: 'submitted', order: { status: 'confirmed' } });
    expect((await orderIn('confirmed', body)).version).toBe(orderBefore.version);
  });
});
