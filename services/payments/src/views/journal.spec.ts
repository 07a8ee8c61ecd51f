import fc from 'fast-check';
import { decide } from '../domain/decide.ts';
import { evolve, noPayment, type PaymentEvent, type PaymentState } from '../domain/payment.ts';
import type { PaymentCommand } from '../domain/payment-command.ts';
import { type ProviderResult, record } from '../domain/record.ts';
import { type Posting, toBooking } from './journal.ts';
import { toTrialBalance } from './trial-balance.ts';

const orderId = 'ord_1';
const gbp = (amountMinor: number) => ({ amountMinor, currency: 'GBP' });
const authorizedOf = (amountMinor: number): PaymentEvent => ({
  type: 'Authorized',
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
    expect(toBooking(authorizedOf(5_000))).toEqual({
      currency: 'GBP',
      postings: [debit('authorizations-owed', 5_000), credit('authorizations-held', 5_000)],
    });
  });

  it('reverses a voided hold', () => {
    expect(toBooking({ type: 'Voided', orderId, amount: gbp(5_000), wasBooked: true })).toEqual({
      currency: 'GBP',
      postings: [debit('authorizations-held', 5_000), credit('authorizations-owed', 5_000)],
    });
  });

  it('reverses the whole hold on a partial capture, and books the captured amount as sales', () => {
    expect(toBooking({ type: 'Captured', orderId, amount: gbp(4_000), released: gbp(1_000) })).toEqual({
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
    expect(toBooking({ type: 'Refunded', orderId, refundId: 'rfd_1', amount: gbp(1_500) })).toEqual({
      currency: 'GBP',
      postings: [debit('refunds', 1_500), credit('provider-receivable', 1_500)],
    });
  });

  it.each<[string, PaymentEvent]>([
    [
      'a hold that was released before it was booked',
      { type: 'Voided', orderId, amount: gbp(5), wasBooked: false },
    ],
    ['a hold of nothing', authorizedOf(0)],
    ['an intent', { type: 'CaptureRequested', amount: gbp(5) }],
    ['a barred payment', { type: 'AuthorizationBarred', orderId }],
    ['a refund that failed', { type: 'RefundFailed', refundId: 'rfd_1', providerCode: 'expired' }],
  ])('books nothing for %s', (_what, event) => {
    expect(toBooking(event)).toBeUndefined();
  });
});

describe('the ledger of any payment', () => {
  const amountMinor = fc.integer({ min: 0, max: 6 });
  const refundId = fc.constantFrom('rfd_1', 'rfd_2', 'rfd_void');
  const command: fc.Arbitrary<PaymentCommand> = fc.oneof(
    fc.constant({
      type: 'Authorize' as const,
      orderId,
      amount: gbp(5),
      token: 'tok_approved',
      provider: 'simulated',
    }),
    fc.constant({ type: 'Void' as const, orderId, refundId: 'rfd_void' }),
    amountMinor.map((amount) => ({ type: 'Capture' as const, amount: gbp(amount) })),
    fc.record({ refundId, amount: amountMinor }).map(({ refundId: id, amount }) => ({
      type: 'Refund' as const,
      refundId: id,
      amount: gbp(amount),
    })),
  );
  const result: fc.Arbitrary<ProviderResult> = fc.oneof(
    fc.constant({ type: 'authorized' as const, providerReference: 'ch_1' }),
    fc.constant({ type: 'declined' as const, declineCode: 'CARD_EXPIRED' as const }),
    fc.constantFrom(0, 5).map((releasedMinor) => ({ type: 'voided' as const, releasedMinor })),
    fc.constant({ type: 'captured' as const }),
    refundId.map((id) => ({ type: 'refunded' as const, refundId: id })),
    refundId.map((id) => ({ type: 'refundFailed' as const, refundId: id, providerCode: 'expired' })),
  );
  const step = fc.oneof(
    command.map((given) => (payment: PaymentState) => {
      const decided = decide(given, payment);
      return 'rejection' in decided ? [] : decided.events;
    }),
    result.map((given) => (payment: PaymentState) => record(given, payment)),
  );

  const play = (steps: readonly ((payment: PaymentState) => readonly PaymentEvent[])[]) => {
    let payment = noPayment;
    const postings: Posting[] = [];
    for (const take of steps) {
      for (const event of take(payment)) {
        payment = evolve(payment, event);
        postings.push(...(toBooking(event)?.postings ?? []));
      }
    }
    return { payment, balance: toTrialBalance('GBP', postings) };
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
        const { payment, balance } = play(steps);
        seen.add(payment.status);
        const isHeld =
          payment.status === 'authorized' ||
          payment.status === 'capturing' ||
          (payment.status === 'voiding' && payment.wasBooked);
        const isTaken = payment.status === 'captured';
        const takenMinor = isTaken ? payment.captured.amountMinor : 0;
        const refundedMinor = isTaken
          ? payment.refunds
              .filter(({ status }) => status === 'refunded')
              .reduce((sum, { amount }) => sum + amount.amountMinor, 0)
          : 0;
        expect(netOf(balance, 'authorizations-owed')).toBe(isHeld ? 5 : 0);
        expect(netOf(balance, 'authorizations-held')).toBe(isHeld ? -5 : 0);
        expect(netOf(balance, 'sales') + takenMinor).toBe(0);
        expect(netOf(balance, 'refunds')).toBe(refundedMinor);
        expect(netOf(balance, 'provider-receivable')).toBe(takenMinor - refundedMinor);
        expect(refundedMinor).toBeLessThanOrEqual(takenMinor);
      }),
      { seed: 20_260_102, numRuns: 5_000 },
    );
    expect([...seen].sort()).toEqual([
      'authorized',
      'authorizing',
      'barred',
      'captured',
      'capturing',
      'declined',
      'none',
      'voided',
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
