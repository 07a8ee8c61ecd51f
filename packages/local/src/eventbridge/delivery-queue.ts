import { type BackOff, retryDelayMs } from '../timing/retry-delay.ts';
import { withinTime } from '../timing/within-time.ts';
import { deadLetterOf, type Exhaustion } from './dead-letter.ts';
import { type AttemptOutcome, attemptDelivery, type Delivery, type DeliveryError } from './delivery.ts';
import type { DeliveryStore, PendingDelivery } from './delivery-store.ts';
import { judgeFailure } from './delivery-verdict.ts';
import type { EventTargets } from './targets.ts';

export type DeliveryQueueConfig = {
  readonly store: DeliveryStore;
  readonly targets: EventTargets;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly log: (line: string) => void;
  readonly backOff?: BackOff;
  /** @see RetryRules */
  readonly functionRetryDelaysMs?: readonly number[];
};

/** With the default of 185 attempts, this adds up to about the 24 hours for which AWS retries. */
export const TARGET_BACK_OFF: BackOff = { baseMs: 1_000, capMs: 600_000 };
/** @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const FUNCTION_RETRY_DELAYS_MS = [60_000, 120_000];
const MAX_IN_FLIGHT = 100;
const STOP_GRACE_MS = 5_000;

/**
 * Queue of stored deliveries. Each is retried until it succeeds or is sent to the dead-letter queue. `start` resumes the
 * deliveries of an earlier run. `add` stores deliveries and tries them immediately; `addFailed` stores one whose first
 * attempt failed. Both fail if the delivery cannot be stored. `stop` waits, for a bounded time, for running attempts;
 * unfinished deliveries remain stored.
 */
export function createDeliveryQueue(config: DeliveryQueueConfig) {
  const { store, targets, clock } = config;
  const backOff = config.backOff ?? TARGET_BACK_OFF;
  const functionRetryDelaysMs = config.functionRetryDelaysMs ?? FUNCTION_RETRY_DELAYS_MS;
  const retryRules = { backOff, functionRetryDelaysMs };
  const inFlight = new Map<number, Promise<void>>();
  let running = false;
  let backlog = false;
  let timer: { readonly handle: NodeJS.Timeout; readonly atMs: number } | undefined;

  function wakeAt(atMs: number): void {
    if (!running || (timer && timer.atMs <= atMs)) return;
    if (timer) clearTimeout(timer.handle);
    timer = { handle: setTimeout(pump, Math.max(0, atMs - clock())), atMs };
  }

  /** Starts due deliveries, up to MAX_IN_FLIGHT, and sets the timer for the next one. */
  function pump(): void {
    if (timer) clearTimeout(timer.handle);
    timer = undefined;
    if (!running) return;
    const nowMs = clock();
    const due = store.due(nowMs, 2 * MAX_IN_FLIGHT).filter((pending) => !inFlight.has(pending.id));
    const room = MAX_IN_FLIGHT - inFlight.size;
    backlog = due.length > room;
    for (const pending of due.slice(0, room)) begin(pending);
    const nextMs = store.nextDueAtMs(nowMs);
    if (nextMs !== undefined) wakeAt(nextMs);
  }

  function begin(pending: PendingDelivery): void {
    const attempt = attemptDelivery(pending.delivery, targets)
      .then((outcome) => settle(pending, outcome))
      .catch((error: unknown) => config.log(`event delivery could not be recorded: ${String(error)}`))
      .finally(() => {
        inFlight.delete(pending.id);
        if (backlog) wakeAt(clock());
      });
    inFlight.set(pending.id, attempt);
  }

  async function settle(pending: PendingDelivery, outcome: AttemptOutcome): Promise<void> {
    if (outcome.status === 'delivered') {
      store.remove(pending.id);
      return;
    }
    const verdict = judgeFailure(pending, outcome, retryRules, clock());
    if ('retryAtMs' in verdict) {
      store.postpone(verdict.pending, verdict.retryAtMs);
      wakeAt(verdict.retryAtMs);
      return;
    }
    await giveUp(verdict.pending, outcome.error, verdict.exhausted);
  }

  async function giveUp(
    pending: PendingDelivery,
    error: DeliveryError,
    exhausted: Exhaustion | undefined,
  ): Promise<void> {
    const { delivery } = pending;
    const what = `event for ${delivery.targetArn} by ${delivery.ruleArn}`;
    if (delivery.deadLetterArn === undefined) {
      config.log(`${what} dropped, no dead-letter queue is configured: ${error.code}: ${error.message}`);
      store.remove(pending.id);
      return;
    }
    const { body, messageAttributes } = deadLetterOf(pending, error, exhausted);
    try {
      await targets.sendToQueue(delivery.deadLetterArn, body, { messageAttributes });
      store.remove(pending.id);
    } catch (failure) {
      // The next attempt tries the target again before the dead-letter queue: it may be available by then.
      const retryAtMs = clock() + retryDelayMs(pending.attempts + pending.functionErrors, backOff);
      config.log(`${what} could not be sent to the dead-letter queue: ${String(failure)}`);
      store.postpone(pending, retryAtMs);
      wakeAt(retryAtMs);
    }
  }

  return {
    start(): void {
      running = true;
      pump();
    },
    add(deliveries: readonly Delivery[]): void {
      if (deliveries.length === 0) return;
      for (const pending of store.addAll(deliveries, clock())) {
        if (running && inFlight.size < MAX_IN_FLIGHT) begin(pending);
        else backlog = true;
      }
    },
    async addFailed(delivery: Delivery, outcome: AttemptOutcome): Promise<void> {
      await settle(store.add(delivery, 0, clock() + backOff.baseMs), outcome);
    },
    pendingCount: () => store.count(),
    async stop(): Promise<void> {
      running = false;
      if (timer) clearTimeout(timer.handle);
      timer = undefined;
      await withinTime(Promise.all(inFlight.values()), STOP_GRACE_MS);
    },
  };
}
