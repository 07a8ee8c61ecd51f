import { connect } from '@tradepost/cli/api/connect';
import { createLocalTokens } from '@tradepost/cli/api/local-tokens';
import { unwrap } from '@tradepost/client/client';
import { createShop, type Shop } from '../e2e/shop.ts';
import type { KnownValues } from './operations.ts';
import { putTerms } from './put-terms.ts';

const UNITS = 1_000_000;
const EMAIL = 'ada@example.com';
const SOLD = 'FUZZ-SOLD';
const SCARCE = 'FUZZ-SCARCE';
const OWN_ORDER = {
  currency: 'GBP',
  lines: [{ sku: SOLD, quantity: 1 }],
  email: EMAIL,
  shippingAddress: { name: 'Ada Lovelace', line1: '12 St James Square', city: 'London', country: 'GB' },
  paymentToken: 'tok_approved',
} as const;
/** Local user whose tokens the requests of customers have. */
export const CUSTOMER = 'ada';
/** SKUs that need encoding in URLs. The path of an HTTP API cannot contain the first two. */
const ODD = ['FUZZ/1', 'FUZZ 50%', 'Größe+1', '#1'];
/** SKUs of products that do not exist yet. */
const UNUSED = Array.from({ length: 90 }, (_, index) => `FUZZ-NEW-${index}`);
/** Products that requests may change and archive, so that the others can still be ordered. */
const SPARE_PRODUCTS = 48;
/** Shipping methods that requests may replace and archive. */
const SPARE_METHODS = 12;

/**
 * Creates products, stock and orders of every kind on a platform; returns values for requests. Ids differ from platform
 * to platform, but a seed chooses the same ones of them.
 */
export async function stockShop(url: string): Promise<KnownValues> {
  const shop = createShop(url);
  try {
    await shop.sell(SOLD, UNITS);
    await shop.sell(SCARCE, 1);
    const spare = await Promise.all(
      Array.from({ length: SPARE_PRODUCTS }, (_, index) => addProduct(shop, index)),
    );
    const placed = [
      await shop.place({ sku: SOLD, quantities: [1, 2], key: 'fuzz-confirmed' }),
      await shop.place({ sku: SCARCE, quantities: [9], key: 'fuzz-rejected' }),
      await shop.place({ sku: SOLD, quantities: [1], key: 'fuzz-cancelled' }),
    ];
    const orders = await Promise.all(placed.map(({ id }) => shop.ended(id)));
    await shop.cancel(orders[2]?.id ?? '');
    const guestOrder = await unwrap(
      shop.api.POST('/v1/guest/orders', { idempotencyKey: 'fuzz-guest', body: OWN_ORDER }),
    );
    const ownOrder = await placeAsCustomer(url);
    const addressIds = await addAddresses(url);
    const guestCart = await unwrap(
      shop.api.POST('/v1/guest/carts', { body: { currency: 'GBP', country: 'GB' } }),
    );
    const ownCart = await createCart(url);
    const customer = await unwrap(
      shop.api.POST('/v1/customers', { idempotencyKey: 'fuzz-customer', body: { email: EMAIL } }),
    );
    const methods = await Promise.all(
      Array.from({ length: SPARE_METHODS }, (_, index) => addShippingMethod(shop, index)),
    );
    const feedKey = await issueKey(shop, 'Reads feeds');
    const privacyRequest = await unwrap(
      shop.api.POST('/v1/privacy-requests', {
        body: { kind: 'export', customerId: '17850', reason: 'Fuzzed requests need one.' },
      }),
    );
    const otherKeys = [await issueKey(shop, 'May be revoked'), await issueKey(shop, 'May be rotated')];
    const orderIds = [...orders.map(({ id }) => id), guestOrder.id, ...repeat(ownOrder.id, 3)];
    // Replays only to the event archive, where repeated events have no effect.
    const consumer = 'platform-every-event';
    const replay = await unwrap(
      shop.api.POST('/v1/replays', {
        body: { consumer, subject: orderIds[0] },
        idempotencyKey: 'fuzz-replay',
      }),
    );
    const terms = await putTerms(shop.api, SOLD);
    return {
      ...terms,
      Sku: [...repeat(SOLD, 100), ...repeat(SCARCE, 10), ...UNUSED, ...ODD],
      Slug: [
        ...repeat(SOLD.toLowerCase(), 40),
        ...spare.map(({ slug }) => slug),
        ...UNUSED.map((sku) => sku.toLowerCase()),
      ],
      ProductId: spare.map(({ id }) => id),
      ShippingMethodId: methods.map(({ id }) => id),
      Condition: [{ field: 'units', op: 'lte', value: 20 }],
      Country: [...repeat('GB', 9), 'DE'],
      OrderId: orderIds,
      ReservationId: orders.map(({ reservationId }) => reservationId),
      PaymentId: orders.map(({ paymentId }) => paymentId),
      Currency: [...repeat('GBP', 9), 'JPY'],
      LocationId: ['main'],
      CustomerId: ['17850'],
      AddressId: addressIds,
      ProfileId: [customer.id],
      Email: [EMAIL],
      'X-Order-Token': [guestOrder.orderToken],
      CartId: [guestCart.id, ownCart.id],
      CartLineId: ['L1', 'L2'],
      'X-Cart-Token': [guestCart.cartToken],
      'X-Api-Key': [feedKey.value],
      apiKeyId: otherKeys.map(({ id }) => id),
      Quantity: [1, 2, 3],
      unitPrice: [{ amountMinor: 1_000, currency: 'GBP' }],
      country: ['GB'],
      paymentToken: ['tok_approved', 'tok_declined', 'tok_timeout_taken'],
      subject: orderIds,
      service: ['orders'],
      aggregateId: orderIds,
      correlationId: ['fuzz-1'],
      ConsumerName: [consumer],
      ReplayId: [replay.id],
      PrivacyRequestId: [privacyRequest.id],
    };
  } finally {
    await shop.api.close();
  }
}

