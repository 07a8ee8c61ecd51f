import type { Draw } from '../random.ts';
import type { HttpAnswer } from '../world/http-client.ts';
import { CUSTOMERS } from './lists/lists.ts';
import { isCustomer, type Orderer } from './order-routes.ts';
import { SHIPPING_ADDRESS } from './requests.ts';
import { MAX_SMALL_LINES, type Shop } from './shop.ts';

/** The plan of one customer. */
export type OrderPlan = {
  readonly place: number;
  readonly by: Orderer;
  readonly idempotencyKey: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Number of identical concurrent requests. */
  readonly copies: number;
  readonly isRepeated: boolean;
  readonly cancelAfterMs: number | undefined;
  readonly captureAfterMs: number | undefined;
  /** Share of the order's total to capture; undefined for all that was authorized, without naming an amount. */
  readonly captureShare: number | undefined;
  /** Refunds to request after the capture. */
  readonly refunds: readonly RefundPlan[];
};

/** An order that was placed, with the answer. */
export type PlacedOrder = {
  readonly plan: OrderPlan;
  readonly orderId: string;
  readonly answer: HttpAnswer;
  /** Only of a guest's order. */
  readonly orderToken?: string;
};

export type RefundPlan = {
  /** Delay after the refund before it, or after the capture. */
  readonly afterMs: number;
  /** Share of the order's total, which may exceed the captured amount. */
  readonly share: number;
  /** Number of identical concurrent commands. */
  readonly copies: number;
  /** Uses the id of the refund before it. */
  readonly isSameAgain: boolean;
  /** Invokes the function directly, instead of sending a message to its inbox. */
  readonly isDirect: boolean;
};

/** Orders have the places from 0 to one below this. */
export const MAX_ORDERS = 5;
const MAX_REFUNDS = 3;
/** More orders of staff than of others, because only staff negotiates prices and names customers. */
const ORDERERS: readonly Orderer[] = [
  'staff',
  'staff',
  'staff',
  'ada',
  'grace',
  'bff',
  'marketplace',
  'guest',
  'guest',
];
const FREE_SHARE = 0.08;
/** Share of the orders with a total above 0 that lack a payment token: they are rejected. */
const WITHOUT_TOKEN_SHARE = 0.02;
const PARTLY_CAPTURED_SHARE = 0.4;
const CANCELLED_NEAR_CAPTURE_MS = 4_000;

/** Most payments are approved; each other token fails in its own way. */
const TOKENS = [
  ...Array.from({ length: 9 }, () => 'tok_approved'),
  'tok_declined',
  'tok_insufficient_funds',
  'tok_expired',
  'tok_requires_action',
  'tok_processing_error_once',
  'tok_timeout_taken',
  'tok_timeout_not_taken',
];

export function planOrders(draw: Draw, { skus, maxLines }: Shop): readonly OrderPlan[] {
  if (skus.length === 0) return [];
  return Array.from({ length: draw.int('orders', 2, MAX_ORDERS) }, (_none, place) =>
    planOrder(place, draw.under(`order ${place}`), skus, maxLines),
  );
}

/** Plans the order at a place, in a shop with these SKUs. Prices are in GBP, EUR and JPY. */
export function planOrder(
  place: number,
  draw: Draw,
  skus: readonly string[],
  maxLines = MAX_SMALL_LINES,
  orderers = ORDERERS,
): OrderPlan {
  const captureAfterMs = draw.chance('captured', 0.4)
    ? 30_000 + 30_000 * draw.unit('captured after')
    : undefined;
  const drawn = draw.pick('currency', ['GBP', 'GBP', 'EUR', 'JPY', 'USD']);
  const currency = draw.chance('usual currency', 0.9) && drawn === 'USD' ? 'GBP' : drawn;
  const isFree = draw.chance('free', FREE_SHARE);
  const lines = linesOf(draw, skus, maxLines).map((line) =>
    isFree ? { ...line, unitPrice: { amountMinor: 0, currency } } : line,
  );
  const by = draw.pick('by', orderers);
  const isOwn = isCustomer(by) || by === 'guest';
  const hasToken = !draw.chance('no token', isFree ? 0.5 : WITHOUT_TOKEN_SHARE);
  return {
    place,
    by,
    // All guests use one key: the address distinguishes them.
    idempotencyKey: by === 'guest' ? 'basket' : `order-${place}`,
    copies: draw.chance('copies', 0.15) ? draw.int('how many copies', 2, 4) : 1,
    isRepeated: draw.chance('repeated', 0.2),
    cancelAfterMs: draw.chance('cancelled', 0.3) ? cancelAfterMs(draw, captureAfterMs) : undefined,
    captureAfterMs,
    captureShare: draw.chance('part is captured', PARTLY_CAPTURED_SHARE)
      ? draw.pick('captured share', [1, draw.unit('captured part')])
      : undefined,
    refunds: captureAfterMs !== undefined && draw.chance('refunded', 0.5) ? planRefunds(draw) : [],
    body: {
      currency,
      lines: isOwn ? lines.map(({ sku, quantity }) => ({ sku, quantity })) : lines,
      email: draw.chance('invalid', 0.04) ? 'not an address' : emailOf(by, place),
      shippingAddress: { ...SHIPPING_ADDRESS, ...drawSome(draw.under('address'), MORE_OF_ADDRESS) },
      ...drawSome(draw, MORE_OF_ORDER),
      ...(draw.chance('has a customer', 0.5) && !isOwn
        ? { customerId: draw.pick('customer', CUSTOMERS) }
        : {}),
      ...(hasToken ? { paymentToken: draw.pick('token', TOKENS) } : {}),
      ...(draw.chance('expects', 0.1)
        ? { expectedTotal: { amountMinor: draw.int('expected', 0, 20_000), currency: drawn } }
        : {}),
    },
  };
}

