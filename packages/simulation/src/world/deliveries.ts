import { deadLetterOf, type Exhaustion } from '@tradepost/local/eventbridge/dead-letter';
import type { Delivery } from '@tradepost/local/eventbridge/delivery';
import { TARGET_BACK_OFF } from '@tradepost/local/eventbridge/delivery-queue';
import type { PendingDelivery } from '@tradepost/local/eventbridge/delivery-store';
import { judgeFailure } from '@tradepost/local/eventbridge/delivery-verdict';
import type { Faults } from '../faults/faults.ts';
import type { Draw } from '../random.ts';
import type { Queues } from './queues.ts';
import type { Scheduler } from './scheduler.ts';

export type Deliveries = {
  /** Delivers by the target's policy: retries until it succeeds, or sends a dead-letter message. */
  readonly begin: (delivery: Delivery, key: string) => void;
  /** Delivers at once, without checking whether the target is down. */
  readonly reach: (delivery: Delivery, key: string) => void;
};

export type DeliveriesConfig = {
  readonly scheduler: Scheduler;
  readonly draw: Draw;
  readonly faults: Faults;
  readonly queues: Pick<Queues, 'byArn'>;
  readonly startExecution: (machineArn: string, input: string, key: string) => void;
  readonly tell: (line: () => string) => void;
};

const QUARTER_MS = 15 * 60_000;
/** Longer than a rule retries, so that some deliveries are given up. */
const MAX_DOWN_MS = 36 * 3_600_000;
const OUT_OF_REACH = { code: 'ERROR_FROM_TARGET', message: 'the target is unreachable' };

/** Delivers events from the bus to the targets of its rules. The local cloud's own code evaluates the policies. */
export function createDeliveries(config: DeliveriesConfig): Deliveries {
  const { scheduler, draw, faults, queues, tell } = config;
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
  const reach: Deliveries['reach'] = ({ kind, targetArn, input }, key) => {
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
    tell(() => `bus gives up ${key}: ${exhausted}`);
    if (deadLetterArn === undefined) return;
    const { body, messageAttributes } = deadLetterOf(pending, OUT_OF_REACH, exhausted);
    queues.byArn(deadLetterArn).send(body, messageAttributes);
  };
  return {
    begin: (delivery, key) => attempt({ id: 0, delivery, attempts: 0, functionErrors: 0 }, key),
    reach,
  };
}
