import { given } from '@tradepost/testing/given';
import { placed, quote, quoted, requested } from './order.spec-kit.ts';
import { order } from './order.ts';
import { MAX_ORDER_BYTES, place, placeAtCatalogPrices, placeQuoted, type RequestedOrder } from './place.ts';

const gbp = (amountMinor: number) => ({ amountMinor, currency: 'GBP' });
const placing = (changes: Partial<RequestedOrder> = {}) =>
  place({ ...requested, ...changes })(order.initial, { version: -1, at: placed.at });
/** The event without its time, which the store adds. */
const { at: _at, ...placedNow } = placed;

describe('place', () => {
  it('takes titles and prices from the offers and sums the prices', () => {
    given(order)().when(place(requested), placed.at).then([placedNow]);
  });

  it('uses a negotiated price in place of the catalogue price', () => {
    expect(placing({ lines: [{ sku: 'MUG-BLUE', quantity: 3, unitPrice: gbp(700) }] })).toMatchObject({
      events: [{ lines: [{ sku: 'MUG-BLUE', unitPrice: gbp(700) }], total: gbp(2100) }],
    });
  });

  it('accepts two lines with the same SKU', () => {
    const lines = [
      { sku: 'MUG-BLUE', quantity: 1 },
      { sku: 'MUG-BLUE', quantity: 2, unitPrice: gbp(1) },
    ];
    expect(placing({ lines })).toMatchObject({ events: [{ total: gbp(852) }] });
  });

  describe('with a negotiated price and a floor of 50 percent', () => {
    const at = (amountMinor: number, priceFloorPercent = 50) =>
      placing({
        priceFloorPercent,
        lines: [
          { sku: 'TEAPOT', quantity: 1 },
          { sku: 'MUG-BLUE', quantity: 3, unitPrice: gbp(amountMinor) },
        ],
      });

    it('accepts a price at the floor', () => {
      expect(at(425)).toMatchObject({ events: [{ total: gbp(2400 + 3 * 425) }] });
    });

    it.each([424, 1, 0])('rejects a price below the floor, at %d', (amountMinor) => {
      expect(at(amountMinor)).toEqual({
        rejection: {
          code: 'PRICE_BELOW_FLOOR',
          line: 1,
          sku: 'MUG-BLUE',
          unitPrice: gbp(amountMinor),
          floor: gbp(425),
        },
      });
    });

    it('rounds the floor up to whole minor units', () => {
      expect(at(281, 33)).toHaveProperty('events');
      expect(at(280, 33)).toMatchObject({ rejection: { code: 'PRICE_BELOW_FLOOR', floor: gbp(281) } });
    });

    it('accepts a price above the catalogue price', () => {
      expect(at(900, 100)).toHaveProperty('events');
      expect(at(849, 100)).toHaveProperty('rejection');
    });

    it('rejects a currency in which the catalogue has no price', () => {
      const lines = [{ sku: 'TEAPOT', quantity: 1, unitPrice: { amountMinor: 5000, currency: 'EUR' } }];
      expect(placing({ currency: 'EUR', lines, priceFloorPercent: 50 })).toEqual({
        rejection: { code: 'CURRENCY_NOT_OFFERED', currency: 'EUR', skus: ['TEAPOT'] },
      });
      expect(placing({ currency: 'EUR', lines, priceFloorPercent: 0 })).toHaveProperty('events');
    });

    it('applies no floor to catalogue prices', () => {
      expect(placing({ priceFloorPercent: 100 })).toEqual({ events: [placedNow] });
    });
  });

  it('accepts a total equal to or below the expected total', () => {
    expect(placing({ expectedTotal: gbp(4100) })).toHaveProperty('events');
    expect(placing({ expectedTotal: gbp(5000) })).toHaveProperty('events');
  });

  it('rejects a total above the expected total', () => {
    expect(placing({ expectedTotal: gbp(4099) })).toEqual({
      rejection: { code: 'PRICE_ABOVE_EXPECTED', expectedTotal: gbp(4099), total: gbp(4100) },
    });
  });

  it('rejects an unknown SKU, even at a negotiated price', () => {
    expect(placing({ lines: [{ sku: 'LAMP', quantity: 1, unitPrice: gbp(100) }] })).toEqual({
      rejection: { code: 'UNKNOWN_SKU', skus: ['LAMP'] },
    });
  });

  it('rejects a SKU that is not for sale', () => {
    expect(placing({ lines: [{ sku: 'VASE', quantity: 1 }] })).toEqual({
      rejection: { code: 'SKU_NOT_FOR_SALE', skus: ['VASE'] },
    });
  });

  it('rejects a currency in which a SKU has no price', () => {
    expect(placing({ currency: 'EUR' })).toEqual({
      rejection: { code: 'CURRENCY_NOT_OFFERED', currency: 'EUR', skus: ['TEAPOT'] },
    });
  });

  it('names at most 20 SKUs in a rejection', () => {
    const lines = Array.from({ length: 30 }, (_none, index) => ({ sku: `LAMP-${index}`, quantity: 1 }));
    const skus = lines.slice(0, 20).map(({ sku }) => sku);
    expect(placing({ lines })).toEqual({ rejection: { code: 'UNKNOWN_SKU', skus } });
  });

  it('rejects a total above the maximum amount', () => {
    expect(
      placing({ lines: [{ sku: 'TEAPOT', quantity: 1_000_000, unitPrice: gbp(99_999_999_999) }] }),
    ).toMatchObject({
      rejection: { code: 'ORDER_TOO_LARGE' },
    });
  });

  it('rejects an order of more than MAX_ORDER_BYTES', () => {
    const title = 'T'.repeat(400);
    const lines = Array.from({ length: 1_000 }, (_none, index) => ({ sku: `BOX-${index}`, quantity: 1 }));
    const offers = new Map(
      lines.map(({ sku }) => [sku, { sku, title, isForSale: true, prices: { GBP: 1 } }]),
    );
    expect(placing({ lines, offers })).toEqual({
      rejection: { code: 'ORDER_TOO_LARGE', maxBytes: MAX_ORDER_BYTES },
    });
  });

  describe('of bundles', () => {
    const bundle = (components: readonly { sku: string; quantity: number }[]) => ({
      ...{ sku: 'SET', title: 'Gift set', isForSale: true, prices: { GBP: 2_000 }, components },
    });
    const placingSet = (quantity: number, components: readonly { sku: string; quantity: number }[]) =>
      placing({ lines: [{ sku: 'SET', quantity }], offers: new Map([['SET', bundle(components)]]) });

    it('has their components on its lines', () => {
      const components = [{ sku: 'MUG-BLUE', quantity: 2 }];
      expect(placingSet(3, components)).toMatchObject({
        events: [{ lines: [{ sku: 'SET', quantity: 3, components }], total: gbp(6_000) }],
      });
    });

    it('is rejected if it needs more units of a SKU than one reservation can have', () => {
      expect(placingSet(1_001, [{ sku: 'MUG-BLUE', quantity: 1_000 }])).toEqual({
        rejection: { code: 'ORDER_TOO_LARGE', sku: 'MUG-BLUE', maxUnits: 1_000_000 },
      });
    });

    it('is rejected if it needs more SKUs than one reservation can have', () => {
      const lines = Array.from({ length: 51 }, (_none, place) => ({ sku: `SET-${place}`, quantity: 1 }));
      const offers = new Map(
        lines.map(({ sku }) => [
          sku,
          {
            ...bundle(
              Array.from({ length: 20 }, (_none, place) => ({ sku: `${sku}-${place}`, quantity: 1 })),
            ),
            sku,
          },
        ]),
      );
      expect(placing({ lines, offers })).toEqual({ rejection: { code: 'ORDER_TOO_LARGE', maxSkus: 1_000 } });
    });

    it('of 200 KB with the units to reserve is rejected', () => {
      const lines = Array.from({ length: 50 }, (_none, place) => ({ sku: `SET-${place}`, quantity: 1 }));
      const sized = (length: number) =>
        placing({
          lines,
          offers: new Map(
            lines.map(({ sku }) => [
              sku,
              {
                ...bundle(
                  Array.from({ length: 20 }, (_none, place) => ({
                    ...{ sku: `${sku}-${place}`.padEnd(length, 'X'), quantity: 1 },
                  })),
                ),
                sku,
              },
            ]),
          ),
        });
      expect(sized(60)).toHaveProperty('events');
      expect(sized(80)).toEqual({ rejection: { code: 'ORDER_TOO_LARGE', maxBytes: MAX_ORDER_BYTES } });
    });
  });

  it('accepts 1,000 lines with titles of common length', () => {
    const lines = Array.from({ length: 1_000 }, (_none, index) => ({ sku: `BOX-${index}`, quantity: 1 }));
    const title = 'WHITE HANGING HEART T-LIGHT HOLDER';
    const offers = new Map(
      lines.map(({ sku }) => [sku, { sku, title, isForSale: true, prices: { GBP: 255 } }]),
    );
    expect(placing({ lines, offers })).toMatchObject({ events: [{ total: gbp(255_000) }] });
  });
});

