import {
  CORRELATION_ID,
  ORDER_ID,
  PAYMENT_ID,
  PRODUCT_ID,
  RESERVATION_ID,
  SKU,
  TOTAL,
} from './example-data.ts';
import { PROBLEMS, type ProblemCode } from './problem.ts';
import type { Problem } from './problem-details.ts';

/** Example of a problem with a code, with the facts of that code. */
export function toProblemExample(code: ProblemCode): Problem {
  const { status, title } = PROBLEMS[code];
  const type = `urn:tradepost:problem:${code}`;
  return { ...FACTS[code], type, title, status, code, correlationId: CORRELATION_ID };
}

const stock = { sku: SKU, location: 'main' };

/** Facts by code. */
const FACTS: Readonly<Partial<Record<ProblemCode, Readonly<Record<string, unknown>>>>> = {
  MALFORMED_JSON: { detail: 'Invalid or malformed JSON was provided' },
  VALIDATION_FAILED: {
    errors: [{ pointer: '#/query/colour', code: 'UNKNOWN_FIELD', detail: 'is not a field of this object' }],
    errorCount: 1,
  },
  CARD_NUMBER_NOT_ACCEPTED: {
    errors: [
      {
        pointer: '#/note',
        code: 'CARD_NUMBER_NOT_ACCEPTED',
        detail: 'must not contain a card number',
      },
    ],
    errorCount: 1,
  },
  FORBIDDEN: { scope: 'orders:price' },
  ORDER_NOT_FOUND: { orderId: ORDER_ID },
  PRODUCT_NOT_FOUND: { productId: PRODUCT_ID },
  STOCK_NOT_FOUND: { sku: SKU },
  RESERVATION_NOT_FOUND: { reservationId: RESERVATION_ID },
  PAYMENT_NOT_FOUND: { paymentId: PAYMENT_ID },
  PRODUCT_ARCHIVED: { productId: PRODUCT_ID },
  CATEGORY_NOT_FOUND: { category: 'mugs' },
  PARENT_CATEGORY_NOT_FOUND: { parent: 'kitchen' },
  CATEGORY_WITHIN_ITSELF: { category: 'kitchen', parent: 'mugs' },
  CATEGORY_TOO_DEEP: { maxDepth: 10 },
  TOO_MANY_CATEGORIES: { maxCategories: 100, category: 'kitchen' },
  CATEGORY_NOT_EMPTY: { category: 'kitchen', categories: ['mugs'] },
  SKU_TAKEN: { sku: SKU },
  SLUG_TAKEN: { slug: 'enamel-mug' },
  STOCK_BELOW_RESERVED: { ...stock, onHand: 60, reserved: 2 },
  STOCK_ABOVE_MAXIMUM: { ...stock, onHand: 60, maxUnits: 1_000_000_000 },
  METHOD_NOT_ALLOWED: { allow: ['GET', 'HEAD', 'POST'] },
  UNSUPPORTED_CONTENT_ENCODING: {
    errors: [
      {
        pointer: '#/headers/Content-Encoding',
        code: 'UNSUPPORTED_CONTENT_ENCODING',
        detail: 'must be identity or absent: send the body uncompressed',
      },
    ],
    errorCount: 1,
  },
  PAYLOAD_TOO_LARGE: { maxBytes: 1_048_576 },
  UNKNOWN_SKU: { skus: [SKU] },
  SKU_NOT_FOR_SALE: { skus: [SKU] },
  CURRENCY_NOT_OFFERED: { currency: 'JPY', skus: [SKU] },
  PURCHASE_LIMIT_EXCEEDED: { exceeded: [{ sku: SKU, quantity: 12, purchaseLimit: 10 }] },
  ORDER_CAP_EXCEEDED: { line: 0, maxUnits: 20 },
  PRODUCT_TOO_LARGE: { bytes: 262_144, maxBytes: 122_880 },
  PRICE_BELOW_FLOOR: {
    line: 0,
    sku: SKU,
    unitPrice: { amountMinor: 100, currency: TOTAL.currency },
    floor: { amountMinor: 425, currency: TOTAL.currency },
  },
  PRICE_ABOVE_EXPECTED: { expectedTotal: { ...TOTAL, amountMinor: 1_500 }, total: TOTAL },
  ORDER_TOO_LARGE: { maxBytes: 204_800 },
  PRECONDITION_REQUIRED: { header: 'If-Match' },
};
