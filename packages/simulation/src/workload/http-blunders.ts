import type { HttpRequest } from '../world/http-client.ts';
import { customer, DEVELOPER, LONG_AGO, STAFF_ISSUER } from '../world/tokens.ts';
import { apiKeyBlunders, revokeApiKey } from './api-key-blunders.ts';
import { claimsOf, type Orderer, placeOrderAs } from './order-routes.ts';
import { adjustStock, asStaff, createProduct, get, post, SHIPPING_ADDRESS } from './requests.ts';

/** The caller's own product, SKU and ids, so that its mistakes do not affect orders of customers. */
export type Own = {
  readonly productId: string;
  readonly sku: string;
  readonly reservationId: string;
  /** An id without its prefix, of which nothing exists. */
  readonly nobody: string;
};

const ANY_VERSION = { 'if-match': '*' };
const CARD_NUMBER = 'my card is 4242 4242 4242 4242';
const MAX_AMOUNT_MINOR = 100_000_000_000;
const MAX_UNITS = 1_000_000_000;
const MORE_THAN_A_MEGABYTE = 1_100_000;

/** Sequences of requests. Most must be rejected; some are valid and prepare the next one. */
export const HTTP_BLUNDERS: readonly ((own: Own) => readonly HttpRequest[])[] = [
  // Catalogue: a SKU or slug of another product, too large a product, unknown ids.
  () => [create('other', { variants: variantsOf('SKU-0-0') }), create('product-0'), create('huge', huge())],
  () => [create('product-0', { title: 'Another body' }, 'product-0')],
  ({ productId }) => [
    change(productId, { slug: 'product-0' }),
    change(productId, { variants: variantsOf('SKU-0-0') }),
    change(productId, huge()),
  ],
  ({ productId }) => [
    change(productId, { title: 'New' }, { 'if-match': '"99"' }),
    change(productId, { title: 'New' }, {}),
    change(productId, { title: CARD_NUMBER }),
  ],
  ({ nobody }) => [change(`prd_${nobody}`, { title: 'New' }), archive(`prd_${nobody}`)],
  ({ nobody }) => [
    get(`/v1/products/prd_${nobody}`),
    get('/v1/products/by-sku/NO-SUCH-SKU'),
    get('/v1/products/by-slug/no-such-slug'),
  ],
  () => [
    get('/v1/products?cursor=nonsense'),
    get('/v1/products?limit=0'),
    get('/v1/products?limit=1&limit=2'),
    get('/v1/variants?skus=SKU-0-0&skus=NO-SUCH-SKU'),
  ],
  ({ nobody }) => [get(`/v1/admin/products/prd_${nobody}`), get('/v1/admin/products?cursor=nonsense')],
  () => malformed('POST', '/v1/products'),
  // Drops a SKU, then all former SKUs, then archives the product.
  ({ productId }) => [
    change(productId, { variants: variantsOf('OWN', 'OWN-2') }),
    change(productId, { variants: variantsOf('OWN-3') }),
    archive(productId),
    change(productId, { title: 'New' }),
  ],
  // Inventory: more or less than a location can hold, and unknown SKUs.
  ({ sku }) => [adjust(sku, MAX_UNITS, 'much'), adjust(sku, 1, 'own')],
  ({ sku }) => [adjust(sku, -MAX_UNITS, 'all'), count(sku, 0), count(sku, 1, { 'if-match': '"99"' })],
  // The same by body and query, with a SKU that the path of an HTTP API cannot contain.
  ({ sku }) => [
    record(sku, MAX_UNITS, 'much-recorded'),
    record(sku, -MAX_UNITS, 'all-recorded'),
    countBy(sku, 0),
  ],
  () => [
    record('OWN/1 50%', 3, 'odd'),
    countBy('OWN/1 50%', 2),
    get('/v1/stock?skus=OWN%2F1+50%25&skus=OWN'),
  ],
  ({ nobody }) => [
    get('/v1/stock/NO-SUCH-SKU'),
    get('/v1/stock?skus='),
    get(`/v1/reservations/res_${nobody}`),
  ],
  ({ sku }) => malformed('POST', `/v1/stock/${sku}/adjustments`),
  () => malformed('POST', '/v1/stock/adjustments'),
  // Orders: too high a total, missing permissions, and unknown ids.
  () => [order({ lines: [negotiated(MAX_AMOUNT_MINOR)] }), order({ note: CARD_NUMBER })],
  () => [order({ lines: [negotiated(0)] })],
  () => [
    {
      ...order({ lines: [negotiated(1)] }),
      claims: { ...DEVELOPER, scope: 'tradepost/orders:write' },
      isWithoutAccess: true,
    },
  ],
  ({ nobody }) => [
    get(`/v1/orders/ord_${nobody}`),
    get(`/v1/orders/ord_${nobody}/history`),
    get(`/v1/orders/ord_${nobody}/timeline`),
    get(`/v1/orders/ord_${nobody}/timeline`),
    asStaff({ method: 'POST', path: `/v1/orders/ord_${nobody}/cancel`, body: {} }),
    asStaff({ method: 'POST', path: `/v1/orders/ord_${nobody}/order-token/revoke` }),
  ],
  // Orders of customers and of guests.
  () => ownOrders('ada', '/v1/me/orders'),
  () => ownOrders('guest', '/v1/guest/orders'),
  ({ nobody }) => [
    ...[`/v1/me/orders/ord_${nobody}`, '/v1/me/orders?cursor=nonsense'].map((path) => ({
      method: 'GET',
      path,
      claims: CUSTOMER,
    })),
    { method: 'POST', path: `/v1/me/orders/ord_${nobody}/cancel`, body: {}, claims: CUSTOMER },
    { method: 'GET', path: `/v1/guest/orders/ord_${nobody}`, headers: NO_ORDERS_TOKEN },
    { method: 'POST', path: `/v1/guest/orders/ord_${nobody}/cancel`, headers: NO_ORDERS_TOKEN },
    { method: 'POST', path: '/v1/guest/order-links', body: { email: 'not an address' } },
  ],
  () => [get('/v1/orders?cursor=nonsense'), ...malformed('POST', '/v1/orders')],
  // Payments and the event archive, which are read-only.
  ({ nobody }) => [
    get(`/v1/payments/pay_${nobody}`),
    get(`/v1/payments/pay_${nobody}/entries`),
    get('/v1/ledger/nonsense'),
  ],
  () => [get('/v1/events?subject=nothing&cursor=nonsense'), get('/v1/events')],
  // Every service with routes for staff: a token without a subject, and one without a scope.
  ({ sku, nobody }) =>
    WITHOUT_ACCESS.flatMap((claims) =>
      [
        create('of-mallory'),
        adjust(sku, 1, 'of-mallory'),
        get('/v1/orders'),
        get(`/v1/payments/pay_${nobody}`),
        get('/v1/events?subject=nothing'),
      ].map(({ claims: _claims, ...request }) => ({
        ...request,
        ...(claims === undefined ? {} : { claims }),
        isWithoutAccess: true,
      })),
    ),
  // Webhooks: of an unknown provider, unsigned, and malformed.
  () => [webhook('nobody'), webhook('simulated'), ...malformed('POST', '/v1/hooks/payments/simulated')],
  // Completions of a payment that nobody has.
  ({ nobody }) => malformed('POST', `/v1/simulated-provider/payments/pay_${nobody}/complete`),
  ({ nobody }) => apiKeyBlunders(`key_${nobody}`),
  // A person who signed in long ago, where a recent sign-in is required.
  ({ sku, nobody }) =>
    [adjust(sku, 1, 'of-yesterday'), countBy(sku, 0), revokeApiKey(`key_${nobody}`)].map((request) => ({
      ...request,
      claims: { ...DEVELOPER, auth_time: LONG_AGO },
      isWithoutAccess: true,
    })),
  // Customers: a card number in a name, a sign-in long ago, and what is no request.
  () => [
    { method: 'PATCH', path: '/v1/me', body: { name: CARD_NUMBER }, headers: ANY_VERSION, claims: CUSTOMER },
    {
      method: 'POST',
      path: '/v1/me/privacy-requests',
      body: { kind: 'erasure' },
      claims: { ...CUSTOMER, auth_time: LONG_AGO },
      isWithoutAccess: true,
    },
    ...malformed('POST', '/v1/me/privacy-requests', { claims: CUSTOMER }),
  ],
];

