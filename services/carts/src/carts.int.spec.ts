import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Cart, CartSummary, SubmittedCart } from '@tradepost/contracts/carts/model';
import * as routes from '@tradepost/contracts/carts/routes';
import type { Problem } from '@tradepost/contracts/problem-details';
import { http } from '@tradepost/lambda/http/http';
import { pepperedId } from '@tradepost/lambda/peppered-id';
import { callHttp, type HttpFunction } from '@tradepost/testing/call-http';
import { type Claims, customerClaims, staffClaims } from '@tradepost/testing/claims';
import { CARTS_TABLE_NAME, type Carts, HELD_UNTIL, startCarts } from './carts.spec-kit.ts';
import { exportPart } from './commands/export-part.ts';
import { onOrderRejected } from './consumers/on-order-rejected.ts';
import { onSubjectErased } from './consumers/on-subject-erased.ts';
import { orderIdOf } from './domain/ids.ts';
import { addGuestCartLine } from './http/add-guest-cart-line.ts';
import { addMyCartLine } from './http/add-my-cart-line.ts';
import { applyGuestCartCode } from './http/apply-guest-cart-code.ts';
import { applyMyCartCode } from './http/apply-my-cart-code.ts';
import { checkOutGuestCart } from './http/check-out-guest-cart.ts';
import { checkOutMyCart } from './http/check-out-my-cart.ts';
import { createGuestCart } from './http/create-guest-cart.ts';
import { createMyCart } from './http/create-my-cart.ts';
import { dropGuestCart } from './http/drop-guest-cart.ts';
import { dropMyCart } from './http/drop-my-cart.ts';
import { getGuestCart } from './http/get-guest-cart.ts';
import { getMyCart } from './http/get-my-cart.ts';
import { listCarts } from './http/list-carts.ts';
import { listMyCarts } from './http/list-my-carts.ts';
import { mergeMyCart } from './http/merge-my-cart.ts';
import { removeGuestCartCode } from './http/remove-guest-cart-code.ts';
import { removeMyCartCode } from './http/remove-my-cart-code.ts';
import { setGuestCartLine } from './http/set-guest-cart-line.ts';
import { setMyCartLine } from './http/set-my-cart-line.ts';
import { submitGuestCart } from './http/submit-guest-cart.ts';
import { submitMyCart } from './http/submit-my-cart.ts';
import { updateGuestCart } from './http/update-guest-cart.ts';
import { updateMyCart } from './http/update-my-cart.ts';
import { sweepCarts } from './schedules/sweep-carts.ts';

let service: Carts;
let handlers: Readonly<Record<string, HttpFunction>>;
beforeAll(async () => {
  service = await startCarts();
  const { deps } = service;
  handlers = {
    'create-guest-cart': http(routes.createGuestCart, (request) => createGuestCart(request, deps)),
    'get-guest-cart': http(routes.getGuestCart, (request) => getGuestCart(request, deps)),
    'add-guest-cart-line': http(routes.addGuestCartLine, (request) => addGuestCartLine(request, deps)),
    'set-guest-cart-line': http(routes.setGuestCartLine, (request) => setGuestCartLine(request, deps)),
    'apply-guest-cart-code': http(routes.applyGuestCartCode, (request) => applyGuestCartCode(request, deps)),
    'remove-guest-cart-code': http(routes.removeGuestCartCode, (request) =>
      removeGuestCartCode(request, deps),
    ),
    'update-guest-cart': http(routes.updateGuestCart, (request) => updateGuestCart(request, deps)),
    'check-out-guest-cart': http(routes.checkOutGuestCart, (request) => checkOutGuestCart(request, deps)),
    'submit-guest-cart': http(routes.submitGuestCart, (request) => submitGuestCart(request, deps)),
    'drop-guest-cart': http(routes.dropGuestCart, (request) => dropGuestCart(request, deps)),
    'create-my-cart': http(routes.createMyCart, (request) => createMyCart(request, deps)),
    'list-my-carts': http(routes.listMyCarts, (request) => listMyCarts(request, deps)),
    'get-my-cart': http(routes.getMyCart, (request) => getMyCart(request, deps)),
    'add-my-cart-line': http(routes.addMyCartLine, (request) => addMyCartLine(request, deps)),
    'set-my-cart-line': http(routes.setMyCartLine, (request) => setMyCartLine(request, deps)),
    'apply-my-cart-code': http(routes.applyMyCartCode, (request) => applyMyCartCode(request, deps)),
    'remove-my-cart-code': http(routes.removeMyCartCode, (request) => removeMyCartCode(request, deps)),
    'update-my-cart': http(routes.updateMyCart, (request) => updateMyCart(request, deps)),
    'check-out-my-cart': http(routes.checkOutMyCart, (request) => checkOutMyCart(request, deps)),
    'submit-my-cart': http(routes.submitMyCart, (request) => submitMyCart(request, deps)),
    'merge-my-cart': http(routes.mergeMyCart, (request) => mergeMyCart(request, deps)),
    'drop-my-cart': http(routes.dropMyCart, (request) => dropMyCart(request, deps)),
    'list-carts': http(routes.listCarts, (request) => listCarts(request, deps)),
  };
}, 120_000);
afterAll(() => service?.stop());
beforeEach(() => {
  const { neighbours } = service;
  neighbours.failing.clear();
  neighbours.rejection = undefined;
  neighbours.notReserved = undefined;
  neighbours.stock.clear();
  neighbours.variants = new Map([
    ['TEA', { sku: 'TEA', prices: { GBP: 1_200 } }],
    ['MUG', { sku: 'MUG', prices: { GBP: 850 }, purchaseLimit: 5 }],
    ['OLD', { sku: 'OLD', prices: { GBP: 850 }, status: 'archived' }],
  ]);
});

const ADDRESS = {
  ...{ name: 'Ada Lovelace', line1: '12 St James Square', city: 'London', postalCode: 'SW1Y 4JH' },
  ...{ country: 'GB', phone: '+44 20 7946 0958' },
};
const BODY = { currency: 'GBP', country: 'GB' };
const customerId = (name: string) => pepperedId('cus', 'pepper', [name]);
const signedIn = (name: string): Claims =>
  customerClaims(customerId(name), { email: `${name}@example.com`, email_verified: 'true' });

const callCarts = callHttp('carts');
type Answer = Omit<Cart, 'status'> &
  Omit<SubmittedCart, 'status'> &
  Omit<Problem, 'status'> & { readonly status: Cart['status']; readonly cartToken: string };

