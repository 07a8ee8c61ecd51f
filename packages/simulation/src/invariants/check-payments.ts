import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Books } from './tables.ts';
import type { Report } from './violation.ts';

/**
 * Every payment, also those without an order: a pending one is authorized, declined or voided once; each part is captured once, all of
 * them are at most what was authorized, and refunds, with those under way, are at most the captures at every instant. The provider
 * has the same amounts.
 */
export function checkPayments({ payments, charges }: Books, report: Report): void {
  for (const [paymentId, log] of payments) {
    const events = log.flatMap((commit): readonly UncheckedJson[] => commit.events);
    checkPending(paymentId, events, report);
    checkParts(paymentId, events, charges.get(paymentId), report);
  }
}

function checkPending(paymentId: string, events: readonly UncheckedJson[], report: Report): void {
  const pendingAt = events.findIndex(({ type }) => type === 'PaymentPending');
  if (pendingAt === -1) return;
  const later = events.slice(pendingAt + 1).map(({ type }) => type as string);
  const ends = later.filter((type) => type === 'PaymentAuthorized' || type === 'PaymentDeclined').length;
  const isVoidedFirst = ends === 0 && later.includes('PaymentVoided');
  if (ends + Number(isVoidedFirst) !== 1)
    report('a pending payment ends once', `${paymentId}: ${later.join(', ') || 'nothing follows'}`);
}

function sumOf(amounts: ReadonlyMap<string, number>): number {
  return [...amounts.values()].reduce((sum, minor) => sum + minor, 0);
}

function checkParts(
  paymentId: string,
  events: readonly UncheckedJson[],
  charge: UncheckedJson,
  report: Report,
): void {
  const captured = new Set<string>();
  const refunds = new Map<string, number>();
  let authorizedMinor = 0;
  let capturedMinor = 0;
  let refundedMinor = 0;
  const disputes = new Map<string, number>();
  for (const { type, amount, captureId, refundId, disputeId } of events) {
    if (type === 'PaymentAuthorized') authorizedMinor = amount.amountMinor;
    if (type === 'PaymentCaptured') {
      const part = String(captureId ?? 'all');
      if (captured.has(part)) report('each part is captured once', `${paymentId}: ${part}`);
      captured.add(part);
      capturedMinor += amount.amountMinor;
    }
    if (type === 'RefundRequested') refunds.set(refundId, amount.amountMinor);
    if (type === 'RefundFailed') refunds.delete(refundId);
    if (type === 'PaymentRefunded') refundedMinor += amount.amountMinor;
    if (type === 'DisputeOpened') disputes.set(disputeId, amount.amountMinor);
    if (type === 'DisputeWon') disputes.delete(disputeId);
    const underWay = sumOf(refunds);
    // The bank may dispute what was refunded before; what is disputed is not refunded, too.
    if (type === 'RefundRequested' && underWay + sumOf(disputes) > capturedMinor)
      report(
        'what is disputed is not refunded',
        `${paymentId}: ${underWay} and ${sumOf(disputes)} of ${capturedMinor}`,
      );
    if (capturedMinor > authorizedMinor)
      report(
        'captures are at most what was authorized',
        `${paymentId}: ${capturedMinor} of ${authorizedMinor}`,
      );
    if (underWay > capturedMinor)
      report(
        'refunds are at most the captures',
        `${paymentId}: ${underWay} of ${capturedMinor} after ${type}`,
      );
  }
  const theirs = [charge?.capturedMinor ?? 0, charge?.refundedMinor ?? 0];
  if (capturedMinor !== theirs[0] || refundedMinor !== theirs[1])
    report(
      "our records match the provider's",
      `${paymentId}: captured ${capturedMinor}, refunded ${refundedMinor}, theirs ${theirs.join(', ')}`,
    );
}
