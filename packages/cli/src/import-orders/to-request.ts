import { createHash } from 'node:crypto';
import { type PlaceOrderBody, placeOrderBody } from '@tradepost/contracts/orders/given-order';
import type { PlannedOrder } from './to-orders.ts';

/** Test token that the simulated payment provider approves. */
const APPROVED_TOKEN = 'tok_approved';

const { email, note, shippingAddress } = placeOrderBody.shape;

/**
 * Returns the request that places an order. It is the same each time, so that a repeated request with its idempotency key
 * is recognised. Required fields that the file lacks get a placeholder; `example.com` is reserved for that.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2606
 */
export function toRequest(order: PlannedOrder, currency: string): PlaceOrderBody {
  const { customerId, country, date, lines, reference, totalMinor } = order;
  return {
    currency,
    lines: lines.map(({ sku, quantity, unitPriceMinor }) => ({
      sku,
      quantity,
      unitPrice: { amountMinor: unitPriceMinor, currency },
    })),
    email: toEmail(customerId),
    shippingAddress: {
      name: toName(customerId),
      line1: 'No address in the file',
      city: 'Unknown',
      country,
    },
    paymentToken: APPROVED_TOKEN,
    ...(customerId === undefined ? {} : { customerId }),
    expectedTotal: { amountMinor: totalMinor, currency },
    ...toNote(date),
    reference,
  };
}

/** Returns the idempotency key of an order of an import. */
export function toIdempotencyKey(importId: string, { invoice, part }: PlannedOrder): string {
  const invoiceHash = createHash('sha256').update(invoice).digest('hex').slice(0, 32);
  return `import-${importId}-order-${invoiceHash}-${part}`;
}

/** Writes the invoice's date into the note, because an order has no field for it. */
function toNote(date: string): { note?: string } {
  const made = note.safeParse(`Invoiced ${date.replace(' ', ', ')}`);
  return date !== '' && made.success && made.data !== undefined ? { note: made.data } : {};
}

/** The API accepts an id that looks like a card number as a customer id, but not in a name. */
function toName(customerId: string | undefined): string {
  if (customerId === undefined) return 'Guest';
  const name = shippingAddress.shape.name.safeParse(`Customer ${customerId}`);
  return name.success ? name.data : 'Customer';
}

/** The local part of an address may have letters, digits, dashes, and dots between others. */
function toEmail(customerId: string | undefined): string {
  if (customerId === undefined) return 'guest@example.com';
  const local = customerId
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const made = email.safeParse(`customer-${local.slice(0, 50).replace(/-$/, '')}@example.com`);
  return local !== '' && made.success ? made.data : 'customer@example.com';
}