/** The routes of one cart, for whoever owns it. */
function cartOf(owner: 'guest' | 'my', cartId: string, credentials: object) {
  const call = (name: string, request: object = {}) => {
    const { headers, params, ...rest } = request as { headers?: object; params?: object };
    return callCarts<Answer>(name, handlers[name] as HttpFunction, {
      ...{ claims: null, ...credentials, ...rest },
      headers: { ...(credentials as { headers?: object }).headers, ...headers } as Record<string, string>,
      params: { cartId, ...params },
    });
  };
  return {
    cartId,
    get: () => call(`get-${owner}-cart`),
    add: (sku: string, quantity = 1, headers = {}) =>
      call(`add-${owner}-cart-line`, { method: 'POST', headers, body: { sku, quantity } }),
    set: (lineId: string, quantity: number, headers = {}) =>
      call(`set-${owner}-cart-line`, { method: 'PUT', headers, params: { lineId }, body: { quantity } }),
    apply: (code: string) => call(`apply-${owner}-cart-code`, { method: 'POST', body: { code } }),
    remove: (code: string) => call(`remove-${owner}-cart-code`, { method: 'DELETE', query: { code } }),
    update: (body: object) => call(`update-${owner}-cart`, { method: 'PATCH', body }),
    checkOut: (headers = {}) => call(`check-out-${owner}-cart`, { method: 'POST', headers }),
    submit: (body: object, headers = {}) =>
      call(`submit-${owner}-cart`, {
        method: 'POST',
        headers,
        body: { paymentToken: 'tok_approved', ...body },
      }),
    drop: () => call(`drop-${owner}-cart`, { method: 'DELETE' }),
  };
}

const createGuest = (body: object) =>
  callCarts<Answer>('create-guest-cart', handlers['create-guest-cart'] as HttpFunction, {
    ...{ method: 'POST', body, claims: null },
  });

async function newGuestCart() {
  const { body } = await createGuest(BODY);
  return {
    cartToken: body.cartToken,
    ...cartOf('guest', body.id, { headers: { 'X-Cart-Token': body.cartToken } }),
  };
}

const createMine = (claims: Claims, body: object, key?: string) =>
  callCarts<Answer>('create-my-cart', handlers['create-my-cart'] as HttpFunction, {
    ...{ method: 'POST', body, claims },
    headers: key === undefined ? {} : { 'Idempotency-Key': key },
  });

async function newCartOf(name: string, key?: string) {
  const claims = signedIn(name);
  const { body } = await createMine(claims, BODY, key);
  return { claims, ...cartOf('my', body.id, { claims }) };
}

/** A cart that can be checked out. */
async function readyCart() {
  const cart = await newGuestCart();
  await cart.add('TEA', 2);
  await cart.update({ email: 'ada@example.com', shippingAddress: ADDRESS, shippingMethodId: 'shm_1' });
  return cart;
}

async function checkedOut() {
  const cart = await readyCart();
  const { body } = await cart.checkOut();
  return { ...cart, quoteId: String(body.quote?.id) };
}

const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

const codesOf = ({ problems }: Cart) => problems.map(({ code }) => code);

describe("a guest's cart", () => {
  it('is reached with its token, and with no other', async () => {
    const cart = await newGuestCart();
    const { status, headers, body } = await cart.get();
    expect([status, headers['ETag']]).toEqual([200, '"0"']);
    expect(body).toMatchObject({ id: cart.cartId, status: 'open', lines: [], codes: [], currency: 'GBP' });
    expect(routes.getGuestCart.success.body.parse(body)).toEqual(body);
    const { cartToken } = await newGuestCart();
    const stranger = cartOf('guest', cart.cartId, { headers: { 'X-Cart-Token': cartToken } });
    for (const answer of [await stranger.get(), await stranger.add('TEA'), await stranger.drop()])
      expect(answer).toMatchObject({ status: 404, body: { code: 'CART_NOT_FOUND' } });
    expect(await cartOf('guest', cart.cartId, {}).get()).toMatchObject({ status: 401 });
  });

  it('gets lines, each with its money', async () => {
    const cart = await newGuestCart();
    await cart.add('TEA', 2);
    const { body } = await cart.add('TEA');
    expect(body.lines).toEqual([{ lineId: 'L1', sku: 'TEA', quantity: 3 }]);
    expect(body.quote?.totals).toMatchObject({ linesMinor: 3_600, dueMinor: 3_600 });
    expect(body.shippingOptions).toEqual([{ methodId: 'shm_1', name: 'Post', priceMinor: 500 }]);
    expect(codesOf(body)).toEqual(['EMAIL_MISSING', 'ADDRESS_MISSING', 'SHIPPING_CHOICE_MISSING']);
    expect((await cart.set('L1', 1)).body.lines).toEqual([{ lineId: 'L1', sku: 'TEA', quantity: 1 }]);
    expect((await cart.set('L1', 0)).body.lines).toEqual([]);
    expect(await cart.set('L1', 1)).toMatchObject({ status: 404, body: { code: 'LINE_NOT_FOUND' } });
  });

  it.each([
    ['GONE', 1, { code: 'UNKNOWN_SKU', sku: 'GONE' }],
    ['OLD', 1, { code: 'SKU_NOT_FOR_SALE', sku: 'OLD' }],
    ['MUG', 6, { code: 'QUANTITY_ABOVE_MAXIMUM', sku: 'MUG', maxQuantity: 5 }],
    ['TEA', 21, { code: 'QUANTITY_ABOVE_MAXIMUM', sku: 'TEA', maxQuantity: 20 }],
  ])('does not get %s × %i', async (sku, quantity, problem) => {
    const cart = await newGuestCart();
    expect(await cart.add(sku, quantity)).toMatchObject({ status: 422, body: problem });
  });

  it('is changed only at the version that If-Match names', async () => {
    const cart = await newGuestCart();
    const first = { 'If-Match': '"0"' };
    expect(await cart.add('TEA', 1, first)).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await cart.add('TEA', 1, first)).toMatchObject({ status: 412, body: { currentVersion: 1 } });
    expect(await cart.checkOut(first)).toMatchObject({ status: 412 });
  });

  it('gets all units of ten requests at once', async () => {
    const cart = await newGuestCart();
    const answers = await Promise.all(Array.from({ length: 10 }, () => cart.add('TEA')));
    // On a busy computer, one may give up after seven seconds of conflicts.
    const added = answers.filter(({ status }) => status === 200).length;
    expect(added).toBeGreaterThan(0);
    expect((await cart.get()).body.lines).toEqual([{ lineId: 'L1', sku: 'TEA', quantity: added }]);
  });

  it('is kept for 90 days after its last change', async () => {
    const cart = await newGuestCart();
    expect((await cart.get()).body.expiresAt).toBe('2026-04-05T08:00:00.000Z');
    const { Item } = await service.db.documents.send(
      new GetCommand({ TableName: CARTS_TABLE_NAME, Key: { pk: `cart#${cart.cartId}`, sk: 'state' } }),
    );
    expect(Item?.['purgeAt']).toBe(Date.parse('2026-04-05T08:00:00.000Z') / 1_000);
  });

  it('that was dropped does not exist', async () => {
    const cart = await readyCart();
    expect(await cart.drop()).toMatchObject({ status: 200, body: { lines: [{ sku: 'TEA' }] } });
    for (const answer of [await cart.get(), await cart.add('TEA'), await cart.drop()])
      expect(answer).toMatchObject({ status: 404, body: { code: 'CART_NOT_FOUND' } });
  });
});