describe('place with a total of 0', () => {
  const free = { lines: [{ sku: 'MUG-BLUE', quantity: 3, unitPrice: gbp(0) }] };

  it('needs no payment token', () => {
    expect(placing({ ...free, sealedPaymentToken: undefined })).toMatchObject({
      events: [{ total: gbp(0) }],
    });
  });
  it('keeps the payment token', () => {
    expect(placing(free)).toMatchObject({
      events: [{ total: gbp(0), sealedPaymentToken: requested.sealedPaymentToken }],
    });
  });
});

describe('place with a total above 0', () => {
  it('requires a payment token', () => {
    expect(placing({ sealedPaymentToken: undefined })).toEqual({
      rejection: { code: 'PAYMENT_TOKEN_REQUIRED', total: gbp(4100) },
    });
  });
});

describe('place with a purchase limit', () => {
  const offers = new Map([
    [
      'MUG-BLUE',
      { sku: 'MUG-BLUE', title: 'Mug, blue', isForSale: true, prices: { GBP: 850 }, purchaseLimit: 3 },
    ],
  ]);
  const ordering = (...quantities: readonly number[]) =>
    placing({ offers, lines: quantities.map((quantity) => ({ sku: 'MUG-BLUE', quantity })) });

  it('accepts as many units as the limit, on one line or several', () => {
    expect(ordering(3)).toHaveProperty('events');
    expect(ordering(1, 2)).toHaveProperty('events');
  });

  it.each([[[4]], [[2, 2]]])('rejects more units: %j', (quantities) => {
    expect(ordering(...quantities)).toEqual({
      rejection: {
        code: 'PURCHASE_LIMIT_EXCEEDED',
        exceeded: [{ sku: 'MUG-BLUE', quantity: 4, purchaseLimit: 3 }],
      },
    });
  });
});

