import { guestOrder } from '@tradepost/contracts/orders/model';
import { replay } from '@tradepost/testing/given';
import { cancelled, confirmed, placedByGuest, rejected } from '../domain/order.spec-kit.ts';
import { type OrderEvent, order, type PlacedOrder } from '../domain/order.ts';
import { toGuestOrder } from './to-guest-order.ts';

const shown = (...events: readonly OrderEvent[]) =>
  toGuestOrder(replay(order, [placedByGuest, ...events]) as PlacedOrder, events.length);

describe('toGuestOrder', () => {
  it('matches the contract and contains nothing about the person, the payment or the token', () => {
    const order = shown();
    expect(guestOrder.parse(order)).toEqual(order);
    expect(order.shippingAddress).toEqual({ city: 'London', country: 'GB' });
    expect(JSON.stringify(order)).not.toMatch(/ada|lovelace|St James|tok_|pay_|res_|eml_|customer/i);
  });

  it.each(['PAYMENT_DECLINED', 'INSUFFICIENT_FUNDS', 'CARD_EXPIRED', 'PAYMENT_ACTION_REQUIRED'])(
    'shows the decline %s as PAYMENT_DECLINED, without its facts',
    (code) => {
      const { rejection } = shown({
        ...rejected,
        rejection: { code, providerCode: 'stolen_card' },
      } as OrderEvent);
      expect(rejection).toEqual({ code: 'PAYMENT_DECLINED' });
    },
  );

  it.each([
    ['confirmedAt', confirmed],
    ['rejectedAt', rejected],
    ['cancelledAt', cancelled],
  ])('has %s after the event, and not before', (time, event) => {
    expect(shown(event)).toMatchObject({ placedAt: placedByGuest.at, updatedAt: event.at, [time]: event.at });
    expect(shown()).not.toHaveProperty(time);
  });

  it('shows the region of the address if it has one', () => {
    const shippingAddress = { ...placedByGuest.shippingAddress, region: 'Greater London' };
    const withRegion = toGuestOrder(replay(order, [{ ...placedByGuest, shippingAddress }]) as PlacedOrder, 1);
    expect(withRegion.shippingAddress).toEqual({ city: 'London', region: 'Greater London', country: 'GB' });
  });

  it('shows another reason by its code', () => {
    expect(shown(rejected).rejection).toEqual({ code: 'OUT_OF_STOCK' });
  });
});