/** Everything that a checkout needs. */
const CONTENTS = {
  ...BODY,
  lines: [
    { sku: 'TEA', quantity: 1 },
    { sku: 'MUG', quantity: 2 },
    { sku: 'TEA', quantity: 1 },
  ],
  codes: [' ten '],
  ...{ email: 'ada@example.com', shippingAddress: { ...ADDRESS, country: 'IE' }, billingAddress: ADDRESS },
  shippingMethodId: 'shm_1',
};

describe('a new cart with contents', () => {
  beforeEach(() => {
    const { neighbours } = service;
    neighbours.terms = {
      ...neighbours.terms,
      promotions: [],
      codes: [{ code: 'TEN', promotionIds: [] }],
      refusedCodes: [{ code: 'GONE', reason: 'CODE_EXHAUSTED' }],
    };
  });

  it('is ordered in three requests', async () => {
    const { status, body } = await createGuest(CONTENTS);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ version: 0, status: 'open', country: 'IE', codes: ['TEN'], shippingMethodId: 'shm_1' },
      lines: [
        { lineId: 'L1', sku: 'TEA', quantity: 2 },
        { lineId: 'L2', sku: 'MUG', quantity: 2 },
      ],
      ...{ email: 'ada@example.com', shippingAddress: CONTENTS.shippingAddress, billingAddress: ADDRESS },
      quote: { totals: { linesMinor: 4_100, shippingMinor: 500, dueMinor: 4_600 } },
    });
    expect(body.problems.filter(({ blocking }) => blocking)).toEqual([]);
    const cart = cartOf('guest', body.id, { headers: { 'X-Cart-Token': body.cartToken } });
    const quoteId = (await cart.checkOut()).body.quote?.id;
    expect(await cart.submit({ quoteId })).toMatchObject({ status: 201, body: { dueMinor: 4_600 } });
  });

  it('of a customer is created once, also if its goods are not for sale any more', async () => {
    const claims = signedIn('contents');
    const first = await createMine(claims, CONTENTS, 'contents');
    expect(first.body).toMatchObject({ email: 'ada@example.com', lines: [{ quantity: 2 }, { quantity: 2 }] });
    service.neighbours.variants.delete('MUG');
    const again = await createMine(claims, CONTENTS, 'contents');
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    const { email: _email, ...withoutEmail } = CONTENTS;
    expect(await createMine(claims, withoutEmail, 'contents')).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    const verified = await createMine(claims, { ...withoutEmail, lines: [] }, 'verified');
    expect(verified.body).toMatchObject({ email: 'contents@example.com', billingAddress: ADDRESS });
  });

  it.each([
    [{ lines: [{ sku: 'NEVER', quantity: 1 }] }, { code: 'UNKNOWN_SKU', sku: 'NEVER' }],
    [{ lines: [{ sku: 'OLD', quantity: 1 }] }, { code: 'SKU_NOT_FOR_SALE', sku: 'OLD' }],
    [
      { lines: [{ sku: 'MUG', quantity: 6 }] },
      { code: 'QUANTITY_ABOVE_MAXIMUM', sku: 'MUG', maxQuantity: 5 },
    ],
    [{ codes: ['gone'] }, { code: 'CODE_EXHAUSTED', discountCode: 'GONE' }],
    [{ email: undefined }, { code: 'EMAIL_MISSING' }],
  ])('is not created at all with %j', async (changed, problem) => {
    const subjects = async () =>
      (
        await service.db.documents.send(
          new ScanCommand({ TableName: 'tradepost-dev-customers-subject-keys', Select: 'COUNT' }),
        )
      ).Count;
    const before = await subjects();
    expect(await createGuest({ ...CONTENTS, ...changed })).toMatchObject({ status: 422, body: problem });
    expect(await subjects()).toBe(before);
  });

  it('needs the services that know its lines and its codes', async () => {
    const { failing, names } = service.neighbours;
    failing.add(names.CATALOG);
    expect(await createGuest(CONTENTS)).toMatchObject({ status: 503, body: { code: 'CATALOG_UNAVAILABLE' } });
    failing.clear();
    failing.add(names.PRICING);
    expect(await createGuest(CONTENTS)).toMatchObject({ status: 503, body: { code: 'PRICING_UNAVAILABLE' } });
    expect(await createGuest(BODY)).toMatchObject({ status: 201 });
  });
});

describe('a discount code', () => {
  it('is applied in upper case, refused with the reason of pricing, and removed', async () => {
    service.neighbours.terms = {
      ...service.neighbours.terms,
      codes: [{ code: 'TEN', promotionIds: [] }],
      refusedCodes: [
        { code: 'OLD10', reason: 'CODE_EXPIRED' },
        { code: 'VIP', reason: 'CODE_NEEDS_CUSTOMER' },
        { code: 'ODD', reason: 'CODE_OF_ANOTHER_VERSION' },
      ],
    };
    const cart = await newGuestCart();
    expect((await cart.apply(' ten ')).body.codes).toEqual(['TEN']);
    expect(await cart.apply('old10')).toMatchObject({
      status: 422,
      body: { code: 'CODE_EXPIRED', discountCode: 'OLD10' },
    });
    expect(await cart.apply('odd')).toMatchObject({ status: 422, body: { code: 'CODE_DISABLED' } });
    // The guest may give the e-mail address later.
    const { body } = await cart.apply('vip');
    expect(body.problems).toContainEqual({
      ...{ code: 'CODE_NEEDS_CUSTOMER', blocking: false, discountCode: 'VIP' },
    });
    expect((await cart.remove('ten')).body.codes).toEqual(['VIP']);
    expect((await cart.remove('ten')).body.codes).toEqual(['VIP']);
  });
});

