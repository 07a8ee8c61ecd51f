import { unwrap } from '@tradepost/client/client';
import { isProblem } from '@tradepost/client/problem-error';
import { forEach } from '@tradepost/command-line/for-each';
import type { Api } from '../api/connect.ts';
import taxes from './taxes.json' with { type: 'json' };

const CONCURRENCY = 8;

type Policy = {
  readonly mode: 'platform';
  readonly included: boolean;
  readonly rounding: 'halfUp';
  readonly level: 'line';
  readonly shipping: 'class' | 'lines';
  readonly onOutage: 'refuse';
};

type Jurisdiction = {
  readonly country: string;
  readonly region?: string;
  readonly postalPrefix?: string;
  readonly rates: {
    readonly taxClass: string;
    readonly name: string;
    readonly ppm: number;
    readonly validFrom: string;
    readonly validUntil?: string;
  }[];
};

// TypeScript types each entry of a JSON file with the fields of all entries, possibly undefined.
const JURISDICTIONS = taxes.jurisdictions as unknown as readonly Jurisdiction[];
const POLICIES = taxes.policies as unknown as readonly {
  readonly markets: string[];
  readonly policy: Policy;
}[];

const FIRST_DAY = '2026-01-01T00:00:00Z';
/** Uses of the demo code. */
const LIMIT = 100;

/**
 * Creates example tax rates and policies (`taxes.json` has their sources), a promotion and a code for it. A second run changes
 * nothing, and rates and policies that are there already stay.
 */
export async function seedPricing(api: Api): Promise<void> {
  await forEach(JURISDICTIONS, CONCURRENCY, async (body) => {
    const { country, region = '', postalPrefix = '' } = body;
    const { error } = await api.POST('/v1/tax-jurisdictions', {
      body: { ...body, rates: body.rates.map((rate) => ({ ...rate, compound: false })) },
      idempotencyKey: `seed-taxes-${country}-${region}-${postalPrefix}`,
    });
    if (error && !isProblem(error, 'TAX_JURISDICTION_EXISTS', 'IDEMPOTENCY_KEY_REUSED')) throw error;
  });
  const markets = POLICIES.flatMap((each) => each.markets.map((market) => ({ market, body: each.policy })));
  await forEach(markets, CONCURRENCY, async ({ market, body }) => {
    const path = { market };
    const { error } = await api.GET('/v1/tax-policies/{market}', { params: { path } });
    if (error === undefined) return;
    if (!isProblem(error, 'TAX_POLICY_NOT_FOUND')) throw error;
    await unwrap(api.PUT('/v1/tax-policies/{market}', { params: { path }, body }));
  });
  await seedCode(api);
}

/** A tenth off orders of £20 or €20, with the code `WELCOME10`, once for each customer and 100 times in all. */
async function seedCode(api: Api): Promise<void> {
  const { data, error } = await api.POST('/v1/promotions', {
    body: {
      ...{ name: 'Welcome', sortOrder: 100, startsAt: FIRST_DAY, status: 'active', requiresCode: true },
      ...{ stacking: 'stack', target: { kind: 'order' }, value: { kind: 'percent', ppm: 100_000 } },
      condition: { field: 'subtotal', op: 'gte', value: { EUR: 2_000, GBP: 2_000, USD: 2_000 } },
    },
    idempotencyKey: 'seed-promotion-welcome',
  });
  if (error && !isProblem(error, 'SORT_ORDER_TAKEN')) throw error;
  if (data === undefined) return;
  const code = await api.POST('/v1/discount-codes', {
    body: { code: 'WELCOME10', promotionIds: [data.id], limit: LIMIT, limitPerCustomer: 1 },
    idempotencyKey: 'seed-code-welcome',
  });
  if (code.error && !isProblem(code.error, 'CODE_TAKEN')) throw code.error;
}
