import type { LedgerAccount, TrialBalance } from '@tradepost/contracts/payments/model';
import { describeReconciliation } from './describe-books.ts';
import {
  accountsOf,
  type Books,
  type PlayedOrder,
  reconcile,
  type ShownQuote,
  type StoredOrder,
} from './reconcile.ts';

const VAT = { class: 'standard', name: 'VAT', ppm: 190_000 };

/** Two lamps of 49.00 EUR, a fifth off, shipping 5.90 EUR with a tenth off, and 10.00 EUR of store credit; taxes included. */
const QUOTE: ShownQuote = {
  id: 'qte_01JD3XK8WQ4N6T2B9V5M7R0C1E',
  at: '2026-11-30T08:00:00.000Z',
  expiresAt: '2026-11-30T08:10:00.000Z',
  currency: 'EUR',
  taxIncluded: true,
  fingerprint: 'f',
  lines: [
    {
      ...{ lineId: 'L1', sku: 'LAMP', title: 'Brass lamp', quantity: 2, unitPriceMinor: 4_900 },
      discounts: [{ promotion: 'prm_1', minor: 1_960 }],
      taxes: [{ ...VAT, baseMinor: 6_588, taxMinor: 1_252 }],
      totalMinor: 7_840,
    },
  ],
  shipping: [
    {
      ...{ methodId: 'shm_1', name: 'Standard', priceMinor: 590 },
      discounts: [{ promotion: 'prm_2', minor: 59 }],
      taxes: [{ ...VAT, baseMinor: 446, taxMinor: 85 }],
      totalMinor: 531,
    },
  ],
  discounts: [
    { promotion: 'prm_1', name: 'A fifth off', code: 'RACE', minor: 1_960 },
    { promotion: 'prm_2', name: 'Shipping', minor: 59 },
  ],
  taxes: [{ ...VAT, baseMinor: 7_034, taxMinor: 1_337 }],
  totals: {
    ...{ linesMinor: 9_800, shippingMinor: 590, discountMinor: 2_019, taxMinor: 1_337 },
    ...{ totalMinor: 8_371, creditMinor: 1_000, dueMinor: 7_371 },
  },
};

const DEBITS = ['provider-receivable', 'discounts', 'store-credit'] as const;
const CREDITS = ['sales', 'shipping-income', 'tax-payable'] as const;
const OTHERS = ['refunds', 'fees', 'disputes', 'authorizations-held', 'authorizations-owed'] as const;
const ACCOUNTS: readonly LedgerAccount[] = [...DEBITS, ...CREDITS, ...OTHERS];
const sideOf = (account: LedgerAccount): 'debit' | 'credit' =>
  [...CREDITS, 'authorizations-held'].some((each) => each === account) ? 'credit' : 'debit';

/** A trial balance with amounts on the side of each account. */
function ledgerOf(amounts: Partial<Record<LedgerAccount, number>>): TrialBalance {
  const total = 1_000_000;
  return {
    currency: 'EUR',
    accounts: ACCOUNTS.map((account) => {
      const minor = 500 + (amounts[account] ?? 0);
      return sideOf(account) === 'debit'
        ? { account, debitMinor: minor, creditMinor: 0 }
        : { account, debitMinor: 0, creditMinor: minor };
    }),
    ...{ totalDebitMinor: total, totalCreditMinor: total, balanced: true },
  };
}

const PLAYED: PlayedOrder = { orderId: 'ord_1', quote: QUOTE, status: 'confirmed' };

function stored(): StoredOrder & { readonly payment: NonNullable<StoredOrder['payment']> } {
  const { dueMinor } = QUOTE.totals;
  const booked = accountsOf(QUOTE);
  const held = (debit: LedgerAccount, credit: LedgerAccount) => [
    { account: debit, side: 'debit' as const, amountMinor: dueMinor },
    { account: credit, side: 'credit' as const, amountMinor: dueMinor },
  ];
  return {
    orderId: 'ord_1',
    status: 'confirmed',
    totals: QUOTE.totals,
    reservationStatus: 'committed',
    payment: {
      status: 'captured',
      capturedMinor: dueMinor,
      entries: [
        { postings: held('authorizations-owed', 'authorizations-held') },
        {
          postings: [
            ...held('authorizations-held', 'authorizations-owed'),
            ...[...DEBITS, ...CREDITS].map((account) => {
              const side = sideOf(account);
              return { account, side, amountMinor: booked[account] };
            }),
          ],
        },
      ],
    },
  };
}