describe('personal data of a cart', () => {
  it('is sealed where it is stored, and opened for its owner', async () => {
    const cart = await readyCart();
    const { body } = await cart.get();
    expect(body).toMatchObject({ email: 'ada@example.com', shippingAddress: ADDRESS, country: 'GB' });
    const stored = JSON.stringify(
      (await service.db.documents.send(new ScanCommand({ TableName: CARTS_TABLE_NAME }))).Items,
    );
    for (const text of ['ada@example.com', 'Lovelace', 'SW1Y', '7946']) expect(stored).not.toContain(text);
  });

  it('needs the e-mail address first, and is sealed for the person of a new one', async () => {
    const cart = await newGuestCart();
    expect(await cart.update({ shippingAddress: ADDRESS })).toMatchObject({
      status: 422,
      body: { code: 'EMAIL_MISSING' },
    });
    await cart.update({ email: 'ada@example.com', shippingAddress: ADDRESS, billingAddress: ADDRESS });
    const { body } = await cart.update({ email: 'grace@example.com' });
    expect(body).toMatchObject({
      email: 'grace@example.com',
      shippingAddress: ADDRESS,
      billingAddress: ADDRESS,
    });
    const same = await cart.update({ email: 'Grace@example.com', billingAddress: null });
    expect(same.body).toMatchObject({ email: 'Grace@example.com', shippingAddress: ADDRESS });
    expect(same.body).not.toHaveProperty('billingAddress');
  });

  it('stays readable whoever of ten changes e-mail and address at once', async () => {
    const cart = await newGuestCart();
    await cart.update({ email: 'ada@example.com', shippingAddress: ADDRESS });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_none, index) =>
        cart.update(
          index % 2 === 0
            ? { email: `person-${index}@example.com` }
            : { shippingAddress: { ...ADDRESS, city: `Town ${index}` } },
        ),
      ),
    );
    expect(new Set(answers.map(({ status }) => status)).size).toBe(1);
    expect((await cart.get()).body.shippingAddress?.city).toMatch(/^Town \d$/);
  });

  it('is in the export of a guest and of a customer', async () => {
    const cart = await readyCart();
    const mine = await newCartOf('exported');
    await exportPart(
      { requestId: 'prq_1', customerId: customerId('exported'), orderIds: [orderIdOf(cart)] },
      service.deps,
    );
    expect(service.exported.get('carts')).toMatchObject([
      { id: mine.cartId, email: 'exported@example.com' },
      { id: cart.cartId, email: 'ada@example.com', shippingAddress: { line1: ADDRESS.line1 } },
    ]);
  });

  it('is gone with the whole cart after the person was erased', async () => {
    const message = { id: 'evt', source: 'tradepost.customers', correlationid: 'cor_1' };
    const cart = await readyCart();
    const { state } = await service.deps.carts.load(cart.cartId);
    const subjectId = 'person' in state ? String(state.person?.subjectId) : '';
    await service.erase(subjectId);
    // Before the event arrives, nothing of the person can be read any more.
    const { body } = await cart.get();
    for (const name of ['email', 'shippingAddress']) expect(body).not.toHaveProperty(name);
    await onSubjectErased({ subjectId, orderId: orderIdOf(cart) }, message, service.deps);
    expect(await cart.get()).toMatchObject({ status: 404 });

    const mine = await newCartOf('erased');
    await onSubjectErased({ subjectId: 'sub_x', customerId: customerId('erased') }, message, service.deps);
    expect(await mine.get()).toMatchObject({ status: 404 });
  });
});

describe("a customer's cart", () => {
  it('has the verified e-mail address, and is reached by its customer only', async () => {
    const mine = await newCartOf('ada');
    expect((await mine.get()).body).toMatchObject({ id: mine.cartId, email: 'ada@example.com' });
    const thief = cartOf('my', mine.cartId, { claims: signedIn('thief') });
    expect(await thief.get()).toMatchObject({ status: 404, body: { code: 'CART_NOT_FOUND' } });
    const token = await service.deps.cartTokens.tokenOf(mine.cartId);
    const guest = cartOf('guest', mine.cartId, { headers: { 'X-Cart-Token': token } });
    expect(await guest.get()).toMatchObject({ status: 404 });
  });

  it('is created once under an Idempotency-Key, for each customer', async () => {
    const [one, again, other] = [
      await newCartOf('keys', 'cart'),
      await newCartOf('keys', 'cart'),
      await newCartOf('other-keys', 'cart'),
    ];
    expect(again.cartId).toBe(one.cartId);
    expect(other.cartId).not.toBe(one.cartId);
  });

  it('has the prices of the groups that its customer is in now, and a guest has none of them', async () => {
    const { neighbours } = service;
    const before = neighbours.terms;
    const entries = [{ sku: 'TEA', currency: 'GBP', minQuantity: 1, minor: 700 }];
    const facts = { name: 'Trade', priority: 0, status: 'active', taxIncluded: true } as const;
    const trade = { id: 'plt_1', ...facts, conditions: { customerGroup: 'trade' }, entries };
    // Pricing returns the lists of the groups in the request. The quote checks them once more.
    neighbours.terms = { ...before, priceLists: [trade] };
    neighbours.groups.set(customerId('trader'), ['vip', 'trade']);
    const mine = await newCartOf('trader');
    expect((await mine.add('TEA', 2)).body.quote?.totals.linesMinor).toBe(1_400);
    const asked = neighbours.requests.findLast(
      ({ FunctionName }) => FunctionName === neighbours.names.PRICING,
    );
    expect(asked?.payload).toMatchObject({ customerGroups: ['vip', 'trade'] });
    const guest = await newGuestCart();
    expect((await guest.add('TEA', 2)).body.quote?.totals.linesMinor).toBe(2_400);

    await mine.update({ shippingAddress: ADDRESS, shippingMethodId: 'shm_1' });
    const { body: shown } = await mine.checkOut();
    expect(shown.quote?.totals.dueMinor).toBe(1_900);
    neighbours.groups.set(customerId('trader'), ['vip']);
    expect(await mine.submit({ quoteId: shown.quote?.id })).toMatchObject({
      status: 409,
      body: { code: 'QUOTE_CHANGED', before: { dueMinor: 1_900 }, after: { dueMinor: 2_900 } },
    });
    neighbours.failing.add(neighbours.names.GROUPS);
    expect(await mine.checkOut()).toMatchObject({ status: 503, body: { code: 'PRICING_UNAVAILABLE' } });
    expect((await guest.get()).body.quote?.totals.linesMinor).toBe(2_400);
    neighbours.terms = before;
  });

  it('never has a group that its customer names', async () => {
    const mine = await newCartOf('pretender');
    for (const field of ['customerGroup', 'customerGroups', 'groups']) {
      const named = { [field]: 'trade' };
      for (const answer of [
        await mine.update(named),
        await mine.submit({ quoteId: 'qte_1', ...named }),
        await createMine(mine.claims, { ...BODY, ...named }),
        await createGuest({ ...BODY, ...named }),
      ])
        expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    }
  });

  it('is in the list of its customer', async () => {
    const claims = signedIn('lists');
    const carts = [await newCartOf('lists'), await newCartOf('lists'), await newCartOf('lists')];
    const list = async (query: Record<string, string>) =>
      (
        await callCarts<{ items: CartSummary[]; nextCursor?: string }>(
          'list-my-carts',
          handlers['list-my-carts'] as HttpFunction,
          { claims, query },
        )
      ).body;
    const first = await list({ limit: '2' });
    const second = await list({ limit: '2', cursor: String(first.nextCursor) });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(ids.toSorted()).toEqual(carts.map(({ cartId }) => cartId).toSorted());
    expect(second).not.toHaveProperty('nextCursor');
    expect(JSON.stringify(first)).not.toContain('@');
  });
});

