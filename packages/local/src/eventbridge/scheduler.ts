import type { DatabaseSync } from 'node:sqlite';
import type { RuleResource } from '@tradepost/compiled-service/templates/resources';
import { parseSchedule, type Schedule } from './schedule-expression.ts';

export type SchedulerConfig = {
  readonly rules: readonly RuleResource[];
  readonly store: DatabaseSync;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly log: (line: string) => void;
  /** Delivers the scheduled event. `timeMs` is the time at which it was due. */
  readonly fire: (rule: RuleResource, timeMs: number) => Promise<void>;
};

/** Maximum duration of one timer. Node.js timers are limited to about 24 days; a schedule may wait longer. */
const MAX_TIMER_MS = 86_400_000;

/**
 * Fires the enabled rules that have a schedule. A `rate` keeps its rhythm over restarts, and fires once at the start if it was
 * due while the cloud was stopped. Missed `cron` times are skipped, as on AWS for a disabled rule. Throws an error that names
 * the rule if an expression is not valid. `stop` waits for deliveries in progress.
 */
export function createScheduler(config: SchedulerConfig) {
  const { clock } = config;
  const paces = createPaces(config.store);
  const schedules = config.rules.flatMap((rule) => {
    const schedule = scheduleOf(rule);
    return schedule && rule.enabled ? [{ rule, schedule }] : [];
  });
  const timers = new Map<RuleResource, NodeJS.Timeout>();
  const firing = new Set<Promise<void>>();
  let running = false;

  function arm(rule: RuleResource, schedule: Schedule, dueMs: number | undefined): void {
    if (!running || dueMs === undefined) return;
    const waitMs = dueMs - clock();
    const timer =
      waitMs > MAX_TIMER_MS
        ? setTimeout(() => arm(rule, schedule, dueMs), MAX_TIMER_MS)
        : setTimeout(() => fire(rule, schedule, dueMs), Math.max(0, waitMs));
    timers.set(rule, timer);
  }

  function fire(rule: RuleResource, schedule: Schedule, dueMs: number): void {
    // Fire before storing the next time, so that a kill in between fires twice instead of never.
    const done = config
      .fire(rule, dueMs)
      .catch((error: unknown) => config.log(`schedule of rule ${rule.name} failed: ${String(error)}`))
      .finally(() => firing.delete(done));
    firing.add(done);
    arm(rule, schedule, nextDueMs(rule, schedule, dueMs));
  }

  /** Returns the next time in the future. Missed times are not made up for. */
  function nextDueMs(rule: RuleResource, schedule: Schedule, dueMs: number): number | undefined {
    const nowMs = clock();
    if (schedule.kind === 'cron') return schedule.nextMs(Math.max(dueMs, nowMs));
    const missed = Math.max(0, Math.floor((nowMs - dueMs) / schedule.everyMs));
    const nextMs = dueMs + (missed + 1) * schedule.everyMs;
    paces.keep(rule, nextMs);
    return nextMs;
  }

  function firstDueMs(rule: RuleResource, schedule: Schedule): number | undefined {
    const nowMs = clock();
    if (schedule.kind === 'cron') return schedule.nextMs(nowMs);
    const kept = paces.read(rule);
    if (kept !== undefined) return kept;
    paces.keep(rule, nowMs + schedule.everyMs);
    return nowMs + schedule.everyMs;
  }

  return {
    start(): void {
      running = true;
      for (const { rule, schedule } of schedules) arm(rule, schedule, firstDueMs(rule, schedule));
    },
    async stop(): Promise<void> {
      running = false;
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      await Promise.all(firing);
    },
  };
}

function scheduleOf(rule: RuleResource): Schedule | undefined {
  if (rule.scheduleExpression === undefined) return undefined;
  try {
    return parseSchedule(rule.scheduleExpression);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${rule.service}: rule ${rule.logicalId} (${rule.name}): ${why}`, { cause: error });
  }
}

/** Stores the next due time of each `rate` rule. It is valid while the expression is unchanged. */
function createPaces(store: DatabaseSync) {
  store.exec(`CREATE TABLE IF NOT EXISTS schedule_paces (
    rule_arn TEXT PRIMARY KEY, expression TEXT NOT NULL, next_at INTEGER NOT NULL
  )`);
  const select = store.prepare('SELECT next_at FROM schedule_paces WHERE rule_arn = ? AND expression = ?');
  const upsert = store.prepare('INSERT OR REPLACE INTO schedule_paces VALUES (?, ?, ?)');
  return {
    read(rule: RuleResource): number | undefined {
      const at = select.get(rule.arn, rule.scheduleExpression ?? '')?.['next_at'];
      return typeof at === 'number' ? at : undefined;
    },
    keep(rule: RuleResource, nextMs: number): void {
      upsert.run(rule.arn, rule.scheduleExpression ?? '', Math.round(nextMs));
    },
  };
}
