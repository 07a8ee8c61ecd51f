import type { AnsweredWebhook } from '../world/provider-webhooks.ts';
import { MISMATCHES } from '../world/webhook-notice.ts';
import type { Journal } from './journal.ts';
import { type CommitAt, commitsIn } from './models/order-model.ts';
import type { Report } from './violation.ts';

const SIGNATURE_INVALID = 401;
const PROVIDER_NOT_FOUND = 404;

/** Forgeries with a valid signature: they do not match their payment. */
const SIGNED: ReadonlySet<string | undefined> = new Set(MISMATCHES);

/**
 * A webhook that the provider has not signed, or has signed more than five minutes ago, is rejected for its signature. Without
 * faults, the provider's own webhooks are accepted. One that is accepted has its effect by then: the payment no longer waits for
 * the call that it reports. Any other webhook has no effect: no commit has its correlation id. A signed one that does not match
 * its payment is accepted nevertheless, because repeating it would not make it match.
 */
export function checkWebhooks(
  webhooks: readonly AnsweredWebhook[],
  journal: Journal,
  { isQuiet, isSkewed }: { readonly isQuiet: boolean; readonly isSkewed: boolean },
  report: Report,
): void {
  const payments = commitsIn(journal, 'payments-events');
  const causes = new Set([...payments.values()].flat().map(({ correlationId }) => correlationId));
  for (const webhook of webhooks) {
    const { forgery, about, status, correlationId = '' } = webhook;
    const what = `${about} was answered ${status}`;
    if (forgery === undefined) {
      if (isQuiet && status !== 200) report('a genuine webhook is accepted', what);
      if (status === 200 && !isRecorded(webhook, payments))
        report('a webhook that is accepted is recorded', what);
      continue;
    }
    // A clock that is behind makes a webhook look younger.
    if (forgery === 'five minutes old' && isSkewed) continue;
    const expected = forgery === 'another provider' ? PROVIDER_NOT_FOUND : SIGNATURE_INVALID;
    if (!SIGNED.has(forgery) && status < 500 && status !== expected)
      report('a forged webhook is rejected', what);
    if (causes.has(correlationId)) report('a forged webhook has no effect', what);
  }
}

/** Returns true if the call had a result when the webhook was answered, or ended otherwise: a void ends an authorization. */
function isRecorded(
  { idempotencyKey = '', answeredMs }: AnsweredWebhook,
  payments: ReadonlyMap<string, readonly CommitAt[]>,
): boolean {
  const [paymentId = '', call = '', partId] = idempotencyKey.split('/');
  const events = (payments.get(paymentId) ?? [])
    .filter(({ atMs }) => atMs <= answeredMs)
    .flatMap((commit) => commit.events);
  return events.some(
    (event) =>
      RESULTS[call]?.has(event.type) === true &&
      (partId === undefined || (event.refundId ?? event.captureId ?? event.disputeId) === partId),
  );
}

/** The events after which a payment does not wait for a call, by the call. */
const RESULTS: Readonly<Record<string, ReadonlySet<string>>> = {
  authorize: new Set(['PaymentAuthorized', 'PaymentDeclined', 'VoidRequested', 'PaymentVoided']),
  capture: new Set(['PaymentCaptured']),
  void: new Set(['PaymentVoided', 'ChargeClosed']),
  release: new Set(['RemainderVoided']),
  refund: new Set(['PaymentRefunded', 'RefundFailed']),
  dispute: new Set(['DisputeOpened']),
};
