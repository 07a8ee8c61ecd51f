import type { Command, NewEvent } from '@tradepost/aggregate/aggregate';
import { parseEvent } from '@tradepost/aggregate/stored-shapes';
import type { Money } from '@tradepost/money/money';
import fc from 'fast-check';
import { authorize } from '../domain/authorize.ts';
import { capture } from '../domain/capture.ts';
import { payment } from '../domain/payment.ts';
import type { PaymentEvent } from '../domain/payment-event.ts';
import type { PaymentState } from '../domain/payment-state.ts';
import { type ProviderResult, recordResult } from '../domain/record-result.ts';
import { refund } from '../domain/refund.ts';
import { voidPayment } from '../domain/void-payment.ts';
import { voidRemainder } from '../domain/void-remainder.ts';
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

describe('toBooking of an amount with parts', () => {
  const split = {
    goodsMinor: 4_000,
    shippingMinor: 500,
    taxMinor: 1_000,
    discountsMinor: 400,
    storeCreditMinor: 100,
  };
  const facts = { orderId, amount: gbp(5_000), split };

  it('of a capture books each part to its account', () => {
    const captured = { type: 'PaymentCaptured', ...facts, released: gbp(0), captureId: 'cap_1' } as const;
    expect(booking(captured)).toEqual({
      event: 'Captured',
      currency: 'GBP',
      postings: [
        debit('authorizations-held', 5_000),
        credit('authorizations-owed', 5_000),
        debit('provider-receivable', 5_000),
        debit('discounts', 400),
        debit('store-credit', 100),
        credit('sales', 4_000),
        credit('shipping-income', 500),
        credit('tax-payable', 1_000),
      ],
    });
  });

  const givenBack = [
    debit('refunds', 4_000),
    debit('shipping-income', 500),
    debit('tax-payable', 1_000),
    credit('discounts', 400),
    credit('store-credit', 100),
  ];

  it('of a refund books each part back', () => {
    expect(booking({ type: 'PaymentRefunded', ...facts, refundId: 'rfd_1' })?.postings).toEqual([
      ...givenBack,
      credit('provider-receivable', 5_000),
    ]);
  });

  it('of a dispute moves the amount until it is decided', () => {
    const dispute = { ...facts, disputeId: 'dp_1' };
    expect(booking({ type: 'DisputeOpened', ...dispute, feeMinor: 20 })?.postings).toEqual([
      debit('disputes', 5_000),
      credit('provider-receivable', 5_000),
      debit('fees', 20),
      credit('provider-receivable', 20),
    ]);
    expect(booking({ type: 'DisputeWon', ...dispute })?.postings).toEqual([
      debit('provider-receivable', 5_000),
      credit('disputes', 5_000),
    ]);
    expect(booking({ type: 'DisputeLost', ...dispute })?.postings).toEqual([
      ...givenBack,
      credit('disputes', 5_000),
    ]);
  });

  it('of the rest of a hold that was released books it back', () => {
    expect(booking({ type: 'RemainderVoided', orderId, amount: gbp(300) })?.postings).toEqual([
      debit('authorizations-held', 300),
      credit('authorizations-owed', 300),
    ]);
  });
});

const INCOME = ['sales', 'refunds', 'shipping-income', 'tax-payable', 'discounts', 'store-credit'] as const;

