import type { Books } from './tables.ts';
import type { Violation } from './violation.ts';

/** Debits equal credits, balances equal the sums of their entries, and held and captured money equal the provider's. */
export function checkLedger({ entries, balances, charges }: Books): readonly Violation[] {
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
  const violations: Violation[] = [];
  for (const name of new Set([...booked.keys(), ...summed.keys()])) {
    if ((booked.get(name) ?? 0) === (summed.get(name) ?? 0)) continue;
    violations.push({
      invariant: 'the ledger balances',
      what: `${name}: entries ${booked.get(name)}, balance ${summed.get(name)}`,
    });
  }
  const held = new Map<string, number>();
  const taken = new Map<string, number>();
  for (const { status, currency, amountMinor, capturedMinor, refundedMinor } of charges.values()) {
    if (status === 'authorized') add(held, currency, amountMinor);
    if (status === 'captured') add(taken, currency, capturedMinor - refundedMinor);
  }
  for (const currency of new Set([...summed.keys()].map((name) => name.split(' ')[0] ?? ''))) {
    const of = (column: string) => summed.get(`${currency} ${column}`) ?? 0;
    const sides = [...summed].filter(([name]) => name.startsWith(currency));
    const debits = sides
      .filter(([name]) => name.endsWith('/debit'))
      .reduce((sum, [, amount]) => sum + amount, 0);
    const credits = sides
      .filter(([name]) => name.endsWith('/credit'))
      .reduce((sum, [, amount]) => sum + amount, 0);
    if (debits !== credits)
      violations.push({ invariant: 'the ledger balances', what: `${currency}: ${debits} ≠ ${credits}` });
    const holds = of('authorizations-held/credit') - of('authorizations-held/debit');
    if (holds !== (held.get(currency) ?? 0)) {
      violations.push({
        invariant: 'the ledger has the authorized amounts',
        what: `${currency}: ${holds}, at the provider ${held.get(currency) ?? 0}`,
      });
    }
    const sales = of('provider-receivable/debit') - of('provider-receivable/credit');
    if (sales !== (taken.get(currency) ?? 0)) {
      violations.push({
        invariant: 'the ledger has the captured amounts',
        what: `${currency}: ${sales}, at the provider ${taken.get(currency) ?? 0}`,
      });
    }
  }
  return violations;
}

function add(sums: Map<string, number>, name: string, amount: number): void {
  sums.set(name, (sums.get(name) ?? 0) + amount);
}
