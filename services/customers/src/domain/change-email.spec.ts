import { given, replay } from '@tradepost/testing/given';
import { attemptsLeft, changeEmail, requestEmailChange, tryCode } from './change-email.ts';
import { customer } from './customer.ts';
import type { CustomerEvent } from './customer-shapes.ts';

const NINE = '2026-03-01T09:00:00.000Z';
const FIVE_PAST = '2026-03-01T09:05:00.000Z';
const QUARTER_PAST = '2026-03-01T09:15:00.000Z';
const TEN = '2026-03-01T10:00:00.000Z';
const registered: CustomerEvent = {
  ...{ type: 'CustomerRegistered', at: NINE, customerId: 'cus_1', subjectId: 'sub_1' },
  ...{ emailHash: 'eml_1', sealed: { email: 's1..b2xk' }, groups: [] },
};
const change = {
  ...{ email: 's1..bmV3', emailHash: 'eml_2', codeHash: 'cod_right' },
  ...{ expiresAt: QUARTER_PAST, sealed: 's1..Y29kZQ' },
};
const requested: CustomerEvent = { type: 'EmailChangeRequested', at: NINE, ...change, since: NINE };
const wrong: CustomerEvent = { type: 'EmailCodeRejected', at: NINE };
const { email, emailHash, codeHash } = change;
const changed: CustomerEvent = { type: 'EmailChanged', at: FIVE_PAST, email, emailHash, codeHash };
const five = Array.from({ length: 5 }, () => wrong);
const NO_CHANGE = { code: 'EMAIL_CHANGE_NOT_FOUND' } as const;

describe('a request for a change of the e-mail address', () => {
  it('is accepted three times an hour', () => {
    given(customer)(registered)
      .when(requestEmailChange(change), NINE)
      .then([{ type: 'EmailChangeRequested', ...change, since: NINE }]);
    given(customer)(registered, requested, requested)
      .when(requestEmailChange(change), FIVE_PAST)
      .then([{ type: 'EmailChangeRequested', ...change, since: NINE }]);
    const three = [registered, requested, requested, requested];
    given(customer)(...three)
      .when(requestEmailChange(change), FIVE_PAST)
      .thenRejected({ code: 'EMAIL_CHANGE_LIMIT', retryAfterSeconds: 55 * 60 });
    given(customer)(...three)
      .when(requestEmailChange(change), TEN)
      .then([{ type: 'EmailChangeRequested', ...change, since: TEN }]);
    expect(replay(customer, [...three, { ...requested, at: TEN, since: TEN }])).toMatchObject({
      emailChanges: { since: TEN, count: 1 },
    });
  });

  it('replaces the one before, whose code is not accepted any more', () => {
    const second: CustomerEvent = { ...requested, codeHash: 'cod_second' };
    given(customer)(registered, requested, wrong, second)
      .when(tryCode('cod_right'), FIVE_PAST)
      .then([{ type: 'EmailCodeRejected' }]);
    expect(attemptsLeft(replay(customer, [registered, requested, wrong, second]))).toBe(5);
  });

  it('leaves the address as it is, and the seal for notifications out of the state', () => {
    const state = replay(customer, [registered, requested]);
    expect(state).toMatchObject({ emailHash: 'eml_1', sealed: { email: 's1..b2xk' } });
    expect(JSON.stringify(state)).not.toContain(change.sealed);
  });
});

describe('a code', () => {
  it('that is right changes the address once', () => {
    given(customer)(registered, requested).when(tryCode('cod_right'), FIVE_PAST).then([]);
    given(customer)(registered, requested)
      .when(changeEmail('cod_right'), FIVE_PAST)
      .then([{ type: 'EmailChanged', email, emailHash, codeHash }]);
    const state = replay(customer, [registered, requested, changed]);
    expect(state).toMatchObject({ emailHash: 'eml_2', sealed: { email: 's1..bmV3' } });
    expect(attemptsLeft(state)).toBeUndefined();
    for (const repeat of [tryCode, changeEmail])
      given(customer)(registered, requested, changed).when(repeat('cod_right'), FIVE_PAST).then([]);
  });

  it('that is wrong is counted, and the sixth is not looked at', () => {
    given(customer)(registered, requested)
      .when(tryCode('cod_wrong'), FIVE_PAST)
      .then([{ type: 'EmailCodeRejected' }]);
    expect(attemptsLeft(replay(customer, [registered, requested, wrong]))).toBe(4);
    given(customer)(registered, requested, ...five)
      .when(tryCode('cod_right'), FIVE_PAST)
      .thenRejected(NO_CHANGE);
  });

  it('expires after a quarter of an hour', () => {
    given(customer)(registered, requested).when(tryCode('cod_right'), QUARTER_PAST).thenRejected(NO_CHANGE);
  });

  it('is needed, and no other code confirms a change', () => {
    for (const events of [[registered], [registered, requested, changed]])
      given(customer)(...events)
        .when(tryCode('cod_other'), FIVE_PAST)
        .thenRejected(NO_CHANGE);
    given(customer)(registered, requested).when(changeEmail('cod_other'), FIVE_PAST).thenRejected(NO_CHANGE);
  });

  it('changes nothing of a customer without a profile', () => {
    const rejection = { code: 'CUSTOMER_NOT_FOUND' } as const;
    given(customer)().when(requestEmailChange(change)).thenRejected(rejection);
    given(customer)().when(tryCode('cod_right')).thenRejected(rejection);
    given(customer)().when(changeEmail('cod_right')).thenRejected(rejection);
  });
});
