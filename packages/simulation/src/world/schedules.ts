import { functionNameOf } from '@tradepost/compiled-service/templates/function-name';
import type { RuleResource } from '@tradepost/compiled-service/templates/resources';
import { scheduleIntervalMs } from '@tradepost/local/eventbridge/scheduler';
import type { Item } from '../dynamodb/attribute-value.ts';
import type { Dynamodb } from '../dynamodb/dynamodb.ts';
import type { Input } from '../dynamodb/plain.ts';
import type { Conditions } from './conditions.ts';
import { type Functions, MAX_SKEW_MS } from './functions.ts';
import { NOTHING } from './scheduler.ts';
import type { Setting } from './setting.ts';

type Config = Setting & {
  readonly situation: Conditions;
  readonly rules: readonly RuleResource[];
  readonly functions: Pick<Functions, 'invoke' | 'skewOf'>;
  readonly dynamodb: Pick<Dynamodb, 'table'>;
  readonly onSweep: (sweep: Sweep) => void;
};

/** A run of a scheduled function that succeeded. Times are virtual; `skewMs` is how far its clock was ahead. */
export type Sweep = {
  readonly functionName: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly skewMs: number;
  /** True if a page of one of its queries ended early: the next run gets the rest. */
  readonly isPartial: boolean;
};

const HOUR_MS = 3_600_000;
/** Without skewed clocks, a run may be this early. */
const SETTLED_MS = 2 * 60_000;
/** How long a schedule stays off, at most. Work that waits meanwhile is hours, days, or more than a week old. */
const PAUSES_MS = [2 * HOUR_MS, 2 * 24 * HOUR_MS, 9 * 24 * HOUR_MS, 9 * 24 * HOUR_MS];
/** Makes more pauses nearly as long as they may be. */
const PAUSE_EXPONENT = 0.5;

/**
 * Functions of operations read roles and alarms, which are not simulated. The daily function of customers finds nothing in a run
 * of some days but what `erase-people.ts` applies.
 */
const NOT_SIMULATED = ['tradepost-dev-operations-', 'tradepost-dev-customers-watch-privacy'];

/** A query of a scheduled function, and how far its bound was ahead of the virtual time. */
type Asked = { readonly input: Input; readonly aheadMs: number };

/** A condition that finds the items of a partition up to a time, such as `due = :shard AND dueAt <= :at`. */
const UP_TO = /^\S+ = :\w+ AND (\w+) <=? (:\w+)$/;
const CLOCKS_DIFFER_MS = 2 * MAX_SKEW_MS;

/**
 * Runs functions by their schedules. A run of the simulation lasts days, and in most minutes there is nothing to sweep.
 * A tick is skipped if all partitions that the last invocation queried are empty, or have only items for which it is too early,
 * whatever the clock of the function.
 */
export function startSchedules(config: Config) {
  const { rules, scheduler, draw, faults, functions, dynamodb, situation, onSweep } = config;
  const asked = new Map<string, Map<string, Asked>>();
  const marginMs = faults.isOn('clockSkew') ? CLOCKS_DIFFER_MS : SETTLED_MS;
  const hasNothing = (
    functionName: string,
    isFor: (found: readonly Item[], query: Asked) => boolean,
  ): boolean => {
    const queries = asked.get(functionName);
    if (queries === undefined) return false;
    return [...queries.values()].every((query) => {
      const { TableName, IndexName, ExpressionAttributeValues } = query.input;
      const [hash] = Object.values(ExpressionAttributeValues as Record<string, { S: string }>);
      if (hash === undefined) return false;
      const table = dynamodb.table(TableName);
      return isFor(
        IndexName === undefined ? table.partition(hash) : table.indexPartition(IndexName, hash),
        query,
      );
    });
  };
  const isEmpty = (found: readonly Item[]): boolean => found.length === 0;
  const isTooEarly = (found: readonly Item[], { input, aheadMs }: Asked): boolean => {
    if (found.length === 0) return true;
    const [, name = ''] = UP_TO.exec(input['KeyConditionExpression'] ?? '') ?? [];
    const untilMs = scheduler.nowMs() + aheadMs + marginMs;
    return found.every((item) => Date.parse(item[name]?.S ?? '') > untilMs);
  };
  const names: string[] = [];
  /** The last invocation of each function. */
  const current = new Map<string, string>();
  for (const rule of rules) {
    const everyMs = scheduleIntervalMs(rule);
    if (everyMs === undefined) continue;
    for (const { arn } of rule.targets) {
      const functionName = functionNameOf(arn);
      if (NOT_SIMULATED.some((name) => functionName.startsWith(name))) continue;
      names.push(functionName);
      let ticks = 0;
      let isRunning = false;
      const isMissed = (key: string): boolean =>
        situation.missesTick?.(key, scheduler.passedMs()) === true || faults.happens('missedTick', key);
      const tick = () => {
        const key = `${functionName.replace(/^tradepost-dev-/, '')} tick ${ticks++}`;
        const isPaused = faults.happens('pausedSchedule', key);
        const pauseMs = isPaused
          ? draw.pick(`pause ${key}`, PAUSES_MS) * draw.unit(`paused for ${key}`) ** PAUSE_EXPONENT
          : 0;
        scheduler.after(everyMs + pauseMs, tick, true);
        if (isPaused || isRunning || hasNothing(functionName, isTooEarly) || isMissed(key)) return NOTHING;
        isRunning = true;
        asked.delete(functionName);
        current.set(functionName, key);
        const startMs = scheduler.nowMs();
        void functions
          .invoke(functionName, { source: 'aws.events', 'detail-type': 'Scheduled Event' }, key)
          .then(({ ok }) => {
            isRunning = false;
            const times = { startMs, endMs: scheduler.nowMs(), skewMs: functions.skewOf(key) };
            const isPartial = faults.injected.some(
              ({ kind, at }) => kind === 'shortPage' && at.startsWith(`${key}/`),
            );
            if (ok) onSweep({ functionName, ...times, isPartial });
          });
      };
      scheduler.after(everyMs, tick, true);
    }
  }
  return {
    /** Returns true if the next run of each scheduled function would find nothing to do. */
    areIdle: (): boolean => names.every((name) => hasNothing(name, isEmpty)),
    /** Records a query of a scheduled function: while the queried partitions have nothing that is due, it need not run. */
    noteQuery: (functionName: string, key: string, input: Input): void => {
      // An instance may continue a former invocation.
      if (current.get(functionName) !== key) return;
      const queries = asked.get(functionName) ?? new Map<string, Asked>();
      const values = input['ExpressionAttributeValues'] as Record<string, { readonly S?: string }>;
      const [, , bound = ''] = UP_TO.exec(input['KeyConditionExpression'] ?? '') ?? [];
      const aheadMs = Date.parse(values[bound]?.S ?? '') - scheduler.nowMs();
      asked.set(functionName, queries.set(JSON.stringify(values), { input, aheadMs }));
    },
  };
}
