import { type LedgerAccount, ledgerAccount, type TrialBalance } from '@tradepost/contracts/models/payment';
import type { Posting } from './journal.ts';

/** The sums of one account, in minor units. */
export type Balance = {
  readonly account: LedgerAccount;
  readonly debitMinor: number;
  readonly creditMinor: number;
};

/** Sums postings, or balances, by account. An account without any stands with zeros. */
function toBalances(postings: readonly Posting[]): readonly Balance[] {
  return ledgerAccount.options.map((account) => {
    const sum = (side: Posting['side']) =>
      postings
        .filter((posting) => posting.account === account && posting.side === side)
        .reduce((total, { amountMinor }) => total + amountMinor, 0);
    return { account, debitMinor: sum('debit'), creditMinor: sum('credit') };
  });
}

/** All accounts of one currency, with the proof that nothing was booked on one side only. */
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
