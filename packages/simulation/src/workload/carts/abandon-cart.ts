import type { CreatedCart } from './carts-record.ts';
import { sendTo } from './fill-cart.ts';
import type { Shopper } from './shopper.ts';

const DAY_MS = 24 * 3_600_000;
const NEAR_MS = 3 * 60_000;

/** Leaves a cart. Some come back after about a day, when it is abandoned or about to be, and change it; others check it out and leave. */
export async function leaveCart(cart: CreatedCart, shopper: Shopper): Promise<void> {
  const { draw, world, shop } = shopper;
  const send = sendTo(cart, shopper);
  if (draw.chance('checks out', 0.4))
    await send({ method: 'POST', below: '/checkout' }, 'checkout and leave');
  if (!draw.chance('comes back', 0.3)) return;
  await world.scheduler.sleep(DAY_MS + NEAR_MS * (2 * draw.unit('comes back at') - 0.5));
  const line = { sku: draw.pick('one more', shop.skus), quantity: 1 };
  await send({ method: 'POST', below: '/lines', body: line }, 'comes back');
}