describe('placeAtCatalogPrices', () => {
  const caps = { unitsPerLine: 5, unitsPerOrder: 8 };
  const ordering = (...quantities: readonly number[]) => {
    const lines = quantities.map((quantity) => ({ sku: 'MUG-BLUE', quantity }));
    return placeAtCatalogPrices({ ...requested, lines, caps })(order.initial, { version: -1, at: placed.at });
  };

  it('accepts as many units as the caps', () => {
    expect(ordering(5, 3)).toHaveProperty('events');
  });

  it('rejects a line, or an order, with more units', () => {
    expect(ordering(1, 6)).toEqual({ rejection: { code: 'ORDER_CAP_EXCEEDED', line: 1, maxUnits: 5 } });
    expect(ordering(5, 4)).toEqual({ rejection: { code: 'ORDER_CAP_EXCEEDED', maxUnits: 8 } });
  });

  it('does not change an order that exists, whatever the caps are now', () => {
    given(order)(placed)
      .when(placeAtCatalogPrices({ ...requested, caps: { unitsPerLine: 1, unitsPerOrder: 1 } }))
      .then([]);
  });
});

describe('placeQuoted', () => {
  const placingQuote = (changes: Partial<typeof quoted> = {}, at = placed.at) =>
    placeQuoted({ ...quoted, ...changes })(order.initial, { version: -1, at });
  const totals = { ...quote.totals, creditMinor: quote.totals.totalMinor, dueMinor: 0 };

  it('places the order with the lines, the total and the rest of the quote, each once', () => {
    const { lines: _lines, currency: _currency, ...rest } = quote;
    expect(placingQuote()).toMatchObject({
      events: [
        {
          currency: 'EUR',
          lines: [
            {
              lineId: 'a',
              sku: 'MUG-BLUE',
              unitPrice: { amountMinor: 990, currency: 'EUR' },
              discounts: [{ promotion: 'prm_1', minor: 198 }],
              totalMinor: 1_782,
            },
          ],
          total: { amountMinor: 2_272, currency: 'EUR' },
          quote: rest,
          codes: ['SPRING'],
          orderNumber: '10013',
        },
      ],
    });
  });

  it('accepts a quote until it expires', () => {
    expect(placingQuote({}, quote.expiresAt)).toHaveProperty('events');
    expect(placingQuote({}, '2026-03-01T09:30:00.001Z')).toEqual({
      rejection: { code: 'QUOTE_EXPIRED', expiresAt: quote.expiresAt },
    });
  });

  it('decides by the time of the submit whether the quote had expired, however late the command is', () => {
    const late = { version: -1, at: '2026-03-02T09:30:00.000Z' };
    const submitted = (submittedAt: string) => placeQuoted({ ...quoted, submittedAt })(order.initial, late);
    expect(submitted(quote.expiresAt)).toMatchObject({ events: [{ type: 'OrderPlaced' }] });
    expect(submitted(quote.expiresAt)).not.toMatchObject({ events: [{ submittedAt: quote.expiresAt }] });
    expect(submitted('2026-03-01T09:30:00.001Z')).toEqual({
      rejection: { code: 'QUOTE_EXPIRED', expiresAt: quote.expiresAt },
    });
  });

  it('requires a payment token only if an amount is due', () => {
    expect(placingQuote({ sealedPaymentToken: undefined })).toEqual({
      rejection: { code: 'PAYMENT_TOKEN_REQUIRED', total: { amountMinor: 2_272, currency: 'EUR' } },
    });
    expect(placingQuote({ sealedPaymentToken: undefined, quote: { ...quote, totals } })).toHaveProperty(
      'events',
    );
  });

  it('rejects a quote of more than MAX_ORDER_BYTES', () => {
    const [line] = quote.lines;
    if (line === undefined) throw new Error('the quote has no lines');
    const lines = Array.from({ length: 1_000 }, () => ({ ...line, title: 'T'.repeat(200) }));
    expect(placingQuote({ quote: { ...quote, lines } })).toEqual({
      rejection: { code: 'ORDER_TOO_LARGE', maxBytes: MAX_ORDER_BYTES },
    });
  });
});
