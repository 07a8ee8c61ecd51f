import { functionNameOf } from '@tradepost/compiled-service/templates/function-name';
import type { RuleResource } from '@tradepost/compiled-service/templates/resources';
import { scheduleIntervalMs } from '@tradepost/local/eventbridge/scheduler';
import type { Dynamodb } from '../dynamodb/dynamodb.ts';
import type { Input } from '../dynamodb/plain.ts';
import type { Conditions } from './conditions.ts';
import type { Functions } from './functions.ts';
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
/** How long a schedule stays off, at most. Work that waits meanwhile is hours, days, or more than a week old. */
const PAUSES_MS = [2 * HOUR_MS, 2 * 24 * HOUR_MS, 9 * 24 * HOUR_MS, 9 * 24 * HOUR_MS];
/** Makes more pauses nearly as long as they may be. */
const PAUSE_EXPONENT = 0.5;

/**
 * Functions of operations read roles and alarms, which are not simulated. The daily function of customers finds nothing in a run
 * of some days but what `erase-people.ts` applies.
 */
const NOT_SIMULATED = ['tradepost-dev-operations-', 'tradepost-dev-customers-watch-privacy'];

/**
 * Runs functions by their schedules. A run of the simulation lasts days, and in most minutes there is nothing to sweep.
 * A tick is skipped if all partitions that the last invocation queried are empty.
 */
export function startSchedules(config: Config) {
  const { rules, scheduler, draw, faults, functions, dynamodb, situation, onSweep } = config;
  const asked = new Map<string, Map<string, Input>>();
  const hasNothing = (functionName: string): boolean => {
    const queries = asked.get(functionName);
    if (queries === undefined) return false;
    return [...queries.values()].every((input) => {
      const { TableName, IndexName, ExpressionAttributeValues } = input;
      const [hash] = Object.values(ExpressionAttributeValues as Record<string, { S: string }>);
      if (hash === undefined) return false;
      const table = dynamodb.table(TableName);
      if (IndexName !== undefined) return table.indexPartition(IndexName, hash).length === 0;
      return table.partition(hash).length === 0;
    });
  };
  const names: string[] = [];
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
        if (isPaused || isRunning || hasNothing(functionName) || isMissed(key)) return NOTHING;
        isRunning = true;
        asked.delete(functionName);
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
    areIdle: (): boolean => names.every(hasNothing),
    /** Records a query of a scheduled function: while the queried partitions are empty, it need not run. */
    noteQuery: (functionName: string, input: Input): void => {
      if (!names.includes(functionName)) return;
      const queries = asked.get(functionName) ?? new Map<string, Input>();
      asked.set(functionName, queries.set(JSON.stringify(input['ExpressionAttributeValues']), input));
    },
  };
}