describe('merging', () => {
  const merge = (mine: Awaited<ReturnType<typeof newCartOf>>, body: object) =>
    callCarts<Answer>('merge-my-cart', handlers['merge-my-cart'] as HttpFunction, {
      ...{ method: 'POST', claims: mine.claims, params: { cartId: mine.cartId }, body },
    });

  it("moves a guest's lines into the customer's cart, once", async () => {
    const [guest, mine] = [await readyCart(), await newCartOf('merges')];
    await mine.add('TEA');
    await mine.add('MUG');
    const { cartId, cartToken } = guest;
    const expected = [
      { lineId: 'L1', sku: 'TEA', quantity: 3 },
      { lineId: 'L2', sku: 'MUG', quantity: 1 },
    ];
    for (const answer of [await merge(mine, { cartId, cartToken }), await merge(mine, { cartId, cartToken })])
      expect(answer).toMatchObject({ status: 200, body: { lines: expected } });
    expect((await guest.get()).body).toMatchObject({ status: 'merged', mergedInto: mine.cartId, lines: [] });
    expect(await guest.add('TEA')).toMatchObject({ status: 409, body: { code: 'CART_MERGED' } });
    expect(await merge(await newCartOf('late'), { cartId, cartToken })).toMatchObject({
      status: 409,
      body: { code: 'CART_MERGED' },
    });
  });

  it('needs the token of the cart', async () => {
    const [guest, mine] = [await readyCart(), await newCartOf('needs-token')];
    const { cartToken } = await newGuestCart();
    expect(await merge(mine, { cartId: guest.cartId, cartToken })).toMatchObject({ status: 404 });
  });

  it('loses no unit while both carts are filled', async () => {
    const [guest, mine] = [await newGuestCart(), await newCartOf('races')];
    await mine.add('MUG');
    const adding = await Promise.all([
      ...Array.from({ length: 6 }, () => guest.add('TEA')),
      merge(mine, { cartId: guest.cartId, cartToken: guest.cartToken }),
      ...Array.from({ length: 4 }, () => mine.add('TEA')),
    ]);
    const added = adding.filter(({ status }, index) => status === 200 && index !== 6).length;
    const { lines } = (await mine.get()).body;
    expect(lines.find(({ sku }) => sku === 'TEA')?.quantity).toBe(added);
    expect(lines.find(({ sku }) => sku === 'MUG')?.quantity).toBe(1);
  });
});

describe('a checkout', () => {
  it('gives a complete cart a quote, which its changes make void', async () => {
    const cart = await readyCart();
    const { body } = await cart.checkOut();
    expect(body).toMatchObject({
      status: 'checkingOut',
      problems: [],
      quote: { totals: { dueMinor: 2_900 } },
    });
    expect(routes.checkOutGuestCart.success.body.parse(body)).toEqual(body);
    expect((await cart.get()).body.quote).toEqual(body.quote);
    expect((await cart.add('MUG')).body).toMatchObject({ status: 'open' });
    expect(await cart.submit({ quoteId: body.quote?.id })).toMatchObject({
      status: 409,
      body: { code: 'QUOTE_EXPIRED' },
    });
  });

  it('of a cart with blocking problems returns them, and no quote to submit', async () => {
    const cart = await newGuestCart();
    await cart.add('TEA');
    const { status, body } = await cart.checkOut();
    expect([status, body.status]).toEqual([200, 'open']);
    expect(codesOf(body)).toEqual(['EMAIL_MISSING', 'ADDRESS_MISSING', 'SHIPPING_CHOICE_MISSING']);
  });

  it('needs the other services, and a cart can be filled without them', async () => {
    const { failing, names } = service.neighbours;
    const cart = await readyCart();
    for (const [name, code] of [
      [names.CATALOG, 'CATALOG_UNAVAILABLE'],
      [names.PRICING, 'PRICING_UNAVAILABLE'],
      [names.SHIPPING, 'SHIPPING_UNAVAILABLE'],
      [names.AVAILABLE, 'INVENTORY_UNAVAILABLE'],
    ] as const) {
      failing.clear();
      failing.add(name);
      expect(await cart.checkOut()).toMatchObject({ status: 503, body: { code } });
      const { body } = await cart.get();
      expect(body.problems).toEqual([{ code, blocking: true }]);
      expect(await cart.set('L1', 2)).toMatchObject({ status: 200 });
    }
    failing.clear();
    failing.add(names.CATALOG);
    expect(await cart.add('TEA')).toMatchObject({ status: 503, body: { code: 'CATALOG_UNAVAILABLE' } });
  });
});

