import { type BackOff, retryDelayMs } from '../timing/retry-delay.ts';
import type { Exhaustion } from './dead-letter.ts';
import type { AttemptOutcome } from './delivery.ts';
import type { PendingDelivery } from './delivery-store.ts';

/** Decision on a failed delivery: retried at a time, or given up, with the exhausted limit if that is the reason. */
export type Verdict =
  | { readonly pending: PendingDelivery; readonly retryAtMs: number }
  | { readonly pending: PendingDelivery; readonly exhausted?: Exhaustion };

export type RetryRules = {
  readonly backOff: BackOff;
  /** Delays before the retries of a failed function. Their number is the number of retries. */
  readonly functionRetryDelaysMs: readonly number[];
  /** Defaults to `Math.random`. */
  readonly random?: () => number;
};

/**
 * Counts a failure and applies the target's retry policy, or the retries of asynchronous invocation if the function itself
 * failed. `nowMs` is in epoch milliseconds.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export function judgeFailure(
  before: PendingDelivery,
  outcome: Exclude<AttemptOutcome, { status: 'delivered' }>,
  rules: RetryRules,
  nowMs: number,
): Verdict {
  if (outcome.status === 'functionFailed') {
    const pending = { ...before, functionErrors: before.functionErrors + 1 };
    const delayMs = rules.functionRetryDelaysMs[before.functionErrors];
    return delayMs === undefined
      ? { pending, exhausted: 'MaximumRetryAttempts' }
      : { pending, retryAtMs: nowMs + delayMs };
  }
  const pending = { ...before, attempts: before.attempts + 1 };
  if (outcome.status === 'refused') return { pending };
  const { maximumRetryAttempts, maximumEventAgeInSeconds } = pending.delivery.retryPolicy;
  if (pending.attempts > maximumRetryAttempts) return { pending, exhausted: 'MaximumRetryAttempts' };
  const retryAtMs = nowMs + retryDelayMs(pending.attempts, rules.backOff, rules.random);
  return retryAtMs - pending.delivery.acceptedAtMs > maximumEventAgeInSeconds * 1_000
    ? { pending, exhausted: 'MaximumEventAgeInSeconds' }
    : { pending, retryAtMs };
}
