import { type Charge, type ChargeCall, decideCharge } from './charge.ts';

const called = { chargeKey: 'pay_1/authorize', amountMinor: 5_000, currency: 'GBP' };
const authorize = (token: string): ChargeCall => ({
  ...called,
  kind: 'authorize',
  idempotencyKey: 'pay_1/authorize',
  token,
  reference: 'pay_1',
});
const call = (kind: 'capture' | 'void' | 'refund', amountMinor = 5_000): ChargeCall => ({
  ...called,
  ...(kind === 'capture' ? { kind, final: true } : { kind }),
  idempotencyKey: `pay_1/${kind}`,
  amountMinor,
});
const charge = (status: Charge['status'], changes: Partial<Charge> = {}): Charge => ({
  status,
  amountMinor: 5_000,
  currency: 'GBP',
  capturedMinor: 0,
  refundedMinor: 0,
  reference: 'pay_1',
  ...changes,
});
const rejection = (code: string) => ({ status: 402, body: { error: { code } } });
const approved = { status: 201, body: { id: expect.stringMatching(/^ch_/), status: 'authorized' } };

describe('an authorization', () => {
  it('holds the money for tok_approved', () => {
    expect(decideCharge(authorize('tok_approved'), undefined)).toEqual({
      charge: charge('authorized'),
      answer: approved,
      keptAnswer: approved,
    });
  });

  it.each([
    ['tok_declined', 'card_declined'],
    ['tok_insufficient_funds', 'insufficient_funds'],
    ['tok_expired', 'expired_card'],
    ['tok_requires_action', 'authentication_required'],
    ['tok_of_nobody', 'card_declined'],
    ['constructor', 'card_declined'],
  ])('is declined for %s with %s', (token, code) => {
    expect(decideCharge(authorize(token), undefined)).toEqual({
      charge: charge('declined'),
      answer: rejection(code),
      keptAnswer: rejection(code),
    });
  });

  it('fails once for tok_processing_error_once, and does not store that answer', () => {
    const first = decideCharge(authorize('tok_processing_error_once'), undefined);
    expect(first).toEqual({
      charge: charge('failedOnce'),
      answer: { status: 500, body: { error: { code: 'processing_error' } } },
    });
    expect(decideCharge(authorize('tok_processing_error_once'), first.charge).charge).toEqual(
      charge('authorized'),
    );
  });

  it('holds the money for tok_timeout_taken, and answers only a repeat', () => {
    expect(decideCharge(authorize('tok_timeout_taken'), undefined)).toEqual({
      charge: charge('authorized'),
      answer: 'never',
      keptAnswer: approved,
    });
  });

  it('holds nothing for tok_timeout_not_taken', () => {
    expect(decideCharge(authorize('tok_timeout_not_taken'), undefined)).toEqual({ answer: 'never' });
  });

  it('is rejected after its void arrived', () => {
    expect(decideCharge(authorize('tok_approved'), charge('voidedInAdvance'))).toEqual({
      answer: rejection('authorization_voided'),
    });
  });
});

describe('a void', () => {
  it('prevents a later authorization of a charge that does not exist', () => {
    expect(decideCharge(call('void'), undefined)).toMatchObject({
      charge: { status: 'voidedInAdvance' },
      answer: { status: 200, body: { releasedMinor: 0 } },
    });
  });
  it('prevents a later authorization of a charge whose only attempt failed', () => {
    expect(decideCharge(call('void'), charge('failedOnce'))).toMatchObject({
      charge: { status: 'voidedInAdvance' },
      answer: { status: 200, body: { releasedMinor: 0 } },
    });
  });
  it.each(['declined', 'voidedInAdvance', 'voided'] as const)(
    'changes nothing in a charge that is %s',
    (status) => {
      const answer = { status: 200, body: { status: 'voided', releasedMinor: 0 } };
      expect(decideCharge(call('void'), charge(status))).toEqual({
        charge: charge(status),
        answer,
        keptAnswer: answer,
      });
    },
  );
  it('releases the held amount', () => {
    expect(decideCharge(call('void'), charge('authorized'))).toMatchObject({
      charge: { status: 'voided' },
      answer: { status: 200, body: { releasedMinor: 5_000 } },
    });
  });
  it('is rejected after a capture', () => {
    expect(decideCharge(call('void'), charge('captured'))).toMatchObject({ answer: { status: 409 } });
  });
});

