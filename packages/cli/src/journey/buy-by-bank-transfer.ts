import { createGuest, quoteOf, waitForOrder } from './buyer.ts';
import {
  addressOf,
  approvePayment,
  chooseShipping,
  confirmed,
  describeQuote,
  showQuote,
} from './check-out.ts';
import type { Journey } from './journey.ts';
import { showMinor } from './show-minor.ts';

const WHO = 'Ben';
const CUSHIONS = 3;

/** A guest who pays by bank transfer. The webhook arrives twice, as it may. */
export async function buyByBankTransfer(journey: Journey): Promise<void> {
  const { url, goods, run, step } = journey;
  const buyer = createGuest(url);
  try {
    const filled = await buyer.createCart({
      lines: [{ sku: goods.cushion.sku, quantity: CUSHIONS }],
      email: `ben-${run.toLowerCase()}@example.com`,
      shippingAddress: addressOf('Ben Weber'),
    });
    step(`${WHO}, a guest, puts ${CUSHIONS} cushions into a cart: ${describeQuote(quoteOf(filled))}.`);
    const chosen = await chooseShipping(journey, buyer, filled, { who: WHO, methodName: 'Standard' });
    const { cart, quote } = await showQuote(journey, buyer, chosen, WHO);
    const { orderId } = await buyer.submit(cart, quote.id, 'tok_bank_transfer');
    const pending = await waitForOrder(buyer, orderId, ['awaitingPayment', 'rejected']);
    const until = pending.awaitingPayment?.until.slice(0, 'YYYY-MM-DD'.length);
    step(
      `${WHO} has until ${until} to transfer ${showMinor(quote.totals.dueMinor)}: the order is ${pending.status}.`,
    );
    await approvePayment(journey, pending, 2);
    step(`${WHO}'s transfer arrives, and the provider sends its webhook twice.`);
    await confirmed(journey, buyer, { orderId, quote, who: WHO });
  } finally {
    await buyer.close();
  }
}
