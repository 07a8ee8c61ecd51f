import { createHash } from 'node:crypto';
import { block, noCardNumber } from '@tradepost/contracts/fields/text';
import type { PlaceOrderBody } from '@tradepost/contracts/http/orders';
import type { PlannedOrder } from './to-orders.ts';

/** The simulated payment provider approves it. */
const APPROVED_TOKEN = 'tok_approved';

const noteText = block(100).check(noCardNumber());

/**
 * Takes an order; returns the request that places it. It is the same each time, so that one placed again under
 * its key is recognized. What the file does not have is made up, plainly: `example.com` belongs to nobody.
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
      name: customerId === undefined ? 'Guest' : `Customer ${customerId}`,
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

/** An order has no date but its own: the invoice's goes into the note, where the API takes it. */
function toNote(date: string): { note?: string } {
  const note = noteText.safeParse(`Invoiced ${date.replace(' ', ', ')}`);
  return date !== '' && note.success ? { note: note.data } : {};
}

/** A local part of an address takes letters, digits, dots and dashes, and dots only between others. */
function toEmail(customerId: string | undefined): string {
  if (customerId === undefined) return 'guest@example.com';
  const local = customerId
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return local === '' ? 'customer@example.com' : `customer-${local.slice(0, 50)}@example.com`;
}