const CODE = { code: 'RACE', limit: 1, held: 0, used: 1, expectedUses: 1 };
const STOCK = { sku: 'LAMP', received: 2, onHand: 2, reserved: 2, available: 0, expectedSold: 2 };

function booksWith(changed: Partial<Books> = {}): Books {
  return {
    currency: 'EUR',
    played: [PLAYED],
    orders: [stored()],
    ledgerBefore: ledgerOf({}),
    ledgerAfter: ledgerOf(accountsOf(QUOTE)),
    codes: [CODE],
    stock: [STOCK],
    ...changed,
  };
}

describe('the accounts of a quote', () => {
  it('have the income without the taxes that its prices include', () => {
    expect(accountsOf(QUOTE)).toMatchObject({
      'provider-receivable': 7_371,
      discounts: 2_019,
      'store-credit': 1_000,
      sales: 8_548,
      'shipping-income': 505,
      'tax-payable': 1_337,
      'authorizations-held': 0,
    });
  });

  it('balance, also if taxes are added to the prices', () => {
    const totals = { ...QUOTE.totals, totalMinor: 9_708, dueMinor: 8_708 };
    for (const quote of [QUOTE, { ...QUOTE, taxIncluded: false, totals }]) {
      const amounts = accountsOf(quote);
      const sum = (names: readonly LedgerAccount[]) =>
        names.reduce((total, name) => total + amounts[name], 0);
      expect(sum(DEBITS)).toBe(sum(CREDITS));
    }
  });

  it('are all 0 if nothing is due', () => {
    const free = { ...QUOTE, totals: { ...QUOTE.totals, creditMinor: 8_371, dueMinor: 0 } };
    expect(new Set(Object.values(accountsOf(free)))).toEqual(new Set([0]));
  });
});

