import fc from 'fast-check';
import type { Condition } from './condition.ts';
import type { PriceList } from './price-list.ts';
import type { Promotion, PromotionTarget, PromotionValue } from './promotion.ts';
import { AT, LONG_AGO } from './quote-input.spec-kit.ts';
import type { QuoteInput } from './quote-input.ts';
import type { ShippingChoice } from './shipping-cost.ts';
import type { TaxInput } from './tax-input.ts';

/** Currencies with 0, 2, 3 and 4 digits. */
export const CURRENCIES = ['JPY', 'EUR', 'KWD', 'CLF'] as const;
const CLASSES = ['standard', 'reduced'] as const;
const SKUS = ['A1', 'A2', 'A3', 'A4'] as const;
const ANOTHER_CURRENCY = 'GBP';

const sku = fc.constantFrom(...SKUS);
/** Small amounts are rounded most, large ones reach the limits. */
const minor = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: 20 }) },
  { weight: 6, arbitrary: fc.nat({ max: 20_000 }) },
  { weight: 1, arbitrary: fc.nat({ max: 1_000_000_000 }) },
);
const quantity = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 12 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 1_000 }) },
);
const ppm = fc.oneof(
  fc.constantFrom(0, 1_000_000, 500_000, 50_000, 70_000, 99_750, 190_000, 200_000),
  fc.nat({ max: 1_000_000 }),
);
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });

const amounts = (currency: string) =>
  fc.record({ used: minor, isOther: fc.nat({ max: 19 }) }).map(({ used, isOther }) => ({
    [isOther === 0 ? ANOTHER_CURRENCY : currency]: used,
  }));

const lineCondition: fc.Arbitrary<Condition> = fc.oneof(
  sku.map((value) => ({ field: 'sku', op: 'eq', value }) as const),
  fc.constantFrom(...CLASSES).map((value) => ({ field: 'taxClass', op: 'in', value: [value] }) as const),
  fc.nat({ max: 12 }).map((value) => ({ field: 'units', op: 'gte', value }) as const),
);

const arbitraryTarget: fc.Arbitrary<PromotionTarget> = fc.oneof(
  fc.record({ kind: fc.constant('lines' as const), where: maybe(lineCondition) }),
  fc.constant({ kind: 'order' as const }),
  fc.constant({ kind: 'shipping' as const }),
  fc.record({
    kind: fc.constant('pattern' as const),
    buy: fc.record({ units: fc.nat({ max: 3 }), where: maybe(lineCondition) }),
    get: fc.record({ units: fc.integer({ min: 1, max: 3 }), where: maybe(lineCondition) }),
    maxTimes: maybe(fc.integer({ min: 1, max: 3 })),
    pick: maybe(fc.constantFrom('cheapest' as const, 'dearest' as const)),
  }),
);

const arbitraryValue = (currency: string): fc.Arbitrary<PromotionValue> =>
  fc.oneof(
    { weight: 4, arbitrary: ppm.map((each) => ({ kind: 'percent' as const, ppm: each })) },
    { weight: 3, arbitrary: amounts(currency).map((each) => ({ kind: 'amount' as const, minor: each })) },
    { weight: 2, arbitrary: amounts(currency).map((each) => ({ kind: 'fixedPrice' as const, minor: each })) },
    { weight: 1, arbitrary: sku.map((each) => ({ kind: 'gift' as const, sku: each })) },
  );

const promotionsOf = (currency: string): fc.Arbitrary<readonly Promotion[]> =>
  fc
    .array(
      fc.record({
        group: maybe(fc.constantFrom('g1', 'g2')),
        stacking: fc.constantFrom('stack' as const, 'stack' as const, 'stop' as const),
        condition: maybe(
          minor.map((each) => ({ field: 'subtotal', op: 'gte', value: { [currency]: each } }) as const),
        ),
        target: arbitraryTarget,
        value: arbitraryValue(currency),
        spread: maybe(fc.constantFrom('each' as const, 'across' as const)),
        requiresCode: fc.boolean(),
        budgetMinor: fc.option(amounts(currency), { nil: undefined, freq: 2 }),
      }),
      { maxLength: 6 },
    )
    .map((promotions) =>
      promotions.map((each, index) => ({
        ...each,
        id: `p${index}`,
        name: `Promotion ${index}`,
        sortOrder: index,
        startsAt: LONG_AGO,
        target:
          each.target.kind === 'order' && each.value.kind === 'fixedPrice' ? { kind: 'lines' } : each.target,
      })),
    );