/** Fields that an order or an address may have. */
const MORE_OF_ORDER = {
  ...{ note: 'leave it at the door', reference: 'basket-7', purchaseOrderNumber: 'PO-7', locale: 'en-GB' },
  billingAddress: { ...SHIPPING_ADDRESS, name: 'Analytical Engines Ltd', city: 'Cambridge' },
  metadata: { campaign: 'spring' },
};
const MORE_OF_ADDRESS = {
  region: 'Greater London',
  line2: 'Flat 2',
  company: 'Analytical Engines',
  phone: '020 7946 0000',
};
const OPTIONAL_SHARE = 0.3;

/** Draws some of the fields. */
function drawSome(draw: Draw, fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => draw.chance(`has ${name}`, OPTIONAL_SHARE)),
  );
}

/** Mailboxes ignore the case of an address. */
function emailOf(by: Orderer, place: number): string {
  if (by !== 'guest') return 'ada@example.com';
  return `${place % 2 === 0 ? 'Guest' : 'guest'}-${place}@example.com`;
}

/** Most cancel soon; some cancel at the moment of the capture. */
function cancelAfterMs(draw: Draw, captureAfterMs: number | undefined): number {
  return captureAfterMs === undefined || draw.chance('cancelled early', 0.4)
    ? 20_000 * draw.unit('cancelled after') ** 3
    : captureAfterMs + CANCELLED_NEAR_CAPTURE_MS * (2 * draw.unit('cancelled near') - 0.5);
}

function planRefunds(draw: Draw): readonly RefundPlan[] {
  return Array.from({ length: draw.int('refunds', 1, MAX_REFUNDS) }, (_none, place) => {
    const of = draw.under(`refund ${place}`);
    return {
      afterMs: 8_000 * of.unit('after') ** 2,
      share: of.pick('share', [1, 1.4 * of.unit('part')]),
      copies: of.chance('copies', 0.3) ? of.int('how many copies', 2, 3) : 1,
      isSameAgain: place > 0 && of.chance('same again', 0.3),
      isDirect: of.chance('direct', 0.5),
    };
  });
}

/** A large cart takes the SKUs in turn, some more than once; three in ten have the maximum of lines. */
function linesOf(draw: Draw, skus: readonly string[], maxLines: number) {
  const isLarge = maxLines > MAX_SMALL_LINES;
  const count = isLarge && draw.chance('all lines', 0.3) ? maxLines : draw.int('lines', 1, maxLines);
  return Array.from({ length: count }, (_none, line) => {
    const isUnknown = draw.chance(`line ${line} is unknown`, isLarge ? 0 : 0.02);
    return {
      sku: isUnknown
        ? 'NO-SUCH-SKU'
        : isLarge
          ? (skus[line % skus.length] ?? '')
          : draw.pick(`sku ${line}`, skus),
      quantity: isLarge ? 1 : draw.int(`quantity ${line}`, 1, 3),
      ...(draw.chance(`line ${line} is negotiated`, 0.04)
        ? { unitPrice: { amountMinor: draw.int(`price ${line}`, 0, 900), currency: 'GBP' } }
        : {}),
    };
  });
}
