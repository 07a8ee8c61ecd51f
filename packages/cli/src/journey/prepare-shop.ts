import { unwrap } from '@tradepost/client/client';
import { isProblem } from '@tradepost/client/problem-error';
import { forEach } from '@tradepost/command-line/for-each';
import { type Api, connect } from '../api/connect.ts';
import { seedPricing } from '../seed/seed-pricing.ts';
import { seedShipping } from '../seed/seed-shipping.ts';
import type { Code, Codes, Good, Goods, Journey, Race } from './journey.ts';
import { CURRENCY, count, showMinor } from './show-minor.ts';

type Preparing = Pick<Journey, 'url' | 'as' | 'race' | 'run' | 'step'>;
/** A product that the journey sells. */
type Offer = Good & { readonly priceMinor: number; readonly weightGrams: number };

const HUNDRED_PERCENT_PPM = 1_000_000;
/** Attempts to find a place among the promotions that is free. */
const MAX_ATTEMPTS = 20;
const FIRST_SORT_ORDER = 100_000;
const SORT_ORDERS = 900_000;

/** Lists the goods of the journey, receives their stock, and creates its discount codes. */
export async function prepareShop(journey: Preparing): Promise<{ goods: Goods; codes: Codes }> {
  await prepareDemoData(journey.url);
  const goods = goodsOf(journey.race, journey.run);
  const offers = Object.values(goods);
  await forEach(offers, offers.length, (offer) => sell(journey, offer));
  const prices = offers.map(
    ({ title, units, priceMinor }) => `${count(units, 'unit')} of ${title} at ${showMinor(priceMinor)}`,
  );
  journey.step(`The shop lists ${prices.join(', ')}.`);
  return { goods, codes: await createCodes(journey) };
}

/** Example taxes and shipping methods, as `npm start` creates them. Those that are there stay. */
async function prepareDemoData(url: string): Promise<void> {
  const api = connect({ url });
  try {
    await seedPricing(api);
    await seedShipping(api);
  } finally {
    await api.close();
  }
}

function goodsOf({ customers, units }: Race, run: string) {
  const good = (
    name: string,
    title: string,
    priceMinor: number,
    weightGrams: number,
    received: number,
  ): Offer => ({
    ...{ sku: `JOURNEY-${name}-${run}`, title, units: received, priceMinor, weightGrams },
  });
  return {
    shelf: good('SHELF', 'Oak shelf', 8_900, 4_200, 20),
    cushion: good('CUSHION', 'Linen cushion', 2_450, 600, 20),
    lamp: good('LAMP', 'Brass lamp', 4_900, 1_800, units),
    // Carts may hold a part of the stock only.
    bulb: good('BULB', 'Light bulb', 790, 80, 4 * customers),
  };
}

async function sell(
  { as, run }: Preparing,
  { sku, title, units, priceMinor, weightGrams }: Offer,
): Promise<void> {
  const slug = sku.toLowerCase();
  await unwrap(
    as('merchandiser').POST('/v1/products', {
      body: {
        ...{ title, slug, description: 'For a journey.', categories: [categoryOf(run)], status: 'active' },
        variants: [{ sku, prices: { [CURRENCY]: priceMinor }, weightGrams }],
      },
      idempotencyKey: slug,
    }),
  );
  await unwrap(
    as('warehouse').POST('/v1/stock/{sku}/adjustments', {
      params: { path: { sku } },
      body: { delta: units, reason: 'received' },
      idempotencyKey: slug,
    }),
  );
}

/** Category of the goods of a journey, by which its customers browse. */
export function categoryOf(run: string): string {
  return `journey-${run.toLowerCase()}`;
}

async function createCodes({ as, race, run, step }: Preparing): Promise<Codes> {
  const api = as('merchandiser');
  const tenth = { name: 'A tenth off', target: { kind: 'order' }, ppm: HUNDRED_PERCENT_PPM / 10 } as const;
  const fifth = { name: 'A fifth off', target: { kind: 'order' }, ppm: HUNDRED_PERCENT_PPM / 5 } as const;
  const free = [
    { name: 'Free goods', target: { kind: 'order' }, ppm: HUNDRED_PERCENT_PPM },
    { name: 'Free shipping', target: { kind: 'shipping' }, ppm: HUNDRED_PERCENT_PPM },
  ] as const;
  const codes = {
    autumn: await createCode(api, `AUTUMN-${run}`, 5, [tenth]),
    gift: await createCode(api, `GIFT-${run}`, 1, free),
    race: await createCode(api, `RACE-${run}`, race.uses, [fifth]),
  };
  const limits = Object.values(codes).map(({ code, limit }) => `${code} for ${count(limit, 'order')}`);
  step(`The shop has the codes ${limits.join(', ')}.`);
  return codes;
}

type Off = {
  readonly name: string;
  readonly target: { readonly kind: 'order' | 'shipping' };
  readonly ppm: number;
};

/** A code is once for each customer. */
async function createCode(api: Api, code: string, limit: number, discounts: readonly Off[]): Promise<Code> {
  const promotionIds: string[] = [];
  for (const off of discounts) promotionIds.push(await createPromotion(api, off));
  const { id } = await unwrap(
    api.POST('/v1/discount-codes', { body: { code, promotionIds, limit, limitPerCustomer: 1 } }),
  );
  return { id, code, limit };
}

async function createPromotion(api: Api, { name, target, ppm }: Off): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const { data, error } = await api.POST('/v1/promotions', {
      body: {
        ...{ name, target, value: { kind: 'percent', ppm }, requiresCode: true, stacking: 'stack' },
        ...{ status: 'active', startsAt: new Date().toISOString() },
        sortOrder: FIRST_SORT_ORDER + Math.floor(Math.random() * SORT_ORDERS),
      },
    });
    if (data !== undefined) return data.id;
    if (!isProblem(error, 'SORT_ORDER_TAKEN') || attempt === MAX_ATTEMPTS) throw error;
  }
}
