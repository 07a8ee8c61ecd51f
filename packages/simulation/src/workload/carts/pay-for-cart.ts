import { cancelOrderAs } from '../order-routes.ts';
import type { CreatedCart } from './carts-record.ts';
import type { Shopper } from './shopper.ts';

const MAX_UNTIL_COMPLETED_MS = 60_000;
const MAX_AGAIN_MS = 3_000;
/** Time for 3-D Secure, and for a page of the provider. */
const TIMES_MS = [30 * 60_000, 60 * 60_000];
const NEAR_MS = 90_000;

type Ordered = CreatedCart & { readonly orderId: string; readonly orderToken?: string | undefined };

/**
 * The customer completes the payment at the provider, soon or when the time is nearly up, or never, or cancels the order at about that
 * time. Of a payment that is not pending, the provider does not accept it.
 */
export async function payForCart(
  { by, orderId, orderToken }: Ordered,
  { draw, http, name, world }: Shopper,
): Promise<void> {
  const { scheduler } = world;
  const when = draw.pick('pays', ['soon', 'soon', 'soon', 'late', 'never']);
  const atMs =
    when === 'late'
      ? draw.pick('time', TIMES_MS) + NEAR_MS * (2 * draw.unit('near') - 1)
      : MAX_UNTIL_COMPLETED_MS * draw.unit('completed') ** 2;
  const paymentId = orderId.replace('ord_', 'pay_');
  const complete = async (key: string) => {
    const body = {
      outcome: draw.pick('outcome', ['approve', 'approve', 'approve', 'decline']),
      webhooks: draw.int(`webhooks ${key}`, 0, 2),
    };
    const path = `/v1/simulated-provider/payments/${paymentId}/complete`;
    const headers = { 'content-type': 'application/json' };
    await http.send({ method: 'POST', path, headers, body }, `${name} complete ${key}`);
  };
  const pay = async () => {
    if (when === 'never') return;
    await scheduler.sleep(atMs);
    await complete('first');
    if (draw.chance('completes again', 0.2)) await complete('again');
  };
  const cancel = async () => {
    if (!draw.chance('cancels', 0.15)) return;
    await scheduler.sleep(Math.max(0, atMs + MAX_AGAIN_MS * (2 * draw.unit('cancels near') - 1)));
    await http.send(cancelOrderAs({ by, orderId, orderToken }), `${name} cancel`);
  };
  await Promise.all([pay(), cancel()]);
}
