import type { Reconciliation } from './reconcile.ts';
import { count, showMinor } from './show-minor.ts';

/** Maximum number of differences that are printed: one fault may be in every order. */
const MAX_SHOWN = 40;
const HEADINGS = ['account', 'quotes', 'journal entries', 'trial balance'] as const;

/** Returns the accounts, the codes and the stock as a table, the differences, and the verdict as the last line. */
export function describeReconciliation(reconciliation: Reconciliation): string {
  const { currency, rows, codes, stock, differences } = reconciliation;
  const amounts = rows.map(({ account, quotesMinor, entriesMinor, ledgerMinor }) => [
    account,
    ...[quotesMinor, entriesMinor, ledgerMinor].map((minor) => showMinor(minor, currency)),
  ]);
  const hidden = differences.length - MAX_SHOWN;
  return [
    ...toTable([HEADINGS, ...amounts]),
    '',
    ...toTable([
      ['code', 'limit', 'held', 'used'],
      ...codes.map(({ code, limit, held, used }) => [code, ...[limit, held, used].map(String)]),
    ]),
    '',
    ...toTable([
      ['SKU', 'received', 'sold', 'available'],
      ...stock.map(({ sku, received, reserved, available }) => [
        sku,
        ...[received, reserved, available].map(String),
      ]),
    ]),
    '',
    ...differences.slice(0, MAX_SHOWN).map((difference) => `  - ${difference}`),
    ...(hidden > 0 ? [`  - and ${count(hidden, 'more difference')}`] : []),
    verdictOf(reconciliation),
  ].join('\n');
}

function verdictOf({ currency, confirmed, chargedMinor, differences }: Reconciliation): string {
  const orders = `${count(confirmed, 'order')}, ${showMinor(chargedMinor, currency)} charged`;
  if (differences.length === 0)
    return `RECONCILED: ${orders}. Every account of the ledger matches the quotes.`;
  return `NOT RECONCILED: ${count(differences.length, 'difference')} in ${orders}.`;
}

/** The first column is aligned to the left, all others to the right. */
function toTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