describe('reconcile', () => {
  it('finds no difference if the books match', () => {
    const { differences, rows, chargedMinor, confirmed } = reconcile(booksWith());
    expect(differences).toEqual([]);
    expect([confirmed, chargedMinor]).toEqual([1, 7_371]);
    expect(rows.map(({ account }) => account).toSorted()).toEqual(ACCOUNTS.toSorted());
  });

  it.each(ACCOUNTS)('reports one cent too much in %s, of the payment and of the trial balance', (account) => {
    const { payment, ...order } = stored();
    const cent = { postings: [{ account, side: sideOf(account), amountMinor: 1 }] };
    const entries = [...payment.entries, cent];
    const inEntries = reconcile(booksWith({ orders: [{ ...order, payment: { ...payment, entries } }] }));
    expect(inEntries.differences).toEqual([
      expect.stringMatching(new RegExp(`^${account} has .* EUR of ord_1, the quote `)),
      expect.stringMatching(
        new RegExp(`^${account}: the journal entries of the payments have .*\\(difference 0.01 EUR\\)$`),
      ),
    ]);
    const amounts = accountsOf(QUOTE);
    const ledgerAfter = ledgerOf({ ...amounts, [account]: amounts[account] - 1 });
    expect(reconcile(booksWith({ ledgerAfter })).differences).toEqual([
      expect.stringMatching(
        new RegExp(`^${account}: the trial balance has changed by .*\\(difference -0.01 EUR\\)$`),
      ),
    ]);
  });

  it('reports an order that differs from the quote that was shown', () => {
    const { payment, ...order } = stored();
    const totals = { ...QUOTE.totals, taxMinor: 1_336 };
    const differing = {
      ...{ ...order, status: 'cancelled', totals, reservationStatus: 'held' },
      payment: { ...payment, status: 'authorized', capturedMinor: 7_370 },
    };
    expect(reconcile(booksWith({ orders: [differing] })).differences).toEqual([
      'ord_1 is cancelled, not confirmed',
      'ord_1 has taxMinor 13.36 EUR, the quote 13.37 EUR',
      'the reservation of ord_1 is held, not committed',
      'the payment of ord_1 is authorized, not captured',
      'the payment of ord_1 has captured 73.70 EUR, the quote has 73.71 EUR',
    ]);
  });

  it('reports a quote whose parts are not its total', () => {
    const quote = { ...QUOTE, shipping: [], totals: { ...QUOTE.totals, linesMinor: 9_801 } };
    const { differences } = reconcile(booksWith({ played: [{ ...PLAYED, quote }] }));
    expect(differences).toContain('the quote of ord_1 has parts 83.72 EUR, and total 83.71 EUR');
    expect(differences).toContain(
      'the quote of ord_1 has taxes of lines and shipping 12.52 EUR, and tax 13.37 EUR',
    );
  });

  it('reports an order or a payment that is missing, and a ledger that does not balance', () => {
    const { payment: _payment, ...unpaid } = stored();
    expect(reconcile(booksWith({ orders: [unpaid] })).differences).toContain(
      'ord_1 has no payment of 73.71 EUR',
    );
    expect(reconcile(booksWith({ orders: [] })).differences).toContain('ord_1 is not found');
    const ledgerAfter = { ...ledgerOf(accountsOf(QUOTE)), balanced: false, totalDebitMinor: 999_999 };
    expect(reconcile(booksWith({ ledgerAfter })).differences).toEqual([
      'the ledger does not balance: debits 9,999.99 EUR, credits 10,000.00 EUR',
    ]);
  });

  it('accepts a free order without a payment', () => {
    const totals = { ...QUOTE.totals, creditMinor: 8_371, dueMinor: 0 };
    const { payment: _payment, ...order } = { ...stored(), totals };
    const played = [{ ...PLAYED, quote: { ...QUOTE, totals } }];
    const books = booksWith({ played, orders: [order], ledgerAfter: ledgerOf({}) });
    expect(reconcile(books).differences).toEqual([]);
  });

  it.each([
    [{ held: 1 }, ['RACE is still held by 1 orders', 'RACE is held and used 2 times, above its limit of 1']],
    [{ used: 0 }, ['RACE has 0 uses, and 1 confirmed orders have its discount', 'RACE has 0 uses, not 1']],
  ])('reports uses of a code: %j', (changed, differences) => {
    expect(reconcile(booksWith({ codes: [{ ...CODE, ...changed }] })).differences).toEqual(differences);
  });

  it.each([
    [{ expectedSold: 3 }, ['2 units of LAMP were sold, not 3']],
    [{ onHand: 1 }, ['1 units of LAMP are on hand, and 2 were received']],
    [
      { reserved: 3, available: -1 },
      ['3 units of LAMP are reserved, and 2 were sold', '-1 units of LAMP are available, not 0'],
    ],
  ])('reports units of a SKU: %j', (changed, differences) => {
    expect(reconcile(booksWith({ stock: [{ ...STOCK, ...changed }] })).differences).toEqual(differences);
  });

  it('counts the orders that were confirmed, and no others', () => {
    const rejected = { ...PLAYED, orderId: 'ord_2', status: 'rejected' as const };
    expect(reconcile(booksWith({ played: [PLAYED, rejected] }))).toMatchObject({
      confirmed: 1,
      differences: [],
    });
  });
});

describe('the printed reconciliation', () => {
  it('ends with the verdict', () => {
    const lines = describeReconciliation(reconcile(booksWith())).split('\n');
    expect(lines).toContain('tax-payable          13.37 EUR        13.37 EUR      13.37 EUR');
    expect(lines.at(-1)).toBe(
      'RECONCILED: 1 order, 73.71 EUR charged. Every account of the ledger matches the quotes.',
    );
  });

  it('has each difference', () => {
    const text = describeReconciliation(reconcile(booksWith({ stock: [{ ...STOCK, onHand: 1 }] })));
    expect(text.split('\n').slice(-2)).toEqual([
      '  - 1 units of LAMP are on hand, and 2 were received',
      'NOT RECONCILED: 1 difference in 1 order, 73.71 EUR charged.',
    ]);
  });
});