const CUSTOMER = customer('cus_00000000000000000000000000');
/** A well-formed order token of no order. */
const NO_ORDERS_TOKEN = { 'x-order-token': `ot1.AAAAAAAA.${'A'.repeat(43)}` };

/** No token, one without a subject, one without a scope, and one of a customer. */
const WITHOUT_ACCESS: readonly HttpRequest['claims'][] = [
  undefined,
  { ...DEVELOPER, sub: '' },
  { ...DEVELOPER, scope: '' },
  { ...CUSTOMER, iss: STAFF_ISSUER },
];

/** Orders of a customer or a guest that must be rejected, each with a key of its own. */
function ownOrders(by: Orderer, path: string): readonly HttpRequest[] {
  const all = Array.from({ length: 1_000 }, () => ({ sku: 'SKU-0-0', quantity: 1_000_000 }));
  const place = (more: object, index: number) =>
    placeOrderAs(by, { ...(order({}).body as object), ...more }, `blunder-own-${index}`);
  return [
    { lines: [{ sku: 'NO-SUCH-SKU', quantity: 1 }] },
    { lines: [{ sku: 'OWN', quantity: 1 }] },
    { currency: 'USD' },
    { lines: all },
    { paymentToken: undefined },
    { expectedTotal: { amountMinor: 0, currency: 'GBP' } },
    { note: CARD_NUMBER },
    { lines: [negotiated(1)] },
    { customerId: 'cus_00000000000000000000000000' },
  ]
    .map(place)
    .concat(malformed('POST', path, claimsOf(by)));
}

