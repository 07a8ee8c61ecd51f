import type { Command, NewEvent } from '@tradepost/aggregate/aggregate';
import { parseEvent } from '@tradepost/aggregate/stored-shapes';
import fc from 'fast-check';
import { authorize } from '../domain/authorize.ts';
import { capture } from '../domain/capture.ts';
import { type PaymentEvent, type PaymentState, payment } from '../domain/payment.ts';
import { type ProviderResult, recordResult } from '../domain/record-result.ts';
import { refund } from '../domain/refund.ts';
import { voidPayment } from '../domain/void-payment.ts';
import { type Posting, toBooking } from './to-booking.ts';
import { toTrialBalance } from './to-trial-balance.ts';

const orderId = 'ord_1';
const gbp = (amountMinor: number) => ({ amountMinor, currency: 'GBP' });
const AT = '2026-01-01T12:00:00.000Z';
const booking = (event: NewEvent<PaymentEvent>) => toBooking(parseEvent(event, AT, payment.events));
const authorizedOf = (amountMinor: number): NewEvent<PaymentEvent> => ({
  type: 'PaymentAuthorized',
  orderId,
  amount: gbp(amountMinor),
  provider: 'simulated',
  providerReference: 'ch_1',
});

const debit = (account: Posting['account'], amountMinor: number) => ({ account, side: 'debit', amountMinor });
const credit = (account: Posting['account'], amountMinor: number) => ({
  account,
  side: 'credit',
  amountMinor,
});

describe('toBooking', () => {
  it('books a hold', () => {
    expect(booking(authorizedOf(5_000))).toEqual({
      event: 'Authorized',
      currency: 'GBP',
      postings: [debit('authorizations-owed', 5_000), credit('authorizations-held', 5_000)],
    });
  });

  it('reverses a voided hold', () => {
    expect(booking({ type: 'PaymentVoided', orderId, amount: gbp(5_000), wasBooked: true })).toEqual({
      event: 'Voided',
      currency: 'GBP',
      postings: [debit('authorizations-held', 5_000), credit('authorizations-owed', 5_000)],
    });
  });

  it('reverses the whole hold on a partial capture, and books the captured amount as sales', () => {
    expect(booking({ type: 'PaymentCaptured', orderId, amount: gbp(4_000), released: gbp(1_000) })).toEqual({
      event: 'Captured',
      currency: 'GBP',
      postings: [
        debit('authorizations-held', 5_000),
        credit('authorizations-owed', 5_000),
        debit('provider-receivable', 4_000),
        credit('sales', 4_000),
      ],
    });
  });

  it('books a refund', () => {
    expect(booking({ type: 'PaymentRefunded', orderId, refundId: 'rfd_1', amount: gbp(1_500) })).toEqual({
      event: 'Refunded',
      currency: 'GBP',
      postings: [debit('refunds', 1_500), credit('provider-receivable', 1_500)],
    });
  });

  it.each<[string, NewEvent<PaymentEvent>]>([
    [
      'a hold that was released before it was booked',
      { type: 'PaymentVoided', orderId, amount: gbp(5), wasBooked: false },
    ],
    ['a hold of nothing', authorizedOf(0)],
    ['an intent', { type: 'CaptureRequested', amount: gbp(5) }],
    ['a payment that was voided in advance', { type: 'PaymentVoidedInAdvance', orderId }],
    ['a refund that failed', { type: 'RefundFailed', refundId: 'rfd_1', providerCode: 'expired' }],
  ])('books nothing for %s', (_what, event) => {
    expect(booking(event)).toBeUndefined();
  });
});

type PaymentCommand = Command<PaymentState, PaymentEvent, { readonly code: string }>;