describe('a capture', () => {
  it('captures a part of the held amount', () => {
    expect(decideCharge(call('capture', 4_000), charge('authorized')).charge).toEqual(
      charge('captured', { capturedMinor: 4_000 }),
    );
  });
  it.each<[string, Charge | undefined, number]>([
    ['more than is held', charge('authorized'), 5_001],
    ['a voided charge', charge('voided'), 5_000],
    ['a charge that does not exist', undefined, 5_000],
  ])('rejects %s', (_what, found, amountMinor) => {
    const decision = decideCharge(call('capture', amountMinor), found);
    expect(decision).toMatchObject({ answer: { status: 409 } });
    expect(decision.charge).toBeUndefined();
  });
});

describe('a refund', () => {
  it('refunds a part', () => {
    const taken = charge('captured', { capturedMinor: 4_000, refundedMinor: 1_000 });
    expect(decideCharge(call('refund', 3_000), taken).charge?.refundedMinor).toBe(4_000);
  });
  it('is rejected beyond the captured amount', () => {
    const taken = charge('captured', { capturedMinor: 4_000, refundedMinor: 1_000 });
    expect(decideCharge(call('refund', 3_001), taken)).toMatchObject({
      answer: rejection('refund_exceeds_charge'),
    });
  });
});

describe('a pending charge', () => {
  const complete = (outcome: 'approve' | 'decline'): ChargeCall => ({
    ...called,
    kind: 'complete',
    idempotencyKey: 'pay_1/complete',
    outcome,
  });

  it.each([
    ['tok_3ds', 'confirm'],
    ['tok_redirect', 'redirect'],
    ['tok_bank_transfer', 'bankTransfer'],
  ])('is that of %s, with what the customer must do: %s', (token, kind) => {
    expect(decideCharge(authorize(token), undefined)).toMatchObject({
      charge: charge('pending'),
      keptAnswer: {
        status: 202,
        body: { status: 'pending', nextAction: { kind, redirectUrl: '/shop/pay.html?payment=pay_1' } },
      },
    });
  });

  it('holds the money when the customer completes it, and repeats of its authorization see it', () => {
    expect(decideCharge(complete('approve'), charge('pending'))).toMatchObject({
      charge: charge('authorized'),
      answer: { status: 200, body: { status: 'authorized' } },
      authorizationAnswer: approved,
    });
    expect(decideCharge(complete('decline'), charge('pending'))).toMatchObject({
      charge: charge('declined'),
      answer: { status: 200, body: { status: 'declined' } },
      authorizationAnswer: rejection('card_declined'),
    });
  });

  it('cannot be completed after its void', () => {
    expect(decideCharge(call('void'), charge('pending'))).toMatchObject({
      charge: charge('voided'),
      answer: { body: { releasedMinor: 0 } },
    });
    for (const status of ['voided', 'authorized', 'declined'] as const)
      expect(decideCharge(complete('approve'), charge(status))).toEqual({
        answer: { status: 409, body: { error: { code: 'charge_not_pending' } } },
      });
  });
});

describe('several captures', () => {
  const part = (amountMinor: number, final = false): ChargeCall => ({
    ...called,
    kind: 'capture',
    idempotencyKey: `pay_1/capture/cap_${amountMinor}`,
    amountMinor,
    final,
  });
  const partly = charge('partlyCaptured', { capturedMinor: 2_000 });

  it('take parts, and end the hold with the last', () => {
    expect(decideCharge(part(2_000), charge('authorized')).charge).toEqual(partly);
    expect(decideCharge(part(3_000), partly).charge).toEqual(charge('captured', { capturedMinor: 5_000 }));
    expect(decideCharge(part(1_000, true), partly).charge).toEqual(
      charge('captured', { capturedMinor: 3_000 }),
    );
  });

  it('take no more than what is held', () => {
    const answer = { status: 409, body: { error: { code: 'amount_too_large' } } };
    expect(decideCharge(part(3_001), partly)).toEqual({ answer });
  });

  it('leave a rest that a void releases, and parts that can be refunded', () => {
    expect(decideCharge(call('void', 3_000), partly)).toMatchObject({
      charge: charge('captured', { capturedMinor: 2_000 }),
      answer: { body: { releasedMinor: 3_000 } },
    });
    expect(decideCharge(call('refund', 2_000), partly).charge).toMatchObject({ refundedMinor: 2_000 });
  });

  it('are refused for tok_capture_refused', () => {
    const { charge: held } = decideCharge(authorize('tok_capture_refused'), undefined);
    expect(held).toMatchObject({ status: 'authorized' });
    expect(decideCharge(part(1_000), held)).toEqual({
      charge: held,
      answer: rejection('authorization_expired'),
      keptAnswer: rejection('authorization_expired'),
    });
  });
});
