import type { Draw } from '../../random.ts';
import type { HttpClient, HttpRequest } from '../../world/http-client.ts';
import { malformed } from '../http-blunders.ts';
import { claimsOf } from '../order-routes.ts';
import { asStaff, createProduct, get, post } from '../requests.ts';
import type { Shop } from '../shop.ts';
import { leaveCart } from './abandon-cart.ts';
import { createCartAs, requestAs } from './cart-requests.ts';
import type { CreatedCart } from './carts-record.ts';
import { checkOutCart } from './check-out-cart.ts';
import { ARCHIVED_SKU, fillCart } from './fill-cart.ts';
import { mergeCart } from './merge-cart.ts';
import { priceGroups } from './price-groups.ts';
import type { CartsConfig, Shopper } from './shopper.ts';

/** Place of these shoppers among the participants, so that they can be left out of a run. */
export const SHOPPERS = -10;

const SHOPPERS_SHARE = 0.4;
const MAX_CARTS = 2;
const WITHIN_MS = 60_000;
const RUSH_MS = 500;
const CODE_SHARE = 0.8;
const MAX_CODE_LIMIT = 2;
/** Share of the runs with codes in which every cart gets the same code. */
const CODE_RACE_SHARE = 0.35;
const RACERS = 3;
/** Share of the runs with a promotion that needs no code and has a budget, and of those in which three carts race for it. */
const BUDGET_SHARE = 0.7;
const BUDGET_RACE_SHARE = 0.4;
/** Carts that race are submitted so long after the last of them came. */
const MEET_AFTER_MS = 15_000;
const MEET_SHARE = 0.8;
const CODE_MEET_SHARE = 0.2;
/** The last cart of a race for a code comes when the others may have used it up. */
const LATE_RACER_MS = 40_000;
const MIN_BUDGET_MINOR = 300;
const MAX_BUDGET_MINOR = 1_500;
const ARCHIVED_SHARE = 0.6;
/** Share of the runs in which a group of customers has prices of its own. */
const GROUPS_SHARE = 0.4;
const BLUNDERS_SHARE = 0.12;
const FAR_MINOR = 100_000_000;
/** The second gives a cart no discount, because its promotion needs more. */
const CODES = ['CART', 'MUCH'] as const;
/** Codes that are not valid now. */
const INVALID_CODES = {
  LATER: { validFrom: '2200-01-01T00:00:00Z' },
  OVER: { validUntil: '2000-01-01T00:00:00Z' },
};

/**
 * In four runs of ten, guests and customers fill carts, merge them, leave them, or check them out and submit them, while prices and
 * shipping methods change. What the services answer is compared with what they store.
 */
export async function shopWithCarts(shop: Shop, config: CartsConfig): Promise<void> {
  const { world, withoutOrders } = config;
  const draw = config.draw.under('carts');
  if (shop.skus.length === 0 || !draw.chance('any', SHOPPERS_SHARE) || withoutOrders?.has(SHOPPERS)) return;
  const methodIds = await offerMethods(config, draw);
  const hasCodes = draw.chance('codes', CODE_SHARE);
  const areRacing = hasCodes && draw.chance('race for a code', CODE_RACE_SHARE);
  if (hasCodes) await createCodes(config, draw, areRacing ? 1 : MAX_CODE_LIMIT);
  const hasBudget = draw.chance('budget', BUDGET_SHARE) && (await createBudgeted(config, draw));
  if (draw.chance('groups', GROUPS_SHARE)) await priceGroups(config, shop.skus, draw);
  if (draw.chance('archived', ARCHIVED_SHARE)) await archiveProduct(config);
  const isRush = areRacing || (hasBudget && draw.chance('race for the budget', BUDGET_RACE_SHARE));
  const withinMs = draw.chance('rush', 0.5) ? RUSH_MS : WITHIN_MS;
  const meetsAtMs = world.scheduler.nowMs() + withinMs + MEET_AFTER_MS;
  if (draw.chance('blunders', BLUNDERS_SHARE)) await blunder(config);
  await Promise.all(
    Array.from({ length: isRush ? RACERS : draw.int('how many', 1, MAX_CARTS) }, async (_none, place) => {
      const name = `cart ${place}`;
      const of = draw.under(name);
      const isLate = areRacing && place === RACERS - 1;
      await world.scheduler.sleep(withinMs * of.unit('comes') + (isLate ? LATE_RACER_MS : 0));
      await playCart({
        ...config,
        draw: of,
        name,
        shop,
        methodIds,
        ...(areRacing ? { code: CODES[0] } : {}),
        isRacing: isRush,
        ...(isRush && draw.chance('meet', areRacing ? CODE_MEET_SHARE : MEET_SHARE) ? { meetsAtMs } : {}),
      });
    }),
  );
}

