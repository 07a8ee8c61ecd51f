import { guestOrder } from '@tradepost/contracts/orders/model';
import { replay } from '@tradepost/testing/given';
import {
  awaited,
  cancelled,
  confirmed,
  opened,
  placedByGuest,
  rejected,
  UNTIL,
} from '../domain/order.spec-kit.ts';
import { type OrderEvent, order } from '../domain/order.ts';
import type { PersonalData } from '../domain/personal-data.ts';
import { toGuestOrder } from './to-guest-order.ts';
import { toOrder, toSealedOrder } from './to-order.ts';

const shownWith = (data: PersonalData, ...events: readonly OrderEvent[]) =>
  toGuestOrder(
    toOrder(toSealedOrder(replay(order, [placedByGuest, ...events]), events.length), data, 'buyer'),
  );
const shown = (...events: readonly OrderEvent[]) => shownWith(opened, ...events);

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
    const { invoice } = opened;
    const withRegion = shownWith({
      ...opened,
      ...(invoice && { invoice: { ...invoice, region: 'Greater London' } }),
    });
    expect(withRegion.shippingAddress).toEqual({ city: 'London', region: 'Greater London', country: 'GB' });
  });

  it('shows only the country if the address was erased', () => {
    expect(shownWith({}).shippingAddress).toEqual({ country: 'GB' });
  });

  it('shows what the guest has to do while the payment is pending', () => {
    const nextAction = { kind: 'redirect', redirectUrl: 'https://pay.example/1' } as const;
    const waiting = shownWith({ ...opened, nextAction }, awaited);
    expect(guestOrder.parse(waiting)).toEqual(waiting);
    expect(waiting).toMatchObject({
      status: 'awaitingPayment',
      awaitingPayment: { until: UNTIL, nextAction },
    });
    expect(shown(awaited, confirmed)).not.toHaveProperty('awaitingPayment');
  });

  it('shows another reason by its code', () => {
    expect(shown(rejected).rejection).toEqual({ code: 'OUT_OF_STOCK' });
  });
});