/** Requests that create the caller's own product and its stock. */
export const ownProduct = create('own', { variants: variantsOf('OWN') });
export const ownStock = adjust('OWN', 2, 'own');

function create(slug: string, more: object = {}, key = `blunder-${slug}`): HttpRequest {
  const product = { title: 'A blunder', slug, variants: variantsOf(`SKU-OF-${slug}`), ...more };
  return createProduct(product, key);
}

function change(productId: string, body: object, headers: HttpRequest['headers'] = ANY_VERSION): HttpRequest {
  return asStaff({ method: 'PATCH', path: `/v1/products/${productId}`, body, headers: { ...headers } });
}

function archive(productId: string): HttpRequest {
  return asStaff({ method: 'POST', path: `/v1/products/${productId}/archive`, headers: ANY_VERSION });
}

function adjust(sku: string, delta: number, key: string): HttpRequest {
  return adjustStock(sku, delta, `blunder-${key}`);
}

function count(sku: string, onHand: number, headers: HttpRequest['headers'] = {}): HttpRequest {
  return asStaff({
    method: 'PUT',
    path: `/v1/stock/${sku}/locations/main`,
    body: { onHand },
    headers: { ...headers },
  });
}

function record(sku: string, delta: number, key: string): HttpRequest {
  const body = { sku, location: 'main', delta, reason: 'counted' };
  return post('/v1/stock/adjustments', body, `blunder-${key}`);
}

function countBy(sku: string, onHand: number): HttpRequest {
  const query = new URLSearchParams({ sku, location: 'main' });
  return asStaff({ method: 'PUT', path: `/v1/stock/levels?${query}`, body: { onHand } });
}

function order(more: object): HttpRequest {
  const body = {
    currency: 'GBP',
    lines: [{ sku: 'SKU-0-0', quantity: 1 }],
    email: 'ada@example.com',
    shippingAddress: SHIPPING_ADDRESS,
    paymentToken: 'tok_declined',
    ...more,
  };
  return post('/v1/orders', body, 'blunder');
}

function webhook(provider: string): HttpRequest {
  return { method: 'POST', path: `/v1/hooks/payments/${provider}`, body: { type: 'charge.captured' } };
}

function negotiated(amountMinor: number) {
  return { sku: 'SKU-0-0', quantity: 2, unitPrice: { amountMinor, currency: 'GBP' } };
}

/** Requests that are not JSON, not declared as JSON, compressed, and too large. */
/** A body that is no JSON, of another media type or encoding, and one that is too large. */
export function malformed(
  method: string,
  path: string,
  caller: Pick<HttpRequest, 'claims'> = { claims: DEVELOPER },
): readonly HttpRequest[] {
  return [
    { method, path, body: '{', headers: { 'idempotency-key': 'malformed' } },
    { method, path, body: '{}', headers: { 'content-type': 'text/plain' } },
    { method, path, body: '{}', headers: { 'content-encoding': 'gzip' } },
    { method, path, body: JSON.stringify('x'.repeat(MORE_THAN_A_MEGABYTE)) },
  ].map((request) => ({ ...request, ...caller }));
}

function variantsOf(...skus: readonly string[]) {
  return skus.map((sku) => ({ sku, options: {}, prices: { GBP: 100 } }));
}

/** Many variants with the maximum of options each: more than fits into one event. */
function huge() {
  const options = Object.fromEntries(
    Array.from({ length: 10 }, (_none, place) => [`${place}`.padEnd(50, 'o'), 'x'.repeat(200)]),
  );
  const variants = variantsOf(...Array.from({ length: 48 }, (_none, place) => `HUGE-${place}`));
  return { variants: variants.map((variant) => ({ ...variant, options })) };
}