const priceListsOf = (currency: string): fc.Arbitrary<readonly PriceList[]> =>
  fc
    .array(
      fc.record({
        priority: fc.nat({ max: 2 }),
        conditions: fc.constantFrom({}, { country: 'DE' }, { customerGroup: 'trade', country: 'DE' }),
        taxIncluded: fc.boolean(),
        entries: fc.uniqueArray(
          fc.record({ sku, minQuantity: fc.constantFrom(1, 5, 10), minor, currency: fc.constant(currency) }),
          { selector: (each) => `${each.sku} ${each.minQuantity}`, maxLength: 4 },
        ),
      }),
      { maxLength: 3 },
    )
    .map((lists) => lists.map((each, index) => ({ ...each, id: `l${index}`, name: '', status: 'active' })));

const shippingOf = (currency: string): fc.Arbitrary<readonly ShippingChoice[]> =>
  fc.uniqueArray(
    fc.record({
      methodId: fc.constantFrom('post', 'courier'),
      name: fc.constant('Shipping'),
      taxClass: fc.constantFrom(...CLASSES),
      rates: fc
        .record({ currency: fc.constant(currency), minor, freeAboveMinor: maybe(minor) })
        .map((each) => [each]),
    }),
    { selector: ({ methodId }) => methodId, maxLength: 2 },
  );

const names = ['state', 'county', 'city'] as const;
const tax: fc.Arbitrary<TaxInput> = fc.record({
  policy: fc.record({
    mode: fc.constantFrom('platform' as const, 'platform' as const, 'platform' as const, 'none' as const),
    included: fc.boolean(),
    rounding: fc.constantFrom('halfUp' as const, 'halfEven' as const, 'halfDown' as const),
    level: fc.constantFrom('line' as const, 'unit' as const),
    shipping: fc.constantFrom('class' as const, 'lines' as const),
  }),
  rates: fc
    .tuple(
      fc.integer({ min: 1, max: names.length }),
      fc.array(ppm, { minLength: 6, maxLength: 6 }),
      fc.boolean(),
    )
    .map(([count, ppms, isCompound]) =>
      CLASSES.flatMap((taxClass, row) =>
        names.slice(0, count).map((name, index) => ({
          taxClass,
          name,
          country: 'DE',
          ppm: ppms[row * names.length + index] ?? 0,
          compound: isCompound && index > 0,
          validFrom: LONG_AGO,
        })),
      ),
    ),
  exemption: fc.option(fc.constant({ reason: 'resale', taxClasses: ['reduced'] }), {
    nil: undefined,
    freq: 9,
  }),
});

/** Inputs with every kind of price list, promotion, shipping and tax policy, in currencies with 0, 2, 3 and 4 digits. */
export const arbitraryInput: fc.Arbitrary<QuoteInput> = fc.constantFrom(...CURRENCIES).chain((currency) =>
  fc
    .record({
      customerGroups: maybe(fc.constantFrom([], ['trade'], ['staff', 'trade'])),
      lines: fc.array(
        fc.record({ sku, quantity, unitPriceMinor: fc.option(minor, { nil: undefined, freq: 2 }) }),
        {
          minLength: 1,
          maxLength: 8,
        },
      ),
      prices: fc.array(minor, { minLength: SKUS.length, maxLength: SKUS.length }),
      priceLists: priceListsOf(currency),
      promotions: promotionsOf(currency),
      shipping: shippingOf(currency),
      tax,
      creditMinor: maybe(minor),
    })
    .map(({ lines, prices, ...rest }) => ({
      ...rest,
      id: 'qte_1',
      at: AT,
      expiresAt: '2026-06-01T12:30:00.000Z',
      currency,
      destination: { country: 'DE' },
      lines: lines.map((each, index) => ({ lineId: `L${index}`, ...each })),
      offers: SKUS.map((each, index) => ({
        sku: each,
        title: each,
        taxClass: CLASSES[index % CLASSES.length] ?? 'standard',
        prices: { [currency]: prices[index] ?? 0 },
      })),
      codes: [{ code: 'CODE', promotionIds: ['p0', 'p2', 'p4'] }],
    })),
);
