import { createHash } from 'node:crypto';
import { type PlaceOrderBody, placeOrderBody } from '@tradepost/contracts/http/orders';
import type { PlannedOrder } from './to-orders.ts';

/** The simulated payment provider approves it. */
const APPROVED_TOKEN = 'tok_approved';

/** The contract decides what is accepted. */
const { email, note, shippingAddress } = placeOrderBody.shape;

/**
 * Takes an order; returns the request that places it. It is the same each time, so that an order placed again under
 * its key is recognized. Required fields that the file does not have get a placeholder: `example.com` belongs to nobody.
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

/** The key under which an order of an import is placed, once. */
export function toIdempotencyKey(importId: string, { invoice, part }: PlannedOrder): string {
  const invoiceHash = createHash('sha256').update(invoice).digest('hex').slice(0, 32);
  return `import-${importId}-order-${invoiceHash}-${part}`;
}

/** An order has no date but its own: the invoice's goes into the note. */
function toNote(date: string): { note?: string } {
  const made = note.safeParse(`Invoiced ${date.replace(' ', ', ')}`);
  return date !== '' && made.success && made.data !== undefined ? { note: made.data } : {};
}

/** A customer id that looks like a card number is fine as an id, and refused in a name. */
function toName(customerId: string | undefined): string {
  if (customerId === undefined) return 'Guest';
  const name = shippingAddress.shape.name.safeParse(`Customer ${customerId}`);
  return name.success ? name.data : 'Customer';
}

/** A local part of an address takes letters, digits, dots and dashes, and dots only between others. */
function toEmail(customerId: string | undefined): string {
  if (customerId === undefined) return 'guest@example.com';
  const local = customerId
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const made = email.safeParse(`customer-${local.slice(0, 50).replace(/-$/, '')}@example.com`);
  return local !== '' && made.success ? made.data : 'customer@example.com';
}
