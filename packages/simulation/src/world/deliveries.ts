import { deadLetterOf, type Exhaustion } from '@tradepost/local/eventbridge/dead-letter';
import type { Delivery } from '@tradepost/local/eventbridge/delivery';
import { TARGET_BACK_OFF } from '@tradepost/local/eventbridge/delivery-queue';
import type { PendingDelivery } from '@tradepost/local/eventbridge/delivery-store';
import { judgeFailure } from '@tradepost/local/eventbridge/delivery-verdict';
import type { Queues } from './queues.ts';
import type { Setting } from './setting.ts';

export type DeliveriesConfig = Setting & {
  readonly queues: Pick<Queues, 'byArn'>;
  readonly startExecution: (machineArn: string, input: string, key: string) => void;
};

const QUARTER_MS = 15 * 60_000;
/** Longer than a rule retries, so that some deliveries are given up. */
const MAX_DOWN_MS = 36 * 3_600_000;
const OUT_OF_REACH = { code: 'ERROR_FROM_TARGET', message: 'the target is unreachable' };

/** Delivers events from the bus to the targets of its rules. The local cloud's own code evaluates the policies. */
export function createDeliveries(config: DeliveriesConfig) {
  const { scheduler, draw, faults, queues, trace } = config;
  const downUntilMs = new Map<string, number>();
  const isDown = (targetArn: string): boolean => {
    const nowMs = scheduler.nowMs();
    if (nowMs < (downUntilMs.get(targetArn) ?? 0)) return true;
    const at = `${targetArn.split(':').at(-1)} quarter ${Math.floor(nowMs / QUARTER_MS)}`;
    if (downUntilMs.has(at) || !faults.happens('targetDown', at)) return false;
    downUntilMs.set(at, nowMs);
    downUntilMs.set(targetArn, nowMs + MAX_DOWN_MS * draw.unit(`down ${at}`) ** 2);
    return true;
  };
  const reach = ({ kind, targetArn, input }: Delivery, key: string): void => {
    if (kind === 'queue') queues.byArn(targetArn).send(input);
    else if (kind === 'stateMachine') config.startExecution(targetArn, input, key);
    else throw new Error(`the simulated bus does not deliver to ${targetArn}`);
  };
  const attempt = (pending: PendingDelivery, key: string): void => {
    const { delivery } = pending;
    if (!isDown(delivery.targetArn)) {
      reach(delivery, key);
      return;
    }
    const random = () => draw.unit(`retry ${pending.attempts} ${key}`);
    const rules = { backOff: TARGET_BACK_OFF, functionRetryDelaysMs: [], random };
    const verdict = judgeFailure(
      pending,
      { status: 'failed', error: OUT_OF_REACH },
      rules,
      scheduler.nowMs(),
    );
    if ('retryAtMs' in verdict)
      scheduler.after(verdict.retryAtMs - scheduler.nowMs(), () => attempt(verdict.pending, key));
    else giveUp(verdict.pending, key, verdict.exhausted);
  };
  const giveUp = (pending: PendingDelivery, key: string, exhausted: Exhaustion | undefined): void => {
    const { deadLetterArn } = pending.delivery;
    trace(() => `bus gives up ${key}: ${exhausted}`);
    if (deadLetterArn === undefined) return;
    const { body, messageAttributes } = deadLetterOf(pending, OUT_OF_REACH, exhausted);
    queues.byArn(deadLetterArn).send(body, messageAttributes);
  };
  return {
    /** Delivers by the target's policy: retries until it succeeds, or sends a dead-letter message. */
    begin: (delivery: Delivery, key: string) =>
      attempt({ id: 0, delivery, attempts: 0, functionErrors: 0 }, key),
    /** Delivers at once, without checking whether the target is down. */
    reach,
  };
}
