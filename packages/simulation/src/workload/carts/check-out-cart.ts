import type { HttpAnswer } from '../../world/http-client.ts';
import { readOrderAs } from '../order-routes.ts';
import { asStaff, get, SHIPPING_ADDRESS } from '../requests.ts';
import type { CreatedCart } from './carts-record.ts';
import { sendTo } from './fill-cart.ts';
import { payForCart } from './pay-for-cart.ts';
import { setGroups, TRADE } from './price-groups.ts';
import type { Shopper } from './shopper.ts';

/** Documented time for which a quote can be submitted. */
const QUOTE_MS = 600_000;
const NEAR_MS = 3_000;
const MAX_QUOTES = 3;
const MAX_CHECKOUTS = 3;
const SOON_MS = 1_500;
const MEET_WITHIN_MS = 300;
/** Somebody comes back when a service may answer again. */
const LATER_MS = 20_000;
const TOKENS = [
  ...['tok_approved', 'tok_approved', 'tok_approved', 'tok_approved', 'tok_3ds', 'tok_3ds'],
  ...['tok_redirect', 'tok_declined', 'tok_declined', 'tok_timeout_taken', 'tok_bank_transfer'],
];
/** Something happens to a cart that has a quote, before it is submitted or at the same time. */
const MEANWHILE = [
  ...['nothing', 'nothing', 'nothing', 'price', 'change', 'expiry', 'near expiry', 'drop', 'another quote'],
] as const;

/** Somebody tries again after a rejection so many times. */
const MAX_TRIES = 3;
/** Time for a saga; a payment that is not completed takes an hour. */
const REJECTED_WITHIN_MS = 90_000;

/**
 * Checks a cart out, and submits the quote that is shown, perhaps several times. Of a changed quote, the new one is submitted. If the order
 * is rejected, the cart is open again: it may be checked out once more, while late repeats of the first submit arrive.
 */
export async function checkOutCart(cart: CreatedCart, shopper: Shopper): Promise<void> {
  let late: Submitted | undefined;
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const { draw, name, world } = shopper;
    const of =
      attempt === 0
        ? shopper
        : { ...shopper, draw: draw.under(`try ${attempt}`), name: `${name} try ${attempt}` };
    const before = late;
    const [submitted] = await Promise.all([tryCheckout(cart, of, attempt), before?.repeat(of.name)]);
    if (submitted === undefined) return;
    late ??= submitted;
    if (!draw.chance(`tries again ${attempt}`, 0.7)) return;
    await world.scheduler.sleep(REJECTED_WITHIN_MS * of.draw.unit('tries again after'));
    const seen = await sendTo(cart, of)({ method: 'GET' }, 'look before the next try');
    if (seen?.status !== 200 || seen.body.status !== 'open') return;
    await late.repeat(`${of.name} late`);
  }
}

/** A submit that was accepted, with its repeat. */
type Submitted = { readonly repeat: (key: string) => Promise<unknown> };

async function tryCheckout(
  cart: CreatedCart,
  shopper: Shopper,
  attempt: number,
): Promise<Submitted | undefined> {
  const { draw } = shopper;
  const send = sendTo(cart, shopper);
  const body = {
    ...(draw.chance('no token', 0.06) ? {} : { paymentToken: draw.pick('token', TOKENS) }),
    ...(draw.chance('has a locale', 0.3) ? { locale: 'en-GB', purchaseOrderNumber: 'PO-8' } : {}),
  };
  let shown = await quoteOf(cart, shopper, 'checkout 0');
  for (let quote = 0; shown !== undefined && quote < MAX_QUOTES; quote += 1) {
    const submitted = { ...body, quoteId: shown };
    if (attempt === 0 && quote === 0) await meetOthers(shopper);
    const answer = await submitQuote(cart, submitted, { quote, attempt }, shopper);
    if (answer?.status === 201) {
      await afterSubmit(cart, answer, submitted, shopper);
      const headers = { 'idempotency-key': keyOf({ quote, attempt }) };
      const repeat = (key: string) =>
        send({ method: 'POST', below: '/submit', body: submitted, headers }, `repeats at ${key}`);
      return { repeat };
    }
    const changed = answer?.body?.code === 'QUOTE_CHANGED' ? String(answer.body.quoteId) : undefined;
    shown =
      changed !== undefined && draw.chance(`takes the new quote ${quote}`, 0.6)
        ? changed
        : await quoteOf(cart, shopper, `checkout ${quote + 1}`);
  }
  await send({ method: 'GET' }, 'look at the end');
  return undefined;
}

