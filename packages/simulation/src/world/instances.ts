import type { FunctionResource } from '@tradepost/compiled-service/templates/resources';
import type { Code, Handler } from '../code/load-code.ts';
import { NO_FUNCTION } from '../code/surroundings.ts';
import { isNewerSchema } from '../versions/newer-schemas.ts';
import type { Setting } from './setting.ts';

/** A function's execution environment: the memory of its code lives as long as this, and is not shared. */
export type Instance = {
  readonly handler: Handler;
  /** The name of the version, if it is not the current one. */
  readonly version: string | undefined;
  idleSinceMs: number;
};

/** AWS does not document how long Lambda keeps an idle instance; some minutes are observed. */
const MAX_IDLE_MS = 8 * 60_000;
const MINUTE_MS = 60_000;

/** Starts instances as they are needed, one for each concurrent invocation, and keeps them for the next. */
export function createInstances(code: Code, { scheduler, draw, faults }: Setting) {
  const idle = new Map<string, Instance[]>();
  /** Each run has at most one other version: the one that is being rolled out or replaced. */
  const other = code.versions.length === 0 ? undefined : draw.pick('other version', code.versions);
  /** The other version is deployed for good when the faults end, because only it reads what it has stored. */
  const isDeployed = other !== undefined && faults.isOn('otherVersion') && isNewerSchema(other);
  const versionFor = ({ functionName, service }: FunctionResource): string | undefined => {
    if (other?.service !== service) return undefined;
    const minute = Math.floor(scheduler.nowMs() / MINUTE_MS);
    if (faults.happens('otherVersion', `${functionName} minute ${minute}`)) return other.name;
    return isDeployed && !faults.isOn('otherVersion') ? other.name : undefined;
  };
  return {
    /** The version with newer schemas that is deployed in this run, if there is one. */
    newerVersion: isDeployed ? other : undefined,
    /** Takes an idle instance, or starts a new one (`isNew`). `key` is the invocation's. */
    take: (of: FunctionResource, key: string) => {
      const version = versionFor(of);
      const waiting = idle.get(poolOf(of, version)) ?? [];
      const instance = waiting.pop();
      const isKept =
        instance !== undefined &&
        scheduler.nowMs() - instance.idleSinceMs < MAX_IDLE_MS &&
        !faults.happens('recycledInstance', key);
      if (isKept) return { instance, isNew: false };
      code.stage.current = NO_FUNCTION;
      const handler = code.start(of.service, of.functionKey, version);
      return { instance: { handler, version, idleSinceMs: 0 }, isNew: true };
    },
    /** Returns an instance whose invocation is done. A crashed or stopped one is not returned. */
    release: (of: FunctionResource, instance: Instance): void => {
      const pool = poolOf(of, instance.version);
      instance.idleSinceMs = scheduler.nowMs();
      const waiting = idle.get(pool);
      if (waiting === undefined) idle.set(pool, [instance]);
      else waiting.push(instance);
    },
  };
}

function poolOf({ functionName }: FunctionResource, version = 'today'): string {
  return `${functionName} ${version}`;
}
