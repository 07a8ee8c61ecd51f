import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Report } from './violation.ts';

/** Returns the amount that the provider authorized or captured, without subtracting refunds. */
export function hadBy(charge: UncheckedJson): number {
  if (charge?.status === 'authorized') return charge.amountMinor;
  return charge?.status === 'captured' ? charge.capturedMinor : 0;
}

/** The log of a payment matches the provider's record, and nothing is captured or refunded twice. */
export function checkPayment(log: readonly UncheckedJson[], charge: UncheckedJson, report: Report): void {
  const events = log.flatMap((commit): readonly UncheckedJson[] => commit.events);
  const count = (type: string) => events.filter((event) => event.type === type).length;
  const [refunds, others] = [
    events.filter(isOfRefund),
    events.filter((event) => !isOfRefund(event) && !isOfDispute(event)),
  ];
  const last = others.at(-1)?.type;
  if (last !== undefined && /Requested$/.test(last))
    report('no payment stays pending', `it ends with ${last}`);
  if (count('PaymentCaptured') > 1)
    report('nothing is charged twice', `captured ${count('PaymentCaptured')} times`);
  if (count('PaymentAuthorized') > 1)
    report('at most one authorization', `authorized ${count('PaymentAuthorized')} times`);
  for (const [ours, theirs] of [
    ['PaymentAuthorized', 'authorized'],
    ['PaymentCaptured', 'captured'],
  ]) {
    if ((last === ours) === (charge?.status === theirs)) continue;
    report("our records match the provider's", `ours end with ${last}, theirs with ${charge?.status}`);
  }
  checkRefunds(refunds, charge, report);
}

function isOfRefund({ type }: UncheckedJson): boolean {
  return type.startsWith('Refund') || type === 'PaymentRefunded';
}

function isOfDispute({ type }: UncheckedJson): boolean {
  return type.startsWith('Dispute');
}

function checkRefunds(events: readonly UncheckedJson[], charge: UncheckedJson, report: Report): void {
  let refundedMinor = 0;
  for (const [refundId, ofOne] of Map.groupBy(events, (event): string => event.refundId)) {
    const types = ofOne.map(({ type }) => type).join(', ');
    if (types.endsWith('RefundRequested')) report('no payment stays pending', `${refundId}: ${types}`);
    if (ofOne.length > 2) report('nothing is refunded twice', `${refundId}: ${types}`);
    for (const { type, amount } of ofOne) if (type === 'PaymentRefunded') refundedMinor += amount.amountMinor;
  }
  if (refundedMinor !== (charge?.refundedMinor ?? 0))
    report(
      "our records match the provider's",
      `ours refunded ${refundedMinor}, theirs ${charge?.refundedMinor}`,
    );
  if (refundedMinor > (charge?.capturedMinor ?? 0))
    report('captured ≤ authorized ≤ total', `${refundedMinor} refunded of ${charge?.capturedMinor}`);
}
