import type { DatabaseSync } from 'node:sqlite';
import type { RuleResource } from '@tradepost/compiled-service/templates/resources';

export type SchedulerConfig = {
  readonly rules: readonly RuleResource[];
  readonly store: DatabaseSync;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly log: (line: string) => void;
  /** Delivers the scheduled event. `timeMs` is the time at which it was due. */
  readonly fire: (rule: RuleResource, timeMs: number) => Promise<void>;
};

/**
 * Fires the enabled rules that have a schedule. Only `rate(…)` is supported. It keeps its rhythm over restarts, and fires once
 * at the start if it was due while the cloud was stopped. Throws an error that names the rule if an expression is not valid.
 * `stop` waits for deliveries in progress.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function createScheduler(config: SchedulerConfig) {
  const { clock } = config;
  const dueTimes = createDueTimes(config.store);
  const schedules = config.rules.flatMap((rule) => {
    const everyMs = scheduleIntervalMs(rule);
    return everyMs !== undefined && rule.enabled ? [{ rule, everyMs }] : [];
  });
  const timers = new Map<RuleResource, NodeJS.Timeout>();
  const firing = new Set<Promise<void>>();
  let running = false;

  function arm(rule: RuleResource, everyMs: number, dueMs: number): void {
    if (!running) return;
    const waitMs = Math.max(0, dueMs - clock());
    timers.set(
      rule,
      setTimeout(() => fire(rule, everyMs, dueMs), waitMs),
    );
  }

  function fire(rule: RuleResource, everyMs: number, dueMs: number): void {
    // Fire before storing the next time, so that a kill in between fires twice instead of never.
    const done = config
      .fire(rule, dueMs)
      .catch((error: unknown) => config.log(`schedule of rule ${rule.name} failed: ${String(error)}`))
      .finally(() => firing.delete(done));
    firing.add(done);
    // Missed times are not made up for.
    const missed = Math.max(0, Math.floor((clock() - dueMs) / everyMs));
    const nextMs = dueMs + (missed + 1) * everyMs;
    dueTimes.keep(rule, nextMs);
    arm(rule, everyMs, nextMs);
  }

  function firstDueMs(rule: RuleResource, everyMs: number): number {
    const kept = dueTimes.read(rule);
    if (kept !== undefined) return kept;
    dueTimes.keep(rule, clock() + everyMs);
    return clock() + everyMs;
  }

  return {
    start(): void {
      running = true;
      for (const { rule, everyMs } of schedules) arm(rule, everyMs, firstDueMs(rule, everyMs));
    },
    async stop(): Promise<void> {
      running = false;
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      await Promise.all(firing);
    },
  };
}

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
/** Longest time of a timer in Node.js. */
const MAX_INTERVAL_MS = 2 ** 31 - 1;

/**
 * Returns the milliseconds of `rate(1 minute)` or `rate(5 hours)`; undefined if the rule has no schedule. Throws an error that
 * names the rule for any other expression.
 */
export function scheduleIntervalMs({
  service,
  logicalId,
  name,
  scheduleExpression,
}: RuleResource): number | undefined {
  if (scheduleExpression === undefined) return undefined;
  const [, digits = '', unit = '', plural] =
    /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(scheduleExpression.trim()) ?? [];
  const everyMs = Number(digits) * (UNIT_MS[unit] ?? 0);
  if (everyMs < 1 || everyMs > MAX_INTERVAL_MS || (digits === '1') === (plural === 's'))
    throw new Error(
      `${service}: rule ${logicalId} (${name}): a schedule must be a rate up to 24 days, such as rate(5 minutes), not ${scheduleExpression}`,
    );
  return everyMs;
}

/** Stores the next due time of each `rate` rule. It is valid while the expression is unchanged. */
function createDueTimes(store: DatabaseSync) {
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
