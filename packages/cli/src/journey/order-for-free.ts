import { createGuest, quoteOf } from './buyer.ts';
import { addressOf, chooseShipping, confirmed, describeQuote, showQuote } from './check-out.ts';
import type { Journey } from './journey.ts';

const WHO = 'Cleo';

/** A guest whose code makes everything free: the order has no payment. */
export async function orderForFree(journey: Journey): Promise<void> {
  const { url, goods, codes, run, step } = journey;
  const buyer = createGuest(url);
  try {
    const filled = await buyer.createCart({
      lines: [{ sku: goods.cushion.sku, quantity: 1 }],
      codes: [codes.gift.code],
      email: `cleo-${run.toLowerCase()}@example.com`,
      shippingAddress: addressOf('Cleo Marin'),
    });
    step(
      `${WHO}, a guest, has the code ${codes.gift.code} for a cushion: ${describeQuote(quoteOf(filled))}.`,
    );
    const chosen = await chooseShipping(journey, buyer, filled, { who: WHO, methodName: 'Standard' });
    const { cart, quote } = await showQuote(journey, buyer, chosen, WHO);
    const { orderId } = await buyer.submit(cart, quote.id);
    await confirmed(journey, buyer, { orderId, quote, who: WHO });
  } finally {
    await buyer.close();
  }
}
