import type { Draw } from '../random.ts';
import type { Shop } from './shop.ts';

/** What one customer is going to do. */
export type OrderPlan = {
  readonly place: number;
  readonly idempotencyKey: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** How many times the same request is sent at once. */
  readonly copies: number;
  /** Whether it has a line that no shop has. */
  readonly isUnknown: boolean;
  readonly isRepeated: boolean;
  /** Whether the key is used for another request. */
  readonly isContradicted: boolean;
  readonly cancelAfterMs: number | undefined;
  readonly captureAfterMs: number | undefined;
};

const MAX_ORDERS = 5;
const MAX_LINES = 3;
const MAX_LARGE_LINES = 240;

/** Most pay with a token that holds the money; the others have each its own way to go wrong. */
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

export function planOrders(draw: Draw, { skus }: Shop): readonly OrderPlan[] {
  if (skus.length === 0) return [];
  return Array.from({ length: draw.int('orders', 2, MAX_ORDERS) }, (_none, place) =>
    planOrder(place, draw.under(`order ${place}`), skus),
  );
}

/** What the customer at a place in the row does, in a shop with these SKUs. Prices are in GBP, EUR and JPY. */
export function planOrder(place: number, draw: Draw, skus: readonly string[]): OrderPlan {
  const isCancelled = draw.chance('cancelled', 0.3);
  const lines = linesOf(draw, skus);
  const currency = draw.pick('currency', ['GBP', 'GBP', 'EUR', 'JPY', 'USD']);
  return {
    place,
    idempotencyKey: `order-${place}`,
    copies: draw.chance('copies', 0.15) ? draw.int('how many copies', 2, 4) : 1,
    isUnknown: lines.some(({ sku }) => !skus.includes(sku)),
    isRepeated: draw.chance('repeated', 0.2),
    isContradicted: draw.chance('contradicted', 0.1),
    cancelAfterMs: isCancelled ? 20_000 * draw.unit('cancelled after') ** 3 : undefined,
    captureAfterMs:
      !isCancelled && draw.chance('captured', 0.4)
        ? 30_000 + 30_000 * draw.unit('captured after')
        : undefined,
    body: {
      currency: draw.chance('usual currency', 0.9) && currency === 'USD' ? 'GBP' : currency,
      lines,
      email: draw.chance('invalid', 0.04) ? 'not an address' : 'ada@example.com',
      shippingAddress: { name: 'Ada Lovelace', line1: '12 St James Square', city: 'London', country: 'GB' },
      paymentToken: draw.pick('token', TOKENS),
      ...(draw.chance('expects', 0.1)
        ? { expectedTotal: { amountMinor: draw.int('expected', 0, 20_000), currency } }
        : {}),
    },
  };
}

function linesOf(draw: Draw, skus: readonly string[]) {
  const isLarge = skus.length > 100;
  const count = isLarge ? draw.int('lines', 1, MAX_LARGE_LINES) : draw.int('lines', 1, MAX_LINES);
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