/** Waits for the time at which all carts of a race are submitted. */
async function meetOthers({ world, draw, meetsAtMs }: Shopper): Promise<void> {
  const { scheduler } = world;
  const leftMs = (meetsAtMs ?? 0) - scheduler.nowMs();
  if (leftMs > 0) await scheduler.sleep(leftMs + MEET_WITHIN_MS * draw.unit('meets'));
}

type Place = { readonly quote: number; readonly attempt: number };

function keyOf({ quote, attempt }: Place): string {
  return attempt === 0 ? `submit-${quote}` : `submit-${quote}-try-${attempt}`;
}

/** Returns the quote that the checkout shows, after its owner has repaired the problems of the cart; undefined if some are left. */
async function quoteOf(cart: CreatedCart, shopper: Shopper, key: string): Promise<string | undefined> {
  const send = sendTo(cart, shopper);
  for (let attempt = 0; attempt < MAX_CHECKOUTS; attempt += 1) {
    const answer = await send({ method: 'POST', below: '/checkout' }, `${key} ${attempt}`);
    if (answer?.status === 200 && answer.body.status === 'checkingOut') return String(answer.body.quote.id);
    // The cart was submitted, merged or dropped, or a service does not answer.
    if (answer?.status === 404 || answer?.status === 409) return undefined;
    if (answer?.status === 200) await mendCart(cart, answer, shopper, `${key} mends ${attempt}`);
    else await shopper.world.scheduler.sleep(LATER_MS);
  }
  return undefined;
}

/** Repairs the problems that a cart has. */
async function mendCart(
  cart: CreatedCart,
  { body }: HttpAnswer,
  shopper: Shopper,
  key: string,
): Promise<void> {
  const { shop, methodIds } = shopper;
  const send = sendTo(cart, shopper);
  const problems = body.problems as readonly { readonly code: string; readonly lineId?: string }[];
  const has = (...codes: readonly string[]) => problems.some(({ code }) => codes.includes(code));
  for (const { lineId } of problems)
    if (lineId !== undefined)
      await send({ method: 'PUT', below: `/lines/${lineId}`, body: { quantity: 1 } }, `${key} ${lineId}`);
  if (has('CART_EMPTY')) {
    const [sku = ''] = shop.skus;
    await send({ method: 'POST', below: '/lines', body: { sku, quantity: 1 } }, `${key} line`);
  }
  const needsDetails = ['EMAIL_MISSING', 'ADDRESS_MISSING', 'NO_SHIPPING_FOR_ADDRESS'];
  if (has(...needsDetails, 'SHIPPING_CHOICE_MISSING', 'SHIPPING_CHOICE_STALE')) {
    const options = body.shippingOptions as readonly { readonly methodId: string }[];
    const shippingMethodId = options[0]?.methodId ?? methodIds[0];
    const details = {
      ...{ email: 'mended@example.com', shippingAddress: SHIPPING_ADDRESS },
      ...(shippingMethodId === undefined ? {} : { shippingMethodId }),
    };
    await send({ method: 'PATCH', body: details }, `${key} details`);
  }
}

