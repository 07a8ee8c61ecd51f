import type { HttpAnswer, HttpRequest } from '../../world/http-client.ts';
import { SHIPPING_ADDRESS } from '../requests.ts';
import { createCartAs, type OfCart, requestAs } from './cart-requests.ts';
import type { CartOwner, CreatedCart } from './carts-record.ts';
import type { Shopper } from './shopper.ts';

const COUNTRIES = [
  { currency: 'GBP', country: 'GB' },
  { currency: 'GBP', country: 'GB' },
  { currency: 'EUR', country: 'DE' },
] as const;
const MAX_LINES = 2;
const CODES_SHARE = 0.5;
const MAX_ATTEMPTS = 3;
/** SKU of a product that is not for sale, in runs that have it. */
export const ARCHIVED_SKU = 'CARTS-OLD';
const NOT_FOR_SALE = ['NO-SUCH-SKU', ARCHIVED_SKU, ARCHIVED_SKU];
/** The last ones are those of `race-codes.ts`, in runs that have both. */
const TEXTS = [
  'cart',
  'cart',
  'cart',
  'cart',
  ' CART ',
  ' CART ',
  'MUCH',
  'NOBODY',
  'FEW',
  'LATER',
  'OVER',
  'GONE',
];

/** Sends a request about a cart; `key` is of this cart and different for each request. */
export function sendTo(
  cart: CreatedCart,
  { http, name }: Pick<Shopper, 'http' | 'name'>,
): (request: OfCart, key: string) => Promise<HttpAnswer | undefined> {
  return (request, key) => http.send(requestAs(cart, request), `${name} ${key}`);
}

/** Creates a cart and fills it, in some order. Returns undefined if it was not created. */
export async function fillCart(
  shopper: Shopper,
  owners: readonly CartOwner[],
): Promise<CreatedCart | undefined> {
  const { draw } = shopper;
  const by = draw.pick('by', owners);
  const cart = await create(by, shopper);
  if (cart === undefined) return undefined;
  const steps = [() => addLines(cart, shopper), () => giveDetails(cart, shopper)];
  for (const step of draw.chance('details first', 0.5) ? steps.toReversed() : steps) await step();
  await applyCodes(cart, shopper);
  return cart;
}

async function create(by: CartOwner, shopper: Shopper): Promise<CreatedCart | undefined> {
  const { http, draw, name, record } = shopper;
  const body = { ...draw.pick('country', COUNTRIES), ...contentsOf(by, shopper) };
  const request: HttpRequest = createCartAs(by, body, name.replaceAll(' ', '-'));
  const answer = await http.send(request, `${name} create`);
  if (by !== 'guest' && draw.chance('created twice', 0.15)) await http.send(request, `${name} create again`);
  if (answer?.status !== 201) return undefined;
  const { id, cartToken } = answer.body as { readonly id: string; readonly cartToken?: string };
  const cart = { cartId: id, by, ...(cartToken === undefined ? {} : { cartToken }) };
  record.carts.created.push(cart);
  return cart;
}

/** Everything that some carts have from the start. */
function contentsOf(by: CartOwner, { draw, shop, methodIds, name }: Shopper): object {
  if (!draw.chance('has contents', 0.2)) return {};
  const skus = Array.from({ length: draw.int('first lines', 1, MAX_LINES) }, (_none, line) =>
    draw.chance(`first line ${line} is not for sale`, 0.12)
      ? draw.pick(`first which ${line}`, NOT_FOR_SALE)
      : draw.pick(`first sku ${line}`, shop.skus),
  );
  const needsEmail = by === 'guest' || draw.chance('another first address', 0.2);
  return {
    lines: skus.map((sku, line) => ({ sku, quantity: draw.int(`first units ${line}`, 1, 2) })),
    ...(draw.chance('has first codes', CODES_SHARE) ? { codes: [draw.pick('first code', TEXTS)] } : {}),
    ...(needsEmail ? { email: `${name.replace(' ', '-')}@example.com` } : {}),
    shippingAddress: SHIPPING_ADDRESS,
    ...(methodIds.length === 0 ? {} : { shippingMethodId: draw.pick('first method', methodIds) }),
  };
}

