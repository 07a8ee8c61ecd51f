import { type LedgerAccount, ledgerAccount, type TrialBalance } from '@tradepost/contracts/payments/model';
import type { Posting } from './to-booking.ts';

/** The sums of one account, in minor units. */
export type Balance = {
  readonly account: LedgerAccount;
  readonly debitMinor: number;
  readonly creditMinor: number;
};

/** Sums postings by account. An account without postings has zeros. */
function toBalances(postings: readonly Posting[]): readonly Balance[] {
  return ledgerAccount.options.map((account) => {
    const sum = (side: Posting['side']) =>
      postings
        .filter((posting) => posting.account === account && posting.side === side)
        .reduce((total, { amountMinor }) => total + amountMinor, 0);
    return { account, debitMinor: sum('debit'), creditMinor: sum('credit') };
  });
}

/** Trial balance of a currency: all accounts, the totals, and whether the totals are equal. */
export function toTrialBalance(currency: string, postings: readonly Posting[]): TrialBalance {
  const accounts = toBalances(postings);
  const totalDebitMinor = accounts.reduce((total, { debitMinor }) => total + debitMinor, 0);
  const totalCreditMinor = accounts.reduce((total, { creditMinor }) => total + creditMinor, 0);
  return {
    currency,
    accounts: [...accounts],
    totalDebitMinor,
    totalCreditMinor,
    balanced: totalDebitMinor === totalCreditMinor,
  };
}