const FATES = ['submit', 'submit', 'submit', 'submit', 'submit', 'submit', 'merge', 'leave'] as const;

/** Somebody else tries to reach a cart: with the token of another cart, or as another customer. */
async function intrude({ by, cartId, cartToken }: CreatedCart, { http, name, draw }: Shopper): Promise<void> {
  if (!draw.chance('is intruded', 0.25)) return;
  const token = cartToken === undefined ? {} : { cartToken: `${cartToken.slice(0, -2)}AA` };
  const other = {
    cartId,
    by: by === 'ada' ? ('grace' as const) : by === 'grace' ? ('ada' as const) : by,
    ...token,
  };
  const line = { sku: 'SKU-0-0', quantity: 1 };
  await http.send(requestAs(other, { method: 'GET' }), `${name} intruder looks`);
  await http.send(requestAs(other, { method: 'POST', below: '/lines', body: line }), `${name} intruder adds`);
}

async function playCart(shopper: Shopper): Promise<void> {
  const fate = shopper.isRacing ? 'submit' : shopper.draw.pick('fate', FATES);
  const cart = await fillCart(
    shopper,
    fate === 'merge' ? ['ada', 'grace'] : ['guest', 'guest', 'ada', 'grace'],
  );
  if (cart === undefined) return;
  await intrude(cart, shopper);
  if (fate === 'leave') await leaveCart(cart, shopper);
  if (fate === 'merge') await mergeCart(cart, shopper);
  if (fate === 'submit' || shopper.draw.chance('submits, too', 0.5)) await checkOutCart(cart, shopper);
}

/** Requests that every route of carts rejects. */
async function blunder({ http }: CartsConfig): Promise<void> {
  const path = '/v1/guest/carts';
  const cart = { currency: 'GBP', country: 'GB' };
  const asAda = claimsOf('ada');
  const { claims: _claims, ...withoutToken } = get('/v1/carts?status=abandoned');
  const requests: readonly HttpRequest[] = [
    ...malformed('POST', path, {}),
    { method: 'POST', path, body: { ...cart, country: 'UK' } },
    { method: 'GET', path: `${path}/crt_${'7'.repeat(26)}` },
    { ...withoutToken, isWithoutAccess: true },
    { ...withoutToken, ...asAda, isWithoutAccess: true },
    get('/v1/carts?status=abandoned&cursor=nonsense'),
    { method: 'GET', path: '/v1/me/carts?cursor=nonsense', ...asAda },
    createCartAs('ada', cart, 'blunder'),
    createCartAs('ada', { ...cart, currency: 'EUR' }, 'blunder'),
  ];
  for (const [place, request] of requests.entries()) await http.send(request, `carts blunder ${place}`);
}

/** Creates a product, and archives it, so that it is not for sale. */
async function archiveProduct({ http }: CartsConfig): Promise<void> {
  const variants = [{ sku: ARCHIVED_SKU, prices: { GBP: 100 } }];
  const request = createProduct({ title: 'Not for sale', variants }, 'carts-archived');
  const created = await http.send(request, 'carts archived create');
  if (created?.status !== 201) return;
  const path = `/v1/products/${created.body.id}/archive`;
  await http.send(asStaff({ method: 'POST', path, headers: { 'if-match': '*' } }), 'carts archived archive');
}

