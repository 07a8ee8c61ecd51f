import type { HttpAnswer, HttpRequest } from '../world/http-client.ts';
import { DEVELOPER } from '../world/tokens.ts';
import { type Orderer, placeOrderAs } from './order-routes.ts';
import { adjustStock, createProduct, get, SHIPPING_ADDRESS } from './requests.ts';

/** A bound of requests: one request just within it, one just beyond it, and the answers that each may get. */
export type Edge = {
  /** As `bounds/coverage.ts` names it. */
  readonly bound: string;
  readonly within: (nowMs: number) => HttpRequest;
  readonly beyond: (nowMs: number) => HttpRequest;
  /** The bound is an age, which clocks that are off change, and the time that a repeated request takes. */
  readonly isAge?: boolean;
  readonly isWithin: (answer: HttpAnswer) => boolean;
  readonly isBeyond: (answer: HttpAnswer) => boolean;
};

const MAX_UNITS = 1_000_000_000;
const MEGABYTE = 1_048_576;
const SIGN_IN_SECONDS = 300;
/** A request reaches the function within this time. */
const ON_THE_WAY_SECONDS = 5;

const isAccepted = ({ status }: HttpAnswer) => status < 300;
const isInvalid = ({ status }: HttpAnswer) => status === 400;
const has = (code: string) => (answer: HttpAnswer) => answer.body?.code === code;
const hasNot = (code: string) => (answer: HttpAnswer) => answer.status >= 400 && answer.body?.code !== code;

/** An edge of a number of things in a request, the largest of which is `max`. */
function edgeOf(
  bound: string,
  max: number,
  request: (count: number) => HttpRequest,
  { isWithin = isAccepted, isBeyond = isInvalid }: Partial<Pick<Edge, 'isWithin' | 'isBeyond'>> = {},
): Edge {
  return { bound, within: () => request(max), beyond: () => request(max + 1), isWithin, isBeyond };
}

const times = <Item>(count: number, item: (place: number) => Item): readonly Item[] =>
  Array.from({ length: count }, (_none, place) => item(place));

const skus = (count: number) => times(count, (place) => `EDGE-${place}`).join(',');

/** An order of SKUs that do not exist: it is rejected for them, if for nothing else. */
const order = (by: Orderer, lines: readonly object[]) =>
  placeOrderAs(
    by,
    {
      ...{ currency: 'GBP', email: 'edge@example.com', shippingAddress: SHIPPING_ADDRESS },
      ...{ lines, paymentToken: 'tok_approved' },
    },
    `edge-${by}-${lines.length}-${JSON.stringify(lines[0]).length}-${JSON.stringify(lines.at(-1)).length}`,
  );
const ofUnknown = (quantity: number, place = 0) => ({ sku: `NO-SUCH-EDGE-${place}`, quantity });
const unknown = has('UNKNOWN_SKU');
/** A stage without guests rejects all their orders. */
const isCapped = (answer: HttpAnswer) =>
  ['ORDER_CAP_EXCEEDED', 'GUEST_ORDERS_NOT_ACCEPTED'].includes(answer.body?.code);
const isUncapped = (answer: HttpAnswer) => unknown(answer) || has('GUEST_ORDERS_NOT_ACCEPTED')(answer);
const caps = { isWithin: isUncapped, isBeyond: isCapped };

/** A product that differs in one thing, with a slug and SKUs of its own. */
const product = (slug: string, more: object = {}) =>
  createProduct(
    { title: 'An edge', slug, variants: [{ sku: slug.toUpperCase(), prices: { GBP: 1 } }], ...more },
    slug.slice(-40),
  );
const variants = (slug: string, count: number) =>
  times(count, (place) => ({
    sku: `${slug}-${place}`.toUpperCase(),
    options: { size: String(place) },
    prices: { GBP: 1 },
  }));

/** A request of a person who signed in at a time, in epoch seconds, where a recent sign-in is required. */
const signedIn = (atSeconds: number): HttpRequest => ({
  ...adjustStock('EDGE-SIGN-IN', 1, `edge-sign-in-${Math.floor(atSeconds)}`),
  claims: { ...DEVELOPER, auth_time: String(Math.floor(atSeconds)) },
});