/** Adds units, some at the same time, some twice. */
async function addLines(cart: CreatedCart, shopper: Shopper): Promise<void> {
  const { draw, shop } = shopper;
  const send = sendTo(cart, shopper);
  const skus = Array.from({ length: draw.int('lines', 1, MAX_LINES) }, (_none, line) =>
    draw.chance(`line ${line} is not for sale`, 0.12)
      ? draw.pick(`which ${line}`, NOT_FOR_SALE)
      : draw.pick(`sku ${line}`, shop.skus),
  );
  const add = (sku: string, line: number) =>
    send(
      { method: 'POST', below: '/lines', body: { sku, quantity: draw.int(`units ${line}`, 1, 2) } },
      `add ${line}`,
    );
  if (draw.chance('adds at once', 0.3)) await Promise.all(skus.map(add));
  else for (const [line, sku] of skus.entries()) await add(sku, line);
  if (!draw.chance('sets units', 0.25)) return;
  const quantity = draw.pick('set units', [0, 1, 2, 3]);
  const below = `/lines/L${draw.int('line that is set', 1, MAX_LINES)}`;
  const headers = draw.chance('sets with a stale version', 0.3) ? { 'if-match': '"0"' } : undefined;
  await send({ method: 'PUT', below, body: { quantity }, ...(headers && { headers }) }, 'set');
}

/** Gives e-mail address, address and shipping method, in one request or two. */
async function giveDetails(cart: CreatedCart, shopper: Shopper): Promise<void> {
  const { draw, methodIds, name } = shopper;
  const send = sendTo(cart, shopper);
  const email = { email: `${name.replace(' ', '-')}@example.com` };
  const address = {
    ...SHIPPING_ADDRESS,
    ...(draw.chance('has a phone', 0.3) ? { phone: '020 7946 0000' } : {}),
  };
  const more = {
    shippingAddress: draw.chance('abroad', 0.1) ? { ...address, country: 'FR' } : address,
    ...(draw.chance('has another invoice', 0.2) ? { billingAddress: { ...address, name: 'Ada King' } } : {}),
    ...(methodIds.length === 0 || draw.chance('no method', 0.03)
      ? {}
      : { shippingMethodId: draw.pick('method', methodIds) }),
  };
  const needsEmail = cart.by === 'guest' || draw.chance('another address', 0.2);
  const parts = draw.chance('in two', 0.3)
    ? [...(needsEmail ? [email] : []), more]
    : [{ ...(needsEmail ? email : {}), ...more }];
  // A guest cannot seal an address without an e-mail address.
  for (const [place, body] of (draw.chance('in another order', 0.1) ? parts.toReversed() : parts).entries())
    await send({ method: 'PATCH', body }, `details ${place}`);
  if (draw.chance('moves', 0.08))
    await send({ method: 'PATCH', body: { email: `moved-${name.replace(' ', '-')}@example.com` } }, 'moves');
}

async function applyCodes(cart: CreatedCart, shopper: Shopper): Promise<void> {
  const { draw } = shopper;
  if (shopper.code === undefined && !draw.chance('has codes', CODES_SHARE)) return;
  const send = sendTo(cart, shopper);
  const code = shopper.code ?? draw.pick('code', TEXTS);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const answer = await send({ method: 'POST', below: '/codes', body: { code } }, `code ${attempt}`);
    if (answer !== undefined && answer.status < 500) break;
  }
  if (shopper.code === undefined && draw.chance('removes the code', 0.15))
    await send({ method: 'DELETE', below: `/codes?code=${encodeURIComponent(code.trim())}` }, 'uncode');
}