function addProduct({ api }: Shop, index: number) {
  const slug = `fuzz-spare-${index}`;
  const variants = [{ sku: slug.toUpperCase(), prices: { GBP: 1_000 + index, JPY: 500 } }];
  const status = index % 2 === 0 ? 'active' : 'draft';
  const body = { title: `Spare ${index}`, slug, variants, status } as const;
  return unwrap(api.POST('/v1/products', { idempotencyKey: slug, body }));
}

function issueKey({ api }: Shop, partner: string) {
  return unwrap(api.POST('/v1/admin/api-keys', { body: { partner } }));
}

/** So many that requests which remove addresses leave some to requests which replace them at the same time. */
const ADDRESSES = 20;

/** Adds addresses to those of the customer whose tokens the requests have; returns their ids. */
async function addAddresses(url: string): Promise<readonly string[]> {
  const customer = connect({ url, token: createLocalTokens(url, { name: CUSTOMER }) });
  const ids: string[] = [];
  try {
    for (let number = 1; number <= ADDRESSES; number += 1) {
      const address = { idempotencyKey: `fuzz-address-${number}`, body: OWN_ORDER.shippingAddress };
      ids.push((await unwrap(customer.POST('/v1/me/addresses', address))).id);
    }
    return ids;
  } finally {
    await customer.close();
  }
}

/** Places an order as the customer whose tokens the requests have. */
async function placeAsCustomer(url: string): Promise<{ readonly id: string }> {
  const customer = connect({ url, token: createLocalTokens(url, { name: CUSTOMER }) });
  const order = { idempotencyKey: 'fuzz-own', body: OWN_ORDER };
  try {
    return await unwrap(customer.POST('/v1/me/orders', order));
  } finally {
    await customer.close();
  }
}

async function createCart(url: string): Promise<{ readonly id: string }> {
  const customer = connect({ url, token: createLocalTokens(url, { name: CUSTOMER }) });
  try {
    return await unwrap(
      customer.POST('/v1/me/carts', {
        idempotencyKey: 'fuzz-cart',
        body: { currency: 'GBP', country: 'GB' },
      }),
    );
  } finally {
    await customer.close();
  }
}

/** Repeats a value so that it is chosen more often. */
function repeat(value: string, times: number): readonly string[] {
  return Array<string>(times).fill(value);
}

function addShippingMethod({ api }: Shop, index: number) {
  return unwrap(
    api.POST('/v1/admin/shipping-methods', {
      body: {
        name: `Post ${index}`,
        zones: [{ countries: ['GB'] }],
        rates: [{ currency: 'GBP', minor: 100 + index }],
      },
      idempotencyKey: `fuzz-shipping-${index}`,
    }),
  );
}