/** All edges. The accepted requests create products and stock that no other caller uses. */
export const EDGES: readonly Edge[] = [
  edgeOf('packages/contracts paging MAX_PAGE_SIZE', 100, (limit) => get(`/v1/orders?limit=${limit}`)),
  edgeOf(
    'packages/contracts paging MAX_CURSOR_LENGTH',
    2_000,
    (length) => get(`/v1/orders?cursor=${'a'.repeat(length)}`),
    { isWithin: has('INVALID_CURSOR'), isBeyond: hasNot('INVALID_CURSOR') },
  ),
  edgeOf('packages/contracts routes MAX_STOCK_SKUS', 100, (count) => get(`/v1/stock?skus=${skus(count)}`)),
  edgeOf('packages/contracts model MAX_BULK_SKUS', 100, (count) => get(`/v1/variants?skus=${skus(count)}`)),
  edgeOf('packages/contracts model MAX_VARIANTS', 48, (count) =>
    product(`edge-variants-${count}`, { variants: variants(`edge-variants-${count}`, count) }),
  ),
  edgeOf('packages/contracts model MAX_CATEGORIES', 10, (count) =>
    product(`edge-categories-${count}`, { categories: times(count, (place) => `edge-${place}`) }),
  ),
  edgeOf('packages/contracts model MAX_OPTIONS', 10, (count) =>
    product(`edge-options-${count}`, {
      variants: [
        {
          sku: `EDGE-OPTIONS-${count}`,
          options: Object.fromEntries(times(count, (place) => [`option-${place}`, 'a'])),
          prices: { GBP: 1 },
        },
      ],
    }),
  ),
  edgeOf('packages/contracts model MAX_ATTRIBUTES', 50, (count) =>
    product(`edge-attributes-${count}`, {
      attributes: Object.fromEntries(times(count, (place) => [`attribute-${place}`, place])),
    }),
  ),
  edgeOf('packages/contracts model MAX_ATTRIBUTE_VALUES', 50, (count) =>
    product(`edge-values-${count}`, { attributes: { colours: times(count, (place) => `colour ${place}`) } }),
  ),
  edgeOf('packages/contracts model MAX_OPTION_VALUES', 100, (count) =>
    product(`edge-option-values-${count}`, {
      options: [{ name: 'size', values: times(count, (place) => String(place)) }],
    }),
  ),
  edgeOf('packages/contracts model MAX_LANGUAGES', 40, (count) =>
    product(`edge-languages-${count}`, {
      // Tags of spelling variants.
      texts: Object.fromEntries(times(count, (place) => [`de-${1_000 + place}`, { title: 'Kante' }])),
    }),
  ),
  edgeOf('packages/contracts model MAX_METADATA_OF_PRODUCT', 50, (count) =>
    product(`edge-metadata-${count}`, {
      metadata: Object.fromEntries(times(count, (place) => [`key-${place}`, 'a'])),
    }),
  ),
  edgeOf('packages/contracts given-product MAX_NUMBER', 1e15, (length) =>
    product(`edge-number-${length}`, { attributes: { length } }),
  ),
  edgeOf('packages/contracts slug MAX_SLUG_LENGTH', 100, (length) =>
    product(`edge-slug-${length}-`.padEnd(length, 'x'), {
      variants: [{ sku: `EDGE-SLUG-${length}`, prices: { GBP: 1 } }],
    }),
  ),
  edgeOf('packages/contracts identifiers MAX_SKU_LENGTH', 100, (length) =>
    product(`edge-sku-${length}`, {
      variants: [{ sku: `EDGE-SKU-${length}-`.padEnd(length, 'X'), prices: { GBP: 1 } }],
    }),
  ),
  edgeOf(
    'packages/contracts model MAX_ORDER_LINES',
    1_000,
    (count) =>
      order(
        'staff',
        times(count, () => ofUnknown(1)),
      ),
    { isWithin: unknown },
  ),
  edgeOf(
    'services/orders price-lines MAX_SKUS_NAMED',
    20,
    (count) =>
      order(
        'staff',
        times(count, (place) => ofUnknown(1, place)),
      ),
    {
      isWithin: ({ body }) => body?.skus?.length === 20,
      isBeyond: ({ body }) => body?.skus?.length === 20,
    },
  ),
  edgeOf('environment GUEST_UNITS_PER_LINE', 20, (units) => order('guest', [ofUnknown(units)]), caps),
  edgeOf(
    'environment GUEST_UNITS_PER_ORDER',
    100,
    (units) => order('guest', [...times(5, () => ofUnknown(19)), ofUnknown(units - 95)]),
    caps,
  ),
  edgeOf('environment CUSTOMER_UNITS_PER_LINE', 1_000, (units) => order('ada', [ofUnknown(units)]), caps),
  edgeOf(
    'environment CUSTOMER_UNITS_PER_ORDER',
    10_000,
    (units) => order('ada', [...times(10, () => ofUnknown(999)), ofUnknown(units - 9_990)]),
    caps,
  ),
  edgeOf(
    'services/inventory adjust MAX_UNITS',
    MAX_UNITS,
    (units) => adjustStock('EDGE-UNITS', units === MAX_UNITS ? units : 1, `edge-units-${units}`),
    { isBeyond: ({ status }) => status >= 400 },
  ),
  {
    bound: 'packages/contracts step-up RECENT_SIGN_IN.maxAgeSeconds',
    within: (nowMs) => signedIn(nowMs / 1_000 - SIGN_IN_SECONDS + ON_THE_WAY_SECONDS),
    beyond: (nowMs) => signedIn(nowMs / 1_000 - SIGN_IN_SECONDS - 1),
    isAge: true,
    isWithin: isAccepted,
    isBeyond: ({ status }) => status === 401,
  },
  edgeOf(
    'packages/lambda body-limit MAX_BODY_BYTES',
    MEGABYTE,
    (bytes) => ({ ...product('edge-body'), body: ' '.repeat(bytes) }),
    { isWithin: ({ status }) => status === 400, isBeyond: ({ status }) => status === 413 },
  ),
];