describe('the ledger of any payment', () => {
  const amountMinor = fc.integer({ min: 0, max: 6 });
  const refundId = fc.constantFrom('rfd_1', 'rfd_2', 'rfd_void');
  const command: fc.Arbitrary<PaymentCommand> = fc.oneof(
    fc.constant(
      authorize({ orderId, amount: gbp(5), sealedToken: 's1.Zk3vQ9aB.tok_approved', provider: 'simulated' }),
    ),
    fc.constant(voidPayment({ orderId, refundId: 'rfd_void' })),
    amountMinor.map((amount) => capture({ amount: gbp(amount) })),
    fc
      .record({ refundId, amount: amountMinor })
      .map(({ refundId: id, amount }) => refund({ refundId: id, amount: gbp(amount) })),
  );
  const result: fc.Arbitrary<ProviderResult> = fc.oneof(
    fc.constant({ type: 'authorized' as const, providerReference: 'ch_1' }),
    fc.constant({ type: 'declined' as const, declineCode: 'CARD_EXPIRED' as const }),
    fc.constantFrom(0, 5).map((releasedMinor) => ({ type: 'voided' as const, releasedMinor })),
    fc.constant({ type: 'captured' as const }),
    refundId.map((id) => ({ type: 'refunded' as const, refundId: id })),
    refundId.map((id) => ({ type: 'refundFailed' as const, refundId: id, providerCode: 'expired' })),
  );
  const step: fc.Arbitrary<PaymentCommand> = fc.oneof(command, result.map(recordResult));

  const play = (steps: readonly PaymentCommand[]) => {
    let state: PaymentState = payment.initial;
    const postings: Posting[] = [];
    for (const [version, each] of steps.entries()) {
      const decision = each(state, { version, at: AT });
      for (const created of 'events' in decision ? decision.events : []) {
        const event = parseEvent(created, AT, payment.events);
        state = payment.evolve(state, event);
        postings.push(...(toBooking(event)?.postings ?? []));
      }
    }
    return { state, balance: toTrialBalance('GBP', postings) };
  };
  const netOf = ({ accounts }: ReturnType<typeof toTrialBalance>, account: Posting['account']) => {
    const found = accounts.find((each) => each.account === account);
    return (found?.debitMinor ?? 0) - (found?.creditMinor ?? 0);
  };

  it('balances after any sequence of commands and results', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        expect(play(steps).balance.balanced).toBe(true);
      }),
      { seed: 20_260_101, numRuns: 2_000 },
    );
  });

  it('has the same held, captured and refunded amounts as the payment', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { state, balance } = play(steps);
        seen.add(state.status);
        const isHeld =
          state.status === 'authorized' ||
          state.status === 'capturing' ||
          (state.status === 'voiding' && state.wasBooked);
        const isCaptured = state.status === 'captured';
        const capturedMinor = isCaptured ? state.captured.amountMinor : 0;
        const refundedMinor = isCaptured
          ? state.refunds
              .filter(({ status }) => status === 'refunded')
              .reduce((sum, { amount }) => sum + amount.amountMinor, 0)
          : 0;
        expect(netOf(balance, 'authorizations-owed')).toBe(isHeld ? 5 : 0);
        expect(netOf(balance, 'authorizations-held')).toBe(isHeld ? -5 : 0);
        expect(netOf(balance, 'sales') + capturedMinor).toBe(0);
        expect(netOf(balance, 'refunds')).toBe(refundedMinor);
        expect(netOf(balance, 'provider-receivable')).toBe(capturedMinor - refundedMinor);
        expect(refundedMinor).toBeLessThanOrEqual(capturedMinor);
      }),
      { seed: 20_260_102, numRuns: 5_000 },
    );
    expect([...seen].sort()).toEqual([
      'authorized',
      'authorizing',
      'captured',
      'capturing',
      'declined',
      'none',
      'voided',
      'voided-in-advance',
      'voiding',
    ]);
  });
});

describe('toTrialBalance', () => {
  it('sums by account and side, and reports whether the totals are equal', () => {
    expect(
      toTrialBalance('GBP', [
        { account: 'sales', side: 'credit', amountMinor: 3 },
        { account: 'sales', side: 'credit', amountMinor: 4 },
        { account: 'provider-receivable', side: 'debit', amountMinor: 6 },
      ]),
    ).toEqual({
      currency: 'GBP',
      accounts: [
        { account: 'authorizations-held', debitMinor: 0, creditMinor: 0 },
        { account: 'authorizations-owed', debitMinor: 0, creditMinor: 0 },
        { account: 'provider-receivable', debitMinor: 6, creditMinor: 0 },
        { account: 'sales', debitMinor: 0, creditMinor: 7 },
        { account: 'refunds', debitMinor: 0, creditMinor: 0 },
      ],
      totalDebitMinor: 6,
      totalCreditMinor: 7,
      balanced: false,
    });
  });
});