describe('the stock of a cart', () => {
  const heldBy = (cartId: string) => service.neighbours.held.get(`res_${cartId.slice('crt_'.length)}`);
  const tea = (quantity: number) => ({ sku: 'TEA', quantity });

  it('is held from the checkout on, follows its changes, and is released when the cart is empty', async () => {
    const cart = await readyCart();
    expect(heldBy(cart.cartId)).toBeUndefined();
    const { body } = await cart.checkOut();
    expect(body).toMatchObject({ status: 'checkingOut', reservedUntil: HELD_UNTIL });
    expect(heldBy(cart.cartId)).toEqual({ lines: [tea(2)], version: body.version - 1 });
    const added = await cart.add('MUG');
    expect(added.body).toMatchObject({ status: 'open', reservedUntil: HELD_UNTIL });
    expect(heldBy(cart.cartId)).toEqual({
      lines: [tea(2), { sku: 'MUG', quantity: 1 }],
      version: added.body.version,
    });
    const updated = await cart.update({ email: 'lovelace@example.com', shippingAddress: ADDRESS });
    expect(heldBy(cart.cartId)).toMatchObject({ version: updated.body.version });
    await cart.set('L1', 0);
    await cart.set('L2', 0);
    expect(heldBy(cart.cartId)).toBeUndefined();
    expect((await cart.get()).body).not.toHaveProperty('reservedUntil');
  });

  it('is a problem of the line, on every read, at the checkout and at the submit', async () => {
    const cart = await checkedOut();
    service.neighbours.stock.set('TEA', 1);
    const problem = { code: 'OUT_OF_STOCK', blocking: true, lineId: 'L1', sku: 'TEA', available: 1 };
    expect((await cart.get()).body.problems).toEqual([problem]);
    const { quoteId } = cart;
    expect(await cart.submit({ quoteId })).toMatchObject({
      status: 409,
      body: { code: 'OUT_OF_STOCK', lineId: 'L1', available: 1, problems: [problem] },
    });
    expect(await cart.set('L1', 3)).toMatchObject({ status: 200, body: { problems: [problem] } });
    expect((await cart.checkOut()).body).toMatchObject({ status: 'open', problems: [problem] });
  });

  it('is a problem of the line if it is gone between the check and the reservation', async () => {
    const cart = await readyCart();
    const shortages = [{ sku: 'TEA', requested: 2, available: 1 }];
    service.neighbours.notReserved = { code: 'OUT_OF_STOCK', shortages };
    const { body } = await cart.checkOut();
    const problem = { code: 'OUT_OF_STOCK', blocking: true, lineId: 'L1', sku: 'TEA', available: 1 };
    expect(body).toMatchObject({ status: 'open', problems: [problem] });
  });

  describe('with a bundle', () => {
    const components = [{ sku: 'MUG', quantity: 2 }];
    beforeEach(() => {
      service.neighbours.variants.set('SET', { sku: 'SET', prices: { GBP: 2_000 }, components });
    });
    const cartWithSets = async () => {
      const cart = await newGuestCart();
      await cart.add('SET', 2);
      await cart.add('MUG');
      await cart.update({ email: 'ada@example.com', shippingAddress: ADDRESS, shippingMethodId: 'shm_1' });
      return cart;
    };

    it('is that of its components, merged with a line of one of them', async () => {
      const cart = await cartWithSets();
      const { body } = await cart.checkOut();
      expect(body).toMatchObject({
        status: 'checkingOut',
        lines: [{ sku: 'SET', components }, { sku: 'MUG' }],
      });
      expect(heldBy(cart.cartId)).toMatchObject({ lines: [{ sku: 'MUG', quantity: 5 }] });
      await cart.set('L1', 3);
      expect(heldBy(cart.cartId)).toMatchObject({ lines: [{ sku: 'MUG', quantity: 7 }] });
      const { body: again } = await cart.checkOut();
      const submitted = await cart.submit({ quoteId: again.quote?.id });
      expect(service.neighbours.orders.get(submitted.body.orderId)?.quote.lines).toMatchObject([
        { sku: 'SET', quantity: 3, components },
        { sku: 'MUG', quantity: 1 },
      ]);
    });

    it('is a problem of the bundle that names its component, also between the check and the reservation', async () => {
      const cart = await cartWithSets();
      const short = { code: 'OUT_OF_STOCK', blocking: true };
      const problems = [
        { ...short, lineId: 'L1', sku: 'SET', available: 1, component: 'MUG' },
        { ...short, lineId: 'L2', sku: 'MUG', available: 0 },
      ];
      const shortages = [{ sku: 'MUG', requested: 5, available: 4 }];
      service.neighbours.notReserved = { code: 'OUT_OF_STOCK', shortages };
      expect((await cart.checkOut()).body).toMatchObject({ status: 'open', problems });
      service.neighbours.notReserved = undefined;
      service.neighbours.stock.set('MUG', 4);
      expect((await cart.get()).body.problems).toEqual(problems);
    });

    it('is not for sale while a component is unavailable', async () => {
      const cart = await cartWithSets();
      const unavailableComponents = ['MUG'];
      service.neighbours.variants.set('SET', {
        ...{ sku: 'SET', prices: { GBP: 2_000 }, components, unavailableComponents },
      });
      expect((await cart.get()).body.problems).toMatchObject([{ code: 'SKU_NOT_FOR_SALE', lineId: 'L1' }]);
    });

    it('is that of the quote that was shown: with other components the customer sees a new one', async () => {
      const cart = await cartWithSets();
      const { body } = await cart.checkOut();
      service.neighbours.variants.set('SET', {
        ...{ sku: 'SET', prices: { GBP: 2_000 }, components: [{ sku: 'MUG', quantity: 1 }] },
      });
      expect(await cart.submit({ quoteId: body.quote?.id })).toMatchObject({
        status: 409,
        body: { code: 'QUOTE_CHANGED' },
      });
    });
  });

  it('is not held if carts may hold no more, and the cart can be submitted all the same', async () => {
    service.neighbours.notReserved = { code: 'CART_SHARE_EXHAUSTED' };
    const cart = await readyCart();
    const { body } = await cart.checkOut();
    expect(body).toMatchObject({ status: 'checkingOut', problems: [] });
    expect(body).not.toHaveProperty('reservedUntil');
    expect(await cart.submit({ quoteId: body.quote?.id })).toMatchObject({ status: 201 });
  });

  it('is needed for a checkout, and not for a change of the cart', async () => {
    const cart = await checkedOut();
    const { failing, names } = service.neighbours;
    failing.add(names.INVENTORY);
    expect(await cart.set('L1', 3)).toMatchObject({ status: 200, body: { status: 'open', problems: [] } });
    expect(await cart.checkOut()).toMatchObject({ status: 503, body: { code: 'INVENTORY_UNAVAILABLE' } });
    failing.clear();
    expect(await cart.checkOut()).toMatchObject({ status: 200, body: { status: 'checkingOut' } });
    expect(heldBy(cart.cartId)).toMatchObject({ lines: [tea(3)] });
  });

  it('is released when the cart is dropped or merged, and follows the merged lines', async () => {
    const [dropped, guest, mine] = [await checkedOut(), await checkedOut(), await newCartOf('merges-held')];
    await dropped.drop();
    expect(heldBy(dropped.cartId)).toBeUndefined();
    await mine.add('MUG');
    await mine.update({ shippingAddress: ADDRESS, shippingMethodId: 'shm_1' });
    await mine.checkOut();
    const { cartId, cartToken } = guest;
    await callCarts<Answer>('merge-my-cart', handlers['merge-my-cart'] as HttpFunction, {
      ...{ method: 'POST', claims: mine.claims, params: { cartId: mine.cartId } },
      body: { cartId, cartToken },
    });
    expect(heldBy(cartId)).toBeUndefined();
    expect(heldBy(mine.cartId)).toMatchObject({ lines: [{ sku: 'MUG', quantity: 1 }, tea(2)] });
  });

  it('is left to the order by a submit, which names the same reservation', async () => {
    const cart = await checkedOut();
    const { cartId, quoteId } = cart;
    const { body } = await cart.submit({ quoteId });
    expect(heldBy(cartId)).toMatchObject({ lines: [tea(2)] });
    expect(service.neighbours.orders.get(body.orderId)?.reservationId).toBe(
      `res_${cartId.slice('crt_'.length)}`,
    );
  });

  it('is released by the sweeper when the checkout expires', async () => {
    const cart = await checkedOut();
    const before = service.clock.at;
    service.clock.at = '2026-01-05T08:10:00.000Z';
    await sweepCarts({ ...service.deps, logger: SILENT });
    expect(heldBy(cart.cartId)).toBeUndefined();
    service.clock.at = before;
  });
});

describe('a market with a tax engine', () => {
  const policyOf = (onOutage: 'refuse' | 'platform') => {
    const { terms } = service.neighbours;
    const policy = { ...terms.tax.policy, mode: 'external', included: false, onOutage } as const;
    const rates = [
      {
        ...{ taxClass: 'standard', name: 'VAT', country: 'GB', ppm: 200_000 },
        ...{ compound: false, validFrom: '2011-01-04T00:00:00Z' },
      },
    ];
    service.neighbours.terms = { ...terms, tax: { policy, rates } };
  };
  afterEach(() => {
    const { terms } = service.neighbours;
    const policy = { ...terms.tax.policy, mode: 'none', included: true } as const;
    service.neighbours.terms = { ...terms, tax: { policy } };
  });

  it('has its taxes in the quote, which stays the same until the submit', async () => {
    policyOf('refuse');
    const cart = await checkedOut();
    const { body } = await cart.get();
    expect(body.quote?.totals).toMatchObject({ taxMinor: 290, dueMinor: 3_190 });
    expect(body.problems).toEqual([]);
    expect(await cart.submit({ quoteId: cart.quoteId })).toMatchObject({
      status: 201,
      body: { dueMinor: 3_190 },
    });
    const bare = await newGuestCart();
    expect((await bare.add('TEA')).body.quote?.totals.taxMinor).toBe(0);
  });

  it('refuses quotes or calculates itself if the engine does not answer', async () => {
    const { failing, names } = service.neighbours;
    failing.add(names.TAXES);
    policyOf('refuse');
    const cart = await readyCart();
    expect(await cart.checkOut()).toMatchObject({ status: 503, body: { code: 'PRICING_UNAVAILABLE' } });
    policyOf('platform');
    expect((await cart.checkOut()).body.quote?.totals.taxMinor).toBe(580);
  });
});