describe('the ledger of any payment', () => {
  const amountMinor = fc.integer({ min: 0, max: 6 });
  const refundId = fc.constantFrom('rfd_1', 'rfd_2', 'rfd_void');
  const captureId = fc.constantFrom('cap_1', 'cap_2', undefined);
  const SPLIT = { goodsMinor: 4, shippingMinor: 2, taxMinor: 1, discountsMinor: 1, storeCreditMinor: 1 };
  const authorization = {
    orderId,
    amount: gbp(5),
    sealedToken: 's1.Zk3vQ9aB.tok_approved',
    provider: 'simulated',
  };
  const command: fc.Arbitrary<PaymentCommand> = fc.oneof(
    fc.constantFrom(undefined, SPLIT).map((split) => authorize({ ...authorization, split })),
    fc.constant(voidPayment({ orderId, refundId: 'rfd_void' })),
    fc.constant(voidRemainder()),
    fc
      .record({ captureId, amount: amountMinor, isFinal: fc.boolean() })
      .map(({ amount, ...given }) => capture({ ...given, amount: gbp(amount), capturesMany: () => true })),
    fc
      .record({ refundId, amount: amountMinor })
      .map(({ refundId: id, amount }) => refund({ refundId: id, amount: gbp(amount) })),
  );
  const result: fc.Arbitrary<ProviderResult> = fc.oneof(
    fc.constant({ type: 'authorized' as const, providerReference: 'ch_1' }),
    fc.constant({ type: 'declined' as const, declineCode: 'CARD_EXPIRED' as const }),
    fc.constant({
      type: 'pending' as const,
      providerReference: 'ch_1',
      actionKind: 'confirm' as const,
      sealedAction: 's1.x.y',
    }),
    fc.constantFrom(0, 5).map((releasedMinor) => ({ type: 'voided' as const, releasedMinor })),
    fc.constant({ type: 'expired' as const }),
    fc.constant({ type: 'captured' as const }),
    captureId.map((id) => ({ type: 'captured' as const, of: { captureId: id } })),
    fc.constant({ type: 'captureFailed' as const, providerCode: 'expired' }),
    refundId.map((id) => ({ type: 'refunded' as const, refundId: id })),
    refundId.map((id) => ({ type: 'refundFailed' as const, refundId: id, providerCode: 'expired' })),
  );
  const disputed: fc.Arbitrary<PaymentCommand> = fc
    .record({
      disputeId: fc.constantFrom('dp_1', 'dp_2'),
      status: fc.constantFrom('open' as const, 'won' as const, 'lost' as const),
      minor: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ minor, ...dispute }) => recordResult({ type: 'disputed', feeMinor: 1, ...dispute }, gbp(minor)));
  const step: fc.Arbitrary<PaymentCommand> = fc.oneof(
    { arbitrary: command, weight: 6 },
    { arbitrary: result.map((each) => recordResult(each)), weight: 6 },
    { arbitrary: disputed, weight: 1 },
  );

  // Arrays have at most 10 items by default, which are too few to reach every status.
  const sequence = fc.array(step, { maxLength: 40, size: 'max' });

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
      fc.property(sequence, (steps) => {
        expect(play(steps).balance.balanced).toBe(true);
      }),
      { seed: 20_260_101, numRuns: 2_000 },
    );
  });

  it('has the same held, captured and refunded amounts as the payment', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(sequence, (steps) => {
        const { state, balance } = play(steps);
        seen.add(state.status);
        const taken = 'captured' in state ? state : undefined;
        const capturedMinor = taken?.captured.amountMinor ?? 0;
        const isHeld =
          state.status === 'authorized' ||
          (taken !== undefined && state.status !== 'captured') ||
          (state.status === 'voiding' && state.wasBooked);
        const sum = (items: readonly { readonly amount: Money }[]) =>
          items.reduce((total, { amount }) => total + amount.amountMinor, 0);
        const refundedMinor = sum(taken?.refunds.filter(({ status }) => status === 'refunded') ?? []);
        const countedMinor = sum(taken?.refunds.filter(({ status }) => status !== 'failed') ?? []);
        const openMinor = sum(taken?.disputes.filter(({ status }) => status === 'open') ?? []);
        const lostMinor = sum(taken?.disputes.filter(({ status }) => status === 'lost') ?? []);
        const feesMinor = taken?.disputes.length ?? 0;
        expect(netOf(balance, 'authorizations-owed')).toBe(isHeld ? 5 - capturedMinor : 0);
        expect(netOf(balance, 'authorizations-held')).toBe(isHeld ? capturedMinor - 5 : 0);
        expect(netOf(balance, 'disputes')).toBe(openMinor);
        expect(netOf(balance, 'fees')).toBe(feesMinor);
        const incomeMinor = INCOME.reduce((total, account) => total - netOf(balance, account), 0);
        expect(incomeMinor).toBe(capturedMinor - refundedMinor - lostMinor);
        expect(netOf(balance, 'provider-receivable')).toBe(incomeMinor - openMinor - feesMinor);
        expect(capturedMinor).toBeLessThanOrEqual(5);
        expect(countedMinor).toBeLessThanOrEqual(capturedMinor);
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
      'partlyCaptured',
      'pending',
      'releasing',
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
        ...(
          [
            ...['refunds', 'shipping-income', 'tax-payable', 'discounts', 'store-credit', 'fees', 'disputes'],
          ] as const
        ).map((account) => ({ account, debitMinor: 0, creditMinor: 0 })),
      ],
      totalDebitMinor: 6,
      totalCreditMinor: 7,
      balanced: false,
    });
  });
});