/** Submits a quote, up to three times at once, with the same key or others, while something may happen to the cart. */
async function submitQuote(
  cart: CreatedCart,
  body: object,
  { quote, attempt }: Place,
  shopper: Shopper,
): Promise<HttpAnswer | undefined> {
  const { draw: drawn, world } = shopper;
  const { scheduler } = world;
  const draw = drawn.under(`quote ${quote}`);
  const send = sendTo(cart, shopper);
  const meanwhile = draw.pick('meanwhile', MEANWHILE);
  if (meanwhile === 'price') await raisePrice(shopper, quote);
  if (cart.by !== 'guest' && shopper.record.carts.trade !== undefined && draw.chance('regroups', 0.5))
    await setGroups(cart.by, draw.pick('groups', [[], [TRADE]]), shopper, `${shopper.name} ${quote}`);
  if (meanwhile === 'another quote') await quoteOf(cart, shopper, `another quote ${quote}`);
  if (meanwhile === 'expiry') await scheduler.sleep(QUOTE_MS * (1 + draw.unit('late')));
  if (meanwhile === 'near expiry') await scheduler.sleep(QUOTE_MS + NEAR_MS * (draw.unit('near') - 0.7));
  const interfere = async () => {
    if (meanwhile !== 'change' && meanwhile !== 'drop') return undefined;
    await scheduler.sleep(SOON_MS * draw.unit('interferes') ** 2);
    if (meanwhile === 'drop' && draw.chance('drops', 0.5)) return send({ method: 'DELETE' }, `drop ${quote}`);
    const [sku = ''] = shopper.shop.skus;
    return send({ method: 'POST', below: '/lines', body: { sku, quantity: 1 } }, `change ${quote}`);
  };
  const copies = draw.chance('copies', 0.3) ? draw.int('how many', 2, 3) : 1;
  const hasOtherKeys = draw.chance('other keys', 0.5);
  const submit = async (copy: number) => {
    await scheduler.sleep(SOON_MS * draw.unit(`submit ${copy}`) ** 2);
    const headers = {
      'idempotency-key': hasOtherKeys ? `${keyOf({ quote, attempt })}-${copy}` : keyOf({ quote, attempt }),
    };
    return send({ method: 'POST', below: '/submit', body, headers }, `submit ${quote} ${copy}`);
  };
  const [, ...answers] = await Promise.all([
    interfere(),
    ...Array.from({ length: copies }, (_none, copy) => submit(copy)),
  ]);
  return answers.find((answer) => answer?.status === 201) ?? answers.at(-1);
}

/** Staff raises the prices of a product. */
async function raisePrice({ http, draw, name, shop }: Shopper, quote: number): Promise<void> {
  const { id } = draw.pick(`product ${quote}`, shop.products);
  const path = `/v1/products/${id}`;
  const known = await http.send(get(path), `${name} price ${quote} look`);
  if (known?.status !== 200) return;
  const variants = known.body.variants.map((variant: { readonly prices: Record<string, number> }) => ({
    ...variant,
    prices: Object.fromEntries(
      Object.entries(variant.prices).map(([currency, price]) => [currency, price + 7]),
    ),
  }));
  const headers = { 'if-match': `"${known.body.version}"` };
  await http.send(asStaff({ method: 'PATCH', path, body: { variants }, headers }), `${name} price ${quote}`);
}

/** A submitted cart stays as it is, whatever is requested; the order is paid, or not. */
async function afterSubmit(
  cart: CreatedCart,
  { body: placed }: HttpAnswer,
  body: object,
  shopper: Shopper,
): Promise<void> {
  const { draw, http, name } = shopper;
  const send = sendTo(cart, shopper);
  const { orderId, orderToken } = placed as { readonly orderId: string; readonly orderToken?: string };
  if (draw.chance('submits again', 0.3)) {
    const headers = { 'idempotency-key': draw.pick('key again', ['submit-0', 'another']) };
    await send({ method: 'POST', below: '/submit', body, headers }, 'submit again');
    const other = { ...body, paymentToken: 'tok_other' };
    await send({ method: 'POST', below: '/submit', body: other, headers }, 'submit otherwise');
  }
  if (draw.chance('changes a submitted cart', 0.2)) {
    await send({ method: 'PUT', below: '/lines/L1', body: { quantity: 9 } }, 'change after');
    await send({ method: 'DELETE' }, 'drop after');
  }
  await send({ method: 'GET' }, 'look after');
  await http.send(readOrderAs({ by: cart.by, orderId, orderToken }), `${name} look at the order`);
  await payForCart({ ...cart, orderId, orderToken }, shopper);
}