/** Offers two methods in each currency; one of them is free. */
async function offerMethods({ http }: CartsConfig, draw: Draw): Promise<readonly string[]> {
  const methods = [draw.int('post', 1, 900), 0].map((minor) => ({
    name: minor === 0 ? 'Free post' : 'Post',
    taxClass: 'standard',
    zones: [{ countries: ['GB', 'DE'] }],
    rates: [
      { currency: 'GBP', minor },
      { currency: 'EUR', minor },
    ],
  }));
  const answers = await Promise.all(
    methods.map((method, place) =>
      http.send(post('/v1/admin/shipping-methods', method, `carts-${place}`), `carts method ${place}`),
    ),
  );
  return answers.flatMap((answer) => (answer?.status === 201 ? [String(answer.body.id)] : []));
}

/** Creates a code with few uses, one whose promotion applies to no cart, and perhaps one that is not valid now. */
async function createCodes({ http, record }: CartsConfig, draw: Draw, maxLimit: number): Promise<void> {
  for (const [place, code] of CODES.entries()) {
    const promotion = {
      ...{ name: `Off with ${code}`, sortOrder: 10 + place, startsAt: '2020-01-01T00:00:00Z' },
      ...{ status: 'active', requiresCode: true, target: { kind: 'order' } },
      ...(draw.chance(`budget of ${code}`, 0.15)
        ? { budgetMinor: { GBP: draw.int(`GBP of ${code}`, MIN_BUDGET_MINOR, MAX_BUDGET_MINOR) } }
        : {}),
      value: { kind: 'percent', ppm: draw.pick(`ppm of ${code}`, [100_000, 333_333, 1_000_000]) },
      ...(code === 'MUCH'
        ? { condition: { field: 'subtotal', op: 'gte', value: { GBP: FAR_MINOR, EUR: FAR_MINOR } } }
        : {}),
    };
    const created = await http.send(
      post('/v1/promotions', promotion, `carts-${place}`),
      `carts promote ${code}`,
    );
    if (created?.status !== 201) return;
    const limit = draw.int(`limit of ${code}`, 1, maxLimit);
    const body = { code, promotionIds: [String(created.body.id)], limit };
    const answer = await http.send(post('/v1/discount-codes', body, `carts-${code}`), `carts create ${code}`);
    if (answer?.status === 201) record.codes.limits.set(code, { limit });
    if (code === 'CART' && draw.chance('invalid', 0.5)) await createInvalid(body.promotionIds, http, draw);
  }
}

/** Creates a promotion for every cart, with a budget for one or two of them. Returns false if the request had no success. */
async function createBudgeted({ http }: CartsConfig, draw: Draw): Promise<boolean> {
  const of = draw.under('budget');
  const promotion = {
    ...{ name: 'A fifth off', sortOrder: 20, startsAt: '2020-01-01T00:00:00Z', status: 'active' },
    ...{ target: { kind: 'order' }, value: { kind: 'percent', ppm: of.pick('ppm', [100_000, 200_000]) } },
    budgetMinor: {
      GBP: of.int('GBP', MIN_BUDGET_MINOR, MAX_BUDGET_MINOR),
      EUR: of.int('EUR', MIN_BUDGET_MINOR, MAX_BUDGET_MINOR),
    },
  };
  const created = await http.send(post('/v1/promotions', promotion, 'carts-budget'), 'carts budget');
  return created?.status === 201;
}

async function createInvalid(promotionIds: readonly string[], http: HttpClient, draw: Draw): Promise<void> {
  const [code, rules] = draw.pick('which is invalid', Object.entries(INVALID_CODES));
  await http.send(
    post('/v1/discount-codes', { code, promotionIds, ...rules }, `carts-${code}`),
    `carts ${code}`,
  );
}
