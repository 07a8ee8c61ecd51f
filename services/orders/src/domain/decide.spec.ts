import { decide, MAX_ORDER_BYTES, type OrderCommand, type PlaceOrder } from './decide.ts';
import { cancelled, confirmed, placeCommand, placed, rejected } from './order.spec-kit.ts';
import { evolve, noOrder, type OrderEvent } from './order.ts';

const LATER = '2026-03-01T10:00:00.000Z';
const gbp = (amountMinor: number) => ({ amountMinor, currency: 'GBP' });
const after = (...events: OrderEvent[]) => events.reduce(evolve, noOrder);
const when = (command: OrderCommand, ...history: OrderEvent[]) => decide(command, after(...history));
const place = (changes: Partial<PlaceOrder> = {}) => when({ ...placeCommand, ...changes });

const confirm: OrderCommand = { type: 'ConfirmOrder', at: LATER };
const reject: OrderCommand = { type: 'RejectOrder', at: LATER, rejection: { code: 'PAYMENT_DECLINED' } };
const cancel: OrderCommand = { type: 'CancelOrder', at: LATER, reason: 'changed my mind' };

describe('PlaceOrder for a new order', () => {
  it('takes titles and prices from the offers and sums the prices', () => {
    expect(place()).toEqual({ events: [placed] });
  });

  it('uses a negotiated price in place of the catalogue price', () => {
    expect(place({ lines: [{ sku: 'MUG-BLUE', quantity: 3, unitPrice: gbp(700) }] })).toMatchObject({
      events: [{ lines: [{ sku: 'MUG-BLUE', unitPrice: gbp(700) }], total: gbp(2100) }],
    });
  });

  it('accepts two lines with the same SKU', () => {
    const lines = [
      { sku: 'MUG-BLUE', quantity: 1 },
      { sku: 'MUG-BLUE', quantity: 2, unitPrice: gbp(1) },
    ];
    expect(place({ lines })).toMatchObject({ events: [{ total: gbp(852) }] });
  });

  describe('with a negotiated price and a floor of 50 percent', () => {
    const at = (amountMinor: number, priceFloorPercent = 50) =>
      place({
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
      expect(place({ currency: 'EUR', lines, priceFloorPercent: 50 })).toEqual({
        rejection: { code: 'CURRENCY_NOT_OFFERED', currency: 'EUR', skus: ['TEAPOT'] },
      });
      expect(place({ currency: 'EUR', lines, priceFloorPercent: 0 })).toHaveProperty('events');
    });

    it('applies no floor to catalogue prices', () => {
      expect(place({ priceFloorPercent: 100 })).toEqual({ events: [placed] });
    });
  });

  it('accepts a total equal to or below the expected total', () => {
    expect(place({ expectedTotal: gbp(4100) })).toHaveProperty('events');
    expect(place({ expectedTotal: gbp(5000) })).toHaveProperty('events');
  });

  it('rejects a total above the expected total', () => {
    expect(place({ expectedTotal: gbp(4099) })).toEqual({
      rejection: { code: 'PRICE_ABOVE_EXPECTED', expectedTotal: gbp(4099), total: gbp(4100) },
    });
  });

  it('rejects an unknown SKU, even at a negotiated price', () => {
    expect(place({ lines: [{ sku: 'LAMP', quantity: 1, unitPrice: gbp(100) }] })).toEqual({
      rejection: { code: 'UNKNOWN_SKU', skus: ['LAMP'] },
    });
  });

  it('rejects a SKU that is not for sale', () => {
    expect(place({ lines: [{ sku: 'VASE', quantity: 1 }] })).toEqual({
      rejection: { code: 'SKU_NOT_FOR_SALE', skus: ['VASE'] },
    });
  });

  it('rejects a currency in which a SKU has no price', () => {
    expect(place({ currency: 'EUR' })).toEqual({
      rejection: { code: 'CURRENCY_NOT_OFFERED', currency: 'EUR', skus: ['TEAPOT'] },
    });
  });

  it('names at most 20 SKUs in a rejection', () => {
    const lines = Array.from({ length: 30 }, (_none, index) => ({ sku: `LAMP-${index}`, quantity: 1 }));
    const skus = lines.slice(0, 20).map(({ sku }) => sku);
    expect(place({ lines })).toEqual({ rejection: { code: 'UNKNOWN_SKU', skus } });
  });

  it('rejects a total above the maximum amount', () => {
    expect(
      place({ lines: [{ sku: 'TEAPOT', quantity: 1_000_000, unitPrice: gbp(99_999_999_999) }] }),
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
    expect(place({ lines, offers })).toEqual({
      rejection: { code: 'ORDER_TOO_LARGE', maxBytes: MAX_ORDER_BYTES },
    });
  });

  it('accepts 1,000 lines with titles of common length', () => {
    const lines = Array.from({ length: 1_000 }, (_none, index) => ({ sku: `BOX-${index}`, quantity: 1 }));
    const title = 'WHITE HANGING HEART T-LIGHT HOLDER';
    const offers = new Map(
      lines.map(({ sku }) => [sku, { sku, title, isForSale: true, prices: { GBP: 255 } }]),
    );
    expect(place({ lines, offers })).toMatchObject({ events: [{ total: gbp(255_000) }] });
  });
});

describe('PlaceOrder with a total of 0', () => {
  const free = { lines: [{ sku: 'MUG-BLUE', quantity: 3, unitPrice: gbp(0) }] };

  it('needs no payment token', () => {
    expect(place({ ...free, paymentToken: undefined })).toMatchObject({ events: [{ total: gbp(0) }] });
  });
  it('keeps the payment token', () => {
    expect(place(free)).toMatchObject({ events: [{ total: gbp(0), paymentToken: 'tok_approved' }] });
  });
});

describe('PlaceOrder with a total above 0', () => {
  it('requires a payment token', () => {
    expect(place({ paymentToken: undefined })).toEqual({
      rejection: { code: 'PAYMENT_TOKEN_REQUIRED', total: gbp(4100) },
    });
  });
});

describe('PlaceOrder for an existing order', () => {
  it.each([
    ['placed', [placed]],
    ['confirmed', [placed, confirmed]],
    ['rejected', [placed, rejected]],
    ['cancelled', [placed, cancelled]],
  ])('changes nothing if the order is %s', (_status, history) => {
    expect(when(placeCommand, ...history)).toEqual({ events: [] });
  });
});

describe('a missing order', () => {
  it.each([confirm, reject, cancel])('refuses $type', (command) => {
    expect(when(command)).toEqual({ rejection: { code: 'ORDER_NOT_FOUND' } });
  });
});

describe('a placed order', () => {
  it('emits OrderConfirmed on ConfirmOrder', () => {
    expect(when(confirm, placed)).toEqual({ events: [{ type: 'OrderConfirmed', at: LATER }] });
  });
  it('emits OrderRejected with the reason on RejectOrder', () => {
    expect(when(reject, placed)).toEqual({
      events: [{ type: 'OrderRejected', at: LATER, rejection: { code: 'PAYMENT_DECLINED' } }],
    });
  });
  it('emits OrderCancelled with the reason on CancelOrder', () => {
    expect(when(cancel, placed)).toEqual({
      events: [{ type: 'OrderCancelled', at: LATER, reason: 'changed my mind' }],
    });
  });
});

describe('a confirmed order', () => {
  it('ignores a repeated ConfirmOrder', () => {
    expect(when(confirm, placed, confirmed)).toEqual({ events: [] });
  });
  it('refuses RejectOrder', () => {
    expect(when(reject, placed, confirmed)).toEqual({ rejection: { code: 'ORDER_CONFIRMED' } });
  });
  it('accepts CancelOrder', () => {
    expect(when(cancel, placed, confirmed)).toHaveProperty('events.0.type', 'OrderCancelled');
  });
});

describe('a rejected order', () => {
  it('ignores a repeated RejectOrder', () => {
    expect(when(reject, placed, rejected)).toEqual({ events: [] });
  });
  it('refuses ConfirmOrder', () => {
    expect(when(confirm, placed, rejected)).toEqual({ rejection: { code: 'ORDER_REJECTED' } });
  });
  it('refuses CancelOrder', () => {
    expect(when(cancel, placed, rejected)).toEqual({
      rejection: { code: 'ORDER_NOT_CANCELLABLE', orderStatus: 'rejected' },
    });
  });
});

describe('a cancelled order', () => {
  it('ignores a repeated CancelOrder', () => {
    expect(when(cancel, placed, cancelled)).toEqual({ events: [] });
  });
  it.each([confirm, reject])('refuses $type', (command) => {
    expect(when(command, placed, cancelled)).toEqual({ rejection: { code: 'ORDER_CANCELLED' } });
  });
});

describe('evolve', () => {
  it('keeps confirmedAt of an order that is cancelled after its confirmation', () => {
    expect(after(placed, confirmed, { ...cancelled, at: LATER } as OrderEvent)).toMatchObject({
      status: 'cancelled',
      confirmedAt: confirmed.at,
      cancelledAt: LATER,
      cancellationReason: 'changed my mind',
      updatedAt: LATER,
    });
  });
});
