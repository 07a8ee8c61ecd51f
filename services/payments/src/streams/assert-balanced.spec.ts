import { captureLogs } from '@tradepost/testing/log-lines';
import { assertBalanced } from './assert-balanced.ts';

const logs = captureLogs();
beforeEach(() => logs.clear());
afterAll(() => logs.restore());

const entryOf = (debitMinor: number, creditMinor: number) => ({
  index: 0,
  entry: {
    paymentId: 'pay_1',
    version: 1,
    event: 'PaymentAuthorized',
    currency: 'GBP',
    bookedAt: '2026-03-01T09:00:00.000Z',
    postings: [
      { account: 'authorizations-held' as const, side: 'debit' as const, amountMinor: debitMinor },
      { account: 'authorizations-owed' as const, side: 'credit' as const, amountMinor: creditMinor },
    ],
  },
});

describe('assertBalanced', () => {
  it('accepts entries whose debits equal their credits', () => {
    expect(() => assertBalanced([entryOf(5_000, 5_000), entryOf(0, 0)])).not.toThrow();
    expect(logs.lines()).toEqual([]);
  });

  it.each([
    [5_000, 4_999, 1],
    [4_000, 5_000, -1_000],
  ])('throws for a debit of %i and a credit of %i, in any place', (debit, credit, difference) => {
    const message = `debits and credits of pay_1 differ by ${difference} GBP`;
    expect(() => assertBalanced([entryOf(debit, credit)])).toThrow(message);
    expect(() => assertBalanced([entryOf(1, 1), entryOf(debit, credit)])).toThrow(message);
    expect(logs.lines()[0]).toMatchObject({ LedgerImbalance: Math.abs(difference) });
  });
});
