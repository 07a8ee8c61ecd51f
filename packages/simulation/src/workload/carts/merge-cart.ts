import { requestAs } from './cart-requests.ts';
import type { CreatedCart } from './carts-record.ts';
import { fillCart, sendTo } from './fill-cart.ts';
import type { Shopper } from './shopper.ts';

const STRATEGIES = ['sum', 'max', 'keep'] as const;
const SOON_MS = 800;

/** A customer signs in, and the cart that they filled before is merged into theirs; at the same time one of the two may be changed. */
export async function mergeCart(cart: CreatedCart, shopper: Shopper): Promise<void> {
  const { draw: drawn, http, name, world, record, shop } = shopper;
  const draw = drawn.under('merge');
  const other = await fillCart({ ...shopper, name: `${name}-guest`, draw: draw.under('guest') }, ['guest']);
  if (other?.cartToken === undefined) return;
  const strategy = draw.pick('strategy', STRATEGIES);
  const body = { cartId: other.cartId, cartToken: other.cartToken, strategy };
  const merge = async (copy: number) => {
    await world.scheduler.sleep(SOON_MS * draw.unit(`merge ${copy}`) ** 2);
    const answer = await sendTo(cart, shopper)({ method: 'POST', below: '/merge', body }, `merge ${copy}`);
    if (answer?.status === 200) record.carts.merges.push({ from: other.cartId, into: cart.cartId, strategy });
  };
  const change = async (changed: CreatedCart, key: string) => {
    if (!draw.chance(`${key} is changed`, 0.3)) return;
    await world.scheduler.sleep(SOON_MS * draw.unit(`change ${key}`));
    const line = { sku: draw.pick(`sku ${key}`, shop.skus), quantity: 1 };
    await sendTo(changed, shopper)({ method: 'POST', below: '/lines', body: line }, `merge change ${key}`);
  };
  if (draw.chance('with another token', 0.2)) {
    const stolen = {
      ...body,
      cartToken: `${other.cartToken.slice(0, -1)}${other.cartToken.endsWith('A') ? 'E' : 'A'}`,
    };
    await sendTo(cart, shopper)(
      { method: 'POST', below: '/merge', body: stolen },
      'merge with another token',
    );
  }
  await Promise.all([
    ...Array.from({ length: draw.int('copies', 1, 2) }, (_none, copy) => merge(copy)),
    change(cart, 'own'),
    change(other, 'other'),
  ]);
  await http.send(requestAs(other, { method: 'GET' }), `${name} look at the merged cart`);
  if (draw.chance('changes the merged cart', 0.3)) await change(other, 'merged');
}