describe('a submit', () => {
  const placed = (cartId: string) => service.neighbours.orders.get(orderIdOf({ cartId }));

  it('places the order at the quote that was shown, once', async () => {
    const cart = await checkedOut();
    const { body: shown } = await cart.get();
    const answer = await cart.submit(
      { quoteId: cart.quoteId, locale: 'en-GB' },
      { 'Idempotency-Key': 'one' },
    );
    expect(answer).toMatchObject({
      status: 201,
      body: {
        ...{ cartId: cart.cartId, orderId: orderIdOf(cart), orderNumber: '1001', status: 'placed' },
        ...{ dueMinor: 2_900, currency: 'GBP', orderToken: `ot1.k.${orderIdOf(cart)}` },
      },
    });
    const order = placed(cart.cartId);
    expect(order?.quote).toEqual(shown.quote);
    expect(order).toMatchObject({
      ...{ cartId: cart.cartId, country: 'GB', codes: [], locale: 'en-GB' },
      placedBy: { kind: 'guest', id: 'guest' },
      customerKey: order?.emailHash,
    });
    const ulid = cart.cartId.slice('crt_'.length);
    expect([order?.reservationId, order?.paymentId]).toEqual([`res_${ulid}`, `pay_${ulid}`]);
    expect(order?.ipHash).toMatch(/^ipa_/);
    expect(JSON.stringify(order)).not.toMatch(/ada@example|Lovelace|tok_approved/);
    const again = await cart.submit({ quoteId: cart.quoteId, locale: 'en-GB' }, { 'Idempotency-Key': 'one' });
    expect([again.status, again.body]).toEqual([201, answer.body]);
    expect(
      await cart.submit({ quoteId: cart.quoteId, paymentToken: 'tok_other' }, { 'Idempotency-Key': 'one' }),
    ).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect((await cart.get()).body).toMatchObject({ status: 'submitted', orderId: orderIdOf(cart) });
    expect(await cart.add('TEA')).toMatchObject({ status: 409, body: { code: 'CART_SUBMITTED' } });
  });

  it('of ten at once is one order', async () => {
    const cart = await checkedOut();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_none, index) =>
        cart.submit(
          { quoteId: cart.quoteId, paymentToken: `tok_${index}` },
          { 'Idempotency-Key': `k${index}` },
        ),
      ),
    );
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    const sent = service.neighbours.requests
      .filter(({ FunctionName }) => FunctionName === service.neighbours.names.ORDERS)
      .map(({ payload }) => (payload as { data: { cartId: string } }).data)
      .filter((data) => data.cartId === cart.cartId);
    // DynamoDB returns attributes in any order.
    for (const data of sent) expect(data).toEqual(sent[0]);
  });

  it('of a cart that costs something else now is rejected, with both amounts and the new quote', async () => {
    const cart = await checkedOut();
    service.neighbours.variants.set('TEA', { sku: 'TEA', prices: { GBP: 1_300 } });
    expect(codesOf((await cart.get()).body)).toEqual(['QUOTE_CHANGED']);
    const { status, body } = await cart.submit({ quoteId: cart.quoteId });
    expect([status, body]).toMatchObject([
      409,
      { code: 'QUOTE_CHANGED', before: { dueMinor: 2_900 }, after: { dueMinor: 3_100 } },
    ]);
    expect(placed(cart.cartId)).toBeUndefined();
    const { quoteId } = body as unknown as { quoteId: string };
    expect(await cart.submit({ quoteId })).toMatchObject({ status: 201, body: { dueMinor: 3_100 } });
  });

  it('of a cart with a problem is rejected with it', async () => {
    const cart = await checkedOut();
    service.neighbours.variants.delete('TEA');
    expect(await cart.submit({ quoteId: cart.quoteId })).toMatchObject({
      status: 422,
      body: { code: 'UNKNOWN_SKU', lineId: 'L1', problems: [{ code: 'UNKNOWN_SKU' }] },
    });
  });

  it('needs a payment token if an amount is due, and none otherwise', async () => {
    const cart = await checkedOut();
    expect(await cart.submit({ quoteId: cart.quoteId, paymentToken: undefined })).toMatchObject({
      status: 422,
      body: { code: 'PAYMENT_TOKEN_REQUIRED' },
    });
    service.neighbours.variants.set('TEA', { sku: 'TEA', prices: { GBP: 0 } });
    service.neighbours.methods = service.neighbours.methods.map((method) => ({
      ...method,
      rates: [{ currency: 'GBP', minor: 0 }],
    }));
    const free = await checkedOut();
    expect(await free.submit({ quoteId: free.quoteId, paymentToken: undefined })).toMatchObject({
      status: 201,
      body: { dueMinor: 0 },
    });
    expect(placed(free.cartId)).not.toHaveProperty('sealedPaymentToken');
    service.neighbours.methods = service.neighbours.methods.map((method) => ({
      ...method,
      rates: [{ currency: 'GBP', minor: 500 }],
    }));
  });

  it('that orders rejects leaves a cart that can be changed', async () => {
    const cart = await checkedOut();
    service.neighbours.rejection = { code: 'ORDER_TOO_LARGE' };
    expect(await cart.submit({ quoteId: cart.quoteId })).toMatchObject({
      status: 422,
      body: { code: 'ORDER_TOO_LARGE' },
    });
    service.neighbours.rejection = undefined;
    expect(await cart.add('MUG')).toMatchObject({ status: 200, body: { status: 'open' } });
  });

  it('whose answer was lost is finished by a repeat, or by the sweeper', async () => {
    for (const isSwept of [false, true]) {
      service.neighbours.failing.add('lost');
      const cart = await checkedOut();
      expect(await cart.submit({ quoteId: cart.quoteId })).toMatchObject({
        status: 503,
        body: { code: 'ORDER_OUTCOME_UNKNOWN' },
      });
      expect((await cart.get()).body).toMatchObject({ status: 'submitted', orderId: orderIdOf(cart) });
      service.neighbours.failing.clear();
      if (isSwept) {
        const before = service.clock.at;
        service.clock.at = new Date(Date.parse(before) + 61_000).toISOString();
        await sweepCarts({ ...service.deps, logger: SILENT });
        service.clock.at = before;
      }
      expect(await cart.submit({ quoteId: cart.quoteId })).toMatchObject({
        status: 201,
        body: { orderNumber: '1001' },
      });
      expect((await service.deps.carts.load(cart.cartId)).state.status).toBe('submitted');
    }
  });

  it('and the expiry of its quote at once have exactly one winner', async () => {
    const before = service.clock.at;
    const outcomes = new Set<string>();
    for (let round = 0; round < 8; round += 1) {
      const cart = await checkedOut();
      const { quote } = (await cart.get()).body;
      // The sweeper's clock is at the expiry; requests read theirs a moment before.
      const sweepsAt = String(quote?.expiresAt);
      const { carts } = service.deps;
      const { expireCheckout } = await import('./domain/check-out.ts');
      const loaded = await carts.load(cart.cartId);
      const [answer] = await Promise.all([
        cart.submit({ quoteId: cart.quoteId }),
        carts.executeFrom(
          cart.cartId,
          loaded,
          (state, context) => expireCheckout()(state, { ...context, at: sweepsAt }),
          { actor: 'sweeper', correlationId: 'cor_1' },
        ),
      ]);
      const { status } = (await carts.load(cart.cartId)).state;
      outcomes.add(`${answer.status} ${status} ${placed(cart.cartId) === undefined ? 'none' : 'order'}`);
    }
    service.clock.at = before;
    for (const outcome of outcomes) expect(['201 submitted order', '409 open none']).toContain(outcome);
  });

  it('by guests is refused where the shop takes orders of customers only', async () => {
    const cart = await checkedOut();
    const closed = http(routes.submitGuestCart, (request) =>
      submitGuestCart(request, { ...service.deps, acceptsGuests: () => false }),
    );
    const answer = await callCarts('submit-guest-cart', closed, {
      ...{ method: 'POST', claims: null, headers: { 'X-Cart-Token': cart.cartToken } },
      ...{ params: { cartId: cart.cartId }, body: { quoteId: cart.quoteId } },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'GUEST_ORDERS_NOT_ACCEPTED' } });
  });
});

