import type { DeployedFunction } from '@tradepost/local/templates/function-resources';
import type { Code, Handler } from '../code/load-code.ts';
import { NOBODY } from '../code/surroundings.ts';
import type { Faults } from '../faults/faults.ts';
import type { Draw } from '../random.ts';
import type { Scheduler } from './scheduler.ts';

/** A function's execution environment: what its code keeps in memory lives as long as this, and nobody else sees it. */
export type Instance = {
  readonly handler: Handler;
  /** Another version than today's, by its name. */
  readonly version: string | undefined;
  idleSinceMs: number;
};

export type Instances = {
  /** An instance that is idle, or else a new one: `isNew` then. The key is the invocation's. */
  readonly take: (
    of: DeployedFunction,
    key: string,
  ) => { readonly instance: Instance; readonly isNew: boolean };
  /** Hands back one that is done. One that crashed, or was stopped, is not handed back. */
  readonly giveBack: (of: DeployedFunction, instance: Instance) => void;
};

/** Lambda does not say how long it keeps one; some minutes is what is seen. */
const MAX_IDLE_MS = 8 * 60_000;
const MINUTE_MS = 60_000;

/** Starts functions as they are needed, one instance for each invocation at a time, and keeps them for the next. */
export function createInstances({
  code,
  scheduler,
  draw,
  faults,
}: {
  readonly code: Code;
  readonly scheduler: Scheduler;
  readonly draw: Draw;
  readonly faults: Faults;
}): Instances {
  const idle = new Map<string, Instance[]>();
  /** One in each run: it is rolled out, or replaced, meanwhile. */
  const other = code.versions.length === 0 ? undefined : draw.pick('other version', code.versions);
  const versionFor = ({ functionName, service }: DeployedFunction): string | undefined => {
    if (other?.service !== service) return undefined;
    const minute = Math.floor(scheduler.nowMs() / MINUTE_MS);
    return faults.happens('otherVersion', `${functionName} minute ${minute}`) ? other.name : undefined;
  };
  return {
    take: (of, key) => {
      const version = versionFor(of);
      const waiting = idle.get(poolOf(of, version)) ?? [];
      const instance = waiting.pop();
      const isKept =
        instance !== undefined &&
        scheduler.nowMs() - instance.idleSinceMs < MAX_IDLE_MS &&
        !faults.happens('recycledInstance', key);
      if (isKept) return { instance, isNew: false };
      code.stage.current = NOBODY;
      const handler = code.start(of.service, of.functionKey, version);
      return { instance: { handler, version, idleSinceMs: 0 }, isNew: true };
    },
    giveBack: (of, instance) => {
      const pool = poolOf(of, instance.version);
      instance.idleSinceMs = scheduler.nowMs();
      const waiting = idle.get(pool);
      if (waiting === undefined) idle.set(pool, [instance]);
      else waiting.push(instance);
    },
  };
}

function poolOf({ functionName }: DeployedFunction, version = 'today'): string {
  return `${functionName} ${version}`;
}
