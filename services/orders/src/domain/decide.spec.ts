import { decide, MAX_ORDER_BYTES, type OrderCommand, type PlaceOrder } from './decide.ts';
import { cancelled, confirmed, placeCommand, placed, rejected } from './order.spec-fixture.ts';
import { evolve, noOrder, type OrderEvent } from './order.ts';

const LATER = '2026-03-01T10:00:00.000Z';
const gbp = (amountMinor: number) => ({ amountMinor, currency: 'GBP' });
const after = (...events: OrderEvent[]) => events.reduce(evolve, noOrder);
const when = (command: OrderCommand, ...history: OrderEvent[]) => decide(command, after(...history));
const place = (changes: Partial<PlaceOrder> = {}) => when({ ...placeCommand, ...changes });

const confirm: OrderCommand = { type: 'ConfirmOrder', at: LATER };
const reject: OrderCommand = { type: 'RejectOrder', at: LATER, rejection: { code: 'PAYMENT_DECLINED' } };
const cancel: OrderCommand = { type: 'CancelOrder', at: LATER, reason: 'changed my mind' };

describe('When an order is placed', () => {
  it('has the catalogue’s titles and prices, and their sum', () => {
    expect(place()).toEqual({ events: [placed] });
  });

  it('takes a negotiated price for the catalogue’s', () => {
    expect(place({ lines: [{ sku: 'MUG-BLUE', quantity: 3, unitPrice: gbp(700) }] })).toMatchObject({
      events: [{ lines: [{ sku: 'MUG-BLUE', unitPrice: gbp(700) }], total: gbp(2100) }],
    });
  });

  it('may name one SKU on two lines', () => {
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

    it('is accepted at the floor', () => {
      expect(at(425)).toMatchObject({ events: [{ total: gbp(2400 + 3 * 425) }] });
    });

    it.each([424, 1, 0])('is rejected below it, at %d', (amountMinor) => {
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

    it('has a floor that is rounded up to whole minor units', () => {
      expect(at(281, 33)).toHaveProperty('events');
      expect(at(280, 33)).toMatchObject({ rejection: { code: 'PRICE_BELOW_FLOOR', floor: gbp(281) } });
    });

    it('is accepted above the catalogue price', () => {
      expect(at(900, 100)).toHaveProperty('events');
      expect(at(849, 100)).toHaveProperty('rejection');
    });

    it('is rejected in a currency in which the catalogue has no price to compare with', () => {
      const lines = [{ sku: 'TEAPOT', quantity: 1, unitPrice: { amountMinor: 5000, currency: 'EUR' } }];
      expect(place({ currency: 'EUR', lines, priceFloorPercent: 50 })).toEqual({
        rejection: { code: 'CURRENCY_NOT_OFFERED', currency: 'EUR', skus: ['TEAPOT'] },
      });
      expect(place({ currency: 'EUR', lines, priceFloorPercent: 0 })).toHaveProperty('events');
    });

    it('has no floor on the prices of the catalogue', () => {
      expect(place({ priceFloorPercent: 100 })).toEqual({ events: [placed] });
    });
  });

  it('may cost what was expected, or less', () => {
    expect(place({ expectedTotal: gbp(4100) })).toHaveProperty('events');
    expect(place({ expectedTotal: gbp(5000) })).toHaveProperty('events');
  });

  it('is refused where it would cost more than was expected', () => {
    expect(place({ expectedTotal: gbp(4099) })).toEqual({
      rejection: { code: 'PRICE_ABOVE_EXPECTED', expectedTotal: gbp(4099), total: gbp(4100) },
    });
  });

  it('is refused with a SKU that nobody knows, even at a negotiated price', () => {
    expect(place({ lines: [{ sku: 'LAMP', quantity: 1, unitPrice: gbp(100) }] })).toEqual({
      rejection: { code: 'UNKNOWN_SKU', skus: ['LAMP'] },
    });
  });

  it('is refused with a SKU that is not for sale', () => {
    expect(place({ lines: [{ sku: 'VASE', quantity: 1 }] })).toEqual({
      rejection: { code: 'SKU_NOT_FOR_SALE', skus: ['VASE'] },
    });
  });

  it('is refused in a currency in which a SKU has no price', () => {
    expect(place({ currency: 'EUR' })).toEqual({
      rejection: { code: 'CURRENCY_NOT_OFFERED', currency: 'EUR', skus: ['TEAPOT'] },
    });
  });

  it('names twenty SKUs at the most', () => {
    const lines = Array.from({ length: 30 }, (_none, index) => ({ sku: `LAMP-${index}`, quantity: 1 }));
    const skus = lines.slice(0, 20).map(({ sku }) => sku);
    expect(place({ lines })).toEqual({ rejection: { code: 'UNKNOWN_SKU', skus } });
  });

  it('is refused where its sum could not be counted exactly', () => {
    expect(
      place({ lines: [{ sku: 'TEAPOT', quantity: 1_000_000, unitPrice: gbp(99_999_999_999) }] }),
    ).toMatchObject({
      rejection: { code: 'ORDER_TOO_LARGE' },
    });
  });

  it('is refused where it is too large for one message', () => {
    const title = 'T'.repeat(400);
    const lines = Array.from({ length: 1_000 }, (_none, index) => ({ sku: `BOX-${index}`, quantity: 1 }));
    const offers = new Map(
      lines.map(({ sku }) => [sku, { sku, title, isForSale: true, prices: { GBP: 1 } }]),
    );
    expect(place({ lines, offers })).toEqual({
      rejection: { code: 'ORDER_TOO_LARGE', maxBytes: MAX_ORDER_BYTES },
    });
  });

  it('may have a thousand lines of common length', () => {
    const lines = Array.from({ length: 1_000 }, (_none, index) => ({ sku: `BOX-${index}`, quantity: 1 }));
    const title = 'WHITE HANGING HEART T-LIGHT HOLDER';
    const offers = new Map(
      lines.map(({ sku }) => [sku, { sku, title, isForSale: true, prices: { GBP: 255 } }]),
    );
    expect(place({ lines, offers })).toMatchObject({ events: [{ total: gbp(255_000) }] });
  });
});

describe('an order whose total is 0', () => {
  const free = { lines: [{ sku: 'MUG-BLUE', quantity: 3, unitPrice: gbp(0) }] };

  it('needs no payment token', () => {
    expect(place({ ...free, paymentToken: undefined })).toMatchObject({ events: [{ total: gbp(0) }] });
  });
  it('keeps a payment token that is given', () => {
    expect(place(free)).toMatchObject({ events: [{ total: gbp(0), paymentToken: 'tok_approved' }] });
  });
});

describe('an order whose total is above 0', () => {
  it('is refused without a payment token', () => {
    expect(place({ paymentToken: undefined })).toEqual({
      rejection: { code: 'PAYMENT_TOKEN_REQUIRED', total: gbp(4100) },
    });
  });
});

describe('PlaceOrder', () => {
  it.each([
    ['placed', [placed]],
    ['confirmed', [placed, confirmed]],
    ['rejected', [placed, rejected]],
    ['cancelled', [placed, cancelled]],
  ])('does nothing to an order that is %s', (_status, history) => {
    expect(when(placeCommand, ...history)).toEqual({ events: [] });
  });
});

describe('When there is no order', () => {
  it.each([confirm, reject, cancel])('refuses $type', (command) => {
    expect(when(command)).toEqual({ rejection: { code: 'ORDER_NOT_FOUND' } });
  });
});

describe('When placed', () => {
  it('is confirmed', () => {
    expect(when(confirm, placed)).toEqual({ events: [{ type: 'OrderConfirmed', at: LATER }] });
  });
  it('is rejected, with the reason', () => {
    expect(when(reject, placed)).toEqual({
      events: [{ type: 'OrderRejected', at: LATER, rejection: { code: 'PAYMENT_DECLINED' } }],
    });
  });
  it('is cancelled', () => {
    expect(when(cancel, placed)).toEqual({
      events: [{ type: 'OrderCancelled', at: LATER, reason: 'changed my mind' }],
    });
  });
});

describe('When confirmed', () => {
  it('stays confirmed when it is confirmed again', () => {
    expect(when(confirm, placed, confirmed)).toEqual({ events: [] });
  });
  it('is never rejected', () => {
    expect(when(reject, placed, confirmed)).toEqual({ rejection: { code: 'ORDER_CONFIRMED' } });
  });
  it('can be cancelled', () => {
    expect(when(cancel, placed, confirmed)).toHaveProperty('events.0.type', 'OrderCancelled');
  });
});

describe('When rejected', () => {
  it('stays rejected when it is rejected again', () => {
    expect(when(reject, placed, rejected)).toEqual({ events: [] });
  });
  it('is never confirmed', () => {
    expect(when(confirm, placed, rejected)).toEqual({ rejection: { code: 'ORDER_REJECTED' } });
  });
  it('cannot be cancelled', () => {
    expect(when(cancel, placed, rejected)).toEqual({
      rejection: { code: 'ORDER_NOT_CANCELLABLE', orderStatus: 'rejected' },
    });
  });
});

describe('When cancelled', () => {
  it('stays cancelled when it is cancelled again', () => {
    expect(when(cancel, placed, cancelled)).toEqual({ events: [] });
  });
  it.each([confirm, reject])('refuses $type', (command) => {
    expect(when(command, placed, cancelled)).toEqual({ rejection: { code: 'ORDER_CANCELLED' } });
  });
});

describe('An order’s state', () => {
  it('keeps when it was confirmed after it was cancelled', () => {
    expect(after(placed, confirmed, { ...cancelled, at: LATER } as OrderEvent)).toMatchObject({
      status: 'cancelled',
      confirmedAt: confirmed.at,
      cancelledAt: LATER,
      cancellationReason: 'changed my mind',
      updatedAt: LATER,
    });
  });
});
