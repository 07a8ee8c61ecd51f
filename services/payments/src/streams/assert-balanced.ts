import { writeMetrics } from '@tradepost/lambda/log/metrics';
import type { NumberedEntry } from '../projections/to-journal-entries.ts';

/**
 * Throws if the debits of an entry do not equal its credits, and measures the difference. Such an entry is not booked: its
 * record goes to the failures queue.
 */
export function assertBalanced(entries: readonly NumberedEntry[]): void {
  for (const { entry } of entries) {
    const differenceMinor = entry.postings.reduce(
      (sum, { side, amountMinor }) => sum + (side === 'debit' ? amountMinor : -amountMinor),
      0,
    );
    if (differenceMinor === 0) continue;
    writeMetrics([{ name: 'LedgerImbalance', value: Math.abs(differenceMinor), unit: 'Count' }]);
    throw new Error(
      `debits and credits of ${entry.paymentId} differ by ${differenceMinor} ${entry.currency}`,
    );
  }
}
