import type { ReportedDispute } from '../workload/disputes.ts';
import { add, differences } from './sums.ts';
import type { Books } from './tables.ts';
import type { Report } from './violation.ts';

/**
 * Debits equal credits, balances equal the sums of their entries, and held and captured money equal the provider's, who takes what is
 * disputed until the dispute is won, and keeps its fee.
 */
export function checkLedger(
  { entries, balances, charges }: Books,
  disputes: readonly ReportedDispute[],
  report: Report,
): void {
  const booked = new Map<string, number>();
  for (const { currency, postings } of entries) {
    for (const { account, side, amountMinor } of postings)
      add(booked, `${currency} ${account}/${side}`, amountMinor);
  }
  const summed = new Map<string, number>();
  for (const { pk, sk: _sk, ...columns } of balances) {
    for (const [column, amount] of Object.entries(columns))
      add(summed, `${String(pk).split('#')[1]} ${column}`, Number(amount));
  }
  for (const [name, sum, balance] of differences(booked, summed))
    report('the ledger balances', `${name}: entries ${sum}, balance ${balance}`);
  const held = new Map<string, number>();
  const taken = new Map<string, number>();
  for (const { status, currency, amountMinor, capturedMinor, refundedMinor } of charges.values()) {
    if (status === 'authorized') add(held, currency, amountMinor);
    if (status === 'partlyCaptured') add(held, currency, amountMinor - capturedMinor);
    if (status === 'captured' || status === 'partlyCaptured')
      add(taken, currency, capturedMinor - refundedMinor);
  }
  const disputed = new Map<string, number>();
  const fees = new Map<string, number>();
  for (const { currency, amountMinor, feeMinor, decision } of disputes) {
    add(taken, currency, -feeMinor - (decision === 'won' ? 0 : amountMinor));
    add(disputed, currency, decision === undefined ? amountMinor : 0);
    add(fees, currency, feeMinor);
  }
  const booking = [...summed.keys()].map((name) => name.split(' ')[0] ?? '');
  for (const currency of new Set([...booking, ...held.keys(), ...taken.keys()])) {
    const of = (column: string) => summed.get(`${currency} ${column}`) ?? 0;
    const total = (side: string) =>
      [...summed]
        .filter(([name]) => name.startsWith(currency) && name.endsWith(side))
        .reduce((sum, [, amount]) => sum + amount, 0);
    if (total('/debit') !== total('/credit'))
      report('the ledger balances', `${currency}: ${total('/debit')} ≠ ${total('/credit')}`);
    const holds = of('authorizations-held/credit') - of('authorizations-held/debit');
    if (holds !== (held.get(currency) ?? 0))
      report(
        'the ledger has the authorized amounts',
        `${currency}: ${holds}, at the provider ${held.get(currency)}`,
      );
    for (const [account, theirs] of [
      ['disputes', disputed],
      ['fees', fees],
    ] as const) {
      const ours = of(`${account}/debit`) - of(`${account}/credit`);
      if (ours !== (theirs.get(currency) ?? 0))
        report(
          'the ledger has the disputed amounts',
          `${currency} ${account}: ${ours}, at the provider ${theirs.get(currency)}`,
        );
    }
    const sales = of('provider-receivable/debit') - of('provider-receivable/credit');
    if (sales !== (taken.get(currency) ?? 0))
      report(
        'the ledger has the captured amounts',
        `${currency}: ${sales}, at the provider ${taken.get(currency)}`,
      );
  }
}
