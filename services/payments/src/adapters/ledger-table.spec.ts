import { justWritten } from '@tradepost/testing/just-written';
import { createLedgerTable } from './ledger-table.ts';

describe('a balance that was just changed', () => {
  it('is part of the sums', async () => {
    const balance = { pk: 'balance#GBP#3', sk: 'balance', 'sales/debit': 500 };
    const ledger = createLedgerTable({ client: justWritten(balance), tableName: 'ledger' });
    const sums = await ledger.sumsIn('GBP');
    expect(sums.filter(({ amountMinor }) => amountMinor > 0)).toEqual([
      { account: 'sales', side: 'debit', amountMinor: 500 },
    ]);
  });
});
