import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { ReportedDispute } from '../workload/disputes.ts';
import type { Books } from './tables.ts';
import type { Report } from './violation.ts';

/** Each dispute that the provider has reported is recorded once, with its amount, its fee and the first decision; no other is. */
export function checkDisputes(
  { payments }: Pick<Books, 'payments'>,
  disputes: readonly ReportedDispute[],
  report: Report,
): void {
  const recorded = [...payments].flatMap(([paymentId, log]) =>
    log
      .flatMap(({ events }): readonly UncheckedJson[] => events)
      .filter(({ type }) => type.startsWith('Dispute'))
      .map((event) => ({ ...event, of: `${paymentId} ${event.disputeId}` })),
  );
  const byDispute = Map.groupBy(recorded, ({ of }): string => of);
  const reported = new Map(disputes.map((each) => [`${each.paymentId} ${each.disputeId}`, each]));
  for (const of of byDispute.keys())
    if (!reported.has(of)) report('a dispute is one that the provider has reported', of);
  for (const [of, { amountMinor, feeMinor, decision }] of reported) {
    const [opened, ...others] = byDispute.get(of) ?? [];
    if (
      opened?.type !== 'DisputeOpened' ||
      opened.amount.amountMinor !== amountMinor ||
      opened.feeMinor !== feeMinor
    )
      report(
        'a dispute is recorded once',
        `${of}: ${JSON.stringify(opened)}, not ${amountMinor} and ${feeMinor}`,
      );
    const decisions = others.map(({ type }) => type).join(', ');
    const expected = decision === undefined ? '' : { won: 'DisputeWon', lost: 'DisputeLost' }[decision];
    if (decisions !== expected)
      report('a dispute has its first decision', `${of}: ${decisions || 'none'}, not ${expected || 'none'}`);
  }
}
