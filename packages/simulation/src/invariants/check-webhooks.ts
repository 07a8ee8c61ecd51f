import type { AnsweredWebhook } from '../world/provider-webhooks.ts';
import { MISMATCHES } from '../world/webhook-notice.ts';
import type { Report } from './violation.ts';

const SIGNATURE_INVALID = 401;

/** Forgeries with a valid signature: they do not match their payment. */
const SIGNED: ReadonlySet<string | undefined> = new Set(MISMATCHES);

/**
 * A webhook that the provider has not signed, or has signed more than five minutes ago, is rejected for its signature. Without faults, the provider's own webhooks
 * are accepted. A signed webhook that does not match its payment is accepted and changes nothing: `check-payment.ts`
 * compares our records with the provider's.
 */
export function checkWebhooks(
  webhooks: readonly AnsweredWebhook[],
  { isQuiet, isSkewed }: { readonly isQuiet: boolean; readonly isSkewed: boolean },
  report: Report,
): void {
  for (const { forgery, about, status } of webhooks) {
    const what = `${about} was answered ${status}`;
    // A clock that is behind makes a webhook look younger.
    if (forgery === 'five minutes old') {
      if (!isSkewed && status !== SIGNATURE_INVALID) report('a forged webhook is rejected', what);
      continue;
    }
    if (forgery !== undefined && !SIGNED.has(forgery) && status !== SIGNATURE_INVALID)
      report('a forged webhook is rejected', what);
    if (forgery === undefined && isQuiet && status !== 200) report('a genuine webhook is accepted', what);
  }
}