describe('a cart whose order was rejected', () => {
  const message = { id: 'evt', source: 'tradepost.orders', correlationid: 'cor_1' };
  const rejection = { code: 'PAYMENT_DECLINED' };
  const secondOf = ({ cartId }: { readonly cartId: string }) => orderIdOf({ cartId, rejectedOrders: [{}] });
  async function declined() {
    const cart = await checkedOut();
    const first = await cart.submit({ quoteId: cart.quoteId }, { 'Idempotency-Key': 'one' });
    const { cartId } = cart;
    const rejected = { orderId: orderIdOf(cart), orderNumber: '1001', cartId, rejection };
    await onOrderRejected(rejected, message, service.deps);
    return { cart, first, rejected };
  }

  it('is submitted with another payment, as another order with another reservation', async () => {
    const { cart, rejected } = await declined();
    const { body: open } = await cart.get();
    expect(open).toMatchObject({
      ...{ status: 'open', lines: [{ sku: 'TEA' }], email: 'ada@example.com' },
      rejectedOrders: [{ orderId: orderIdOf(cart), orderNumber: '1001', code: rejection.code }],
    });
    expect(open).not.toHaveProperty('orderId');
    await onOrderRejected(rejected, message, service.deps);
    const { body: shown } = await cart.checkOut();
    const reservationId = `res_${secondOf(cart).slice('ord_'.length)}`;
    expect(service.neighbours.held.has(reservationId)).toBe(true);
    const answer = await cart.submit({ quoteId: shown.quote?.id });
    expect(answer).toMatchObject({ status: 201, body: { orderId: secondOf(cart), status: 'placed' } });
    const [first, second] = [orderIdOf(cart), secondOf(cart)].map((id) => service.neighbours.orders.get(id));
    expect(second).toMatchObject({ cartId: cart.cartId, reservationId, codes: [] });
    expect(second?.paymentId).toBe(`pay_${secondOf(cart).slice('ord_'.length)}`);
    // The keys of a guest are of one order: a privacy request finds each order by its own.
    expect(second?.subjectId).not.toBe(first?.subjectId);
    await onOrderRejected(rejected, message, service.deps);
    expect((await cart.get()).body).toMatchObject({ status: 'submitted', orderId: secondOf(cart) });
  });

  it('answers a late repeat of the first submit with the rejected order', async () => {
    const { cart, first } = await declined();
    const repeat = () => cart.submit({ quoteId: cart.quoteId }, { 'Idempotency-Key': 'one' });
    const { orderToken: _token, ...facts } = first.body;
    expect(await repeat()).toMatchObject({ status: 201, body: facts });
    const { body: shown } = await cart.checkOut();
    expect(await repeat()).toMatchObject({ status: 201, body: { orderId: orderIdOf(cart) } });
    expect(await cart.submit({ quoteId: shown.quote?.id }, { 'Idempotency-Key': 'one' })).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    await cart.submit({ quoteId: shown.quote?.id }, { 'Idempotency-Key': 'two' });
    expect(await repeat()).toMatchObject({ status: 201, body: { orderId: orderIdOf(cart) } });
    expect(service.neighbours.orders.has(secondOf(cart))).toBe(true);
  });

  it('is erased with the person of its second order', async () => {
    const { cart } = await declined();
    const { body: shown } = await cart.checkOut();
    await cart.submit({ quoteId: shown.quote?.id });
    const { subjectId = '' } = service.neighbours.orders.get(secondOf(cart)) ?? {};
    await exportPart({ requestId: 'prq_2', orderIds: [secondOf(cart)] }, service.deps);
    expect(service.exported.get('carts')).toMatchObject([{ id: cart.cartId, orderId: secondOf(cart) }]);
    await onSubjectErased({ subjectId, orderId: secondOf(cart) }, message, service.deps);
    expect(await cart.get()).toMatchObject({ status: 404 });
  });

  it('was not made of a cart in orders of API clients', async () => {
    const cart = await checkedOut();
    await onOrderRejected({ orderId: orderIdOf(cart), rejection }, message, service.deps);
    expect((await cart.get()).body.status).toBe('checkingOut');
  });
});

describe('the sweeper', () => {
  const sweepAt = async (at: string) => {
    const before = service.clock.at;
    service.clock.at = at;
    const metrics = await sweepCarts({ ...service.deps, logger: SILENT });
    service.clock.at = before;
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };

  it('ends checkouts whose quote has expired', async () => {
    const cart = await checkedOut();
    await sweepAt('2026-01-05T08:09:59.999Z');
    expect((await cart.get()).body.status).toBe('checkingOut');
    expect((await sweepAt('2026-01-05T08:10:00.000Z'))['CheckoutsExpired']).toBeGreaterThan(0);
    expect((await cart.get()).body.status).toBe('open');
  });

  it('finds carts that were not changed for a day, for the list of staff', async () => {
    const cart = await readyCart();
    await sweepAt('2026-01-06T08:00:00.000Z');
    const seen: CartSummary[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await callCarts<{ items: CartSummary[]; nextCursor?: string }>(
        'list-carts',
        handlers['list-carts'] as HttpFunction,
        {
          claims: staffClaims(['carts:read']),
          query: { status: 'abandoned', limit: '3', ...(cursor === undefined ? {} : { cursor }) },
        },
      );
      seen.push(...body.items);
      cursor = body.nextCursor;
    } while (cursor !== undefined);
    expect(seen.filter(({ id }) => id === cart.cartId)).toMatchObject([
      { status: 'abandoned', abandonedAt: '2026-01-06T08:00:00.000Z', lines: [{ sku: 'TEA' }] },
    ]);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(JSON.stringify(seen)).not.toContain('@');
    expect((await cart.add('MUG')).body.status).toBe('open');
  });
});
