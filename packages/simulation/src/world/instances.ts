import type { FunctionResource } from '@tradepost/compiled-service/templates/resources';
import type { Code, Handler } from '../code/load-code.ts';
import { NO_FUNCTION } from '../code/surroundings.ts';
import { isNewerSchema } from '../versions/newer-schemas.ts';
import type { Setting } from './setting.ts';

/**
 * A function's execution environment: the memory of its code lives as long as this, and is not shared. Between two
 * invocations it is frozen: code that an invocation left unfinished continues in the next one, or never.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export type Instance = {
  readonly handler: Handler;
  /** The name of the version, if it is not the current one. */
  readonly version: string | undefined;
  idleSinceMs: number;
  /** True once it crashed, timed out or was recycled: none of its code runs any more. */
  isDead: boolean;
  isFrozen: boolean;
  /**
   * Until when one of its calls is lost or slow, or another function runs for it, in milliseconds of the scheduler's clock: an
   * invocation that begins before may time out. Code of two invocations can share an instance, and a call counts for either.
   */
  delayedUntilMs: number;
  /** Timers that ended and responses that arrived while it was frozen, in order. */
  readonly held: (() => void)[];
};

/**
 * How long an idle instance is kept. AWS does not document it; minutes to hours are observed. In half of the runs it is
 * kept until the end, so that its memory is as old as it can get.
 */
const MAX_IDLE_MS = [8 * 60_000, 45 * 60_000, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
const MINUTE_MS = 60_000;

/** Starts instances as they are needed, one for each concurrent invocation, and keeps them for the next. */
export function createInstances(code: Code, { scheduler, draw, faults }: Setting) {
  const idle = new Map<string, Instance[]>();
  const maxIdleMs = draw.pick('an idle instance is kept for', MAX_IDLE_MS);
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
    take: (of: FunctionResource, key: string): { readonly instance: Instance; readonly isNew: boolean } => {
      const version = versionFor(of);
      const waiting = idle.get(poolOf(of, version)) ?? [];
      // Lambda does not document which of several idle instances it chooses.
      const [instance] = waiting.splice(draw.int(`chosen for ${key}`, 0, Math.max(0, waiting.length - 1)), 1);
      if (instance !== undefined) {
        // A call that an earlier invocation did not wait for may have crashed it.
        const isKept =
          !instance.isDead &&
          scheduler.nowMs() - instance.idleSinceMs < maxIdleMs &&
          !faults.happens('recycledInstance', key);
        if (isKept) return { instance, isNew: false };
        instance.isDead = true;
      }
      code.stage.current = NO_FUNCTION;
      const handler = code.start(of.service, of.functionKey, version);
      const fresh = {
        handler,
        version,
        idleSinceMs: 0,
        isDead: false,
        isFrozen: true,
        delayedUntilMs: 0,
        held: [],
      };
      return { instance: fresh, isNew: true };
    },
    /** Freezes an instance whose invocation is done, and keeps it. A crashed or stopped one is not kept. */
    release: (of: FunctionResource, instance: Instance): void => {
      const pool = poolOf(of, instance.version);
      instance.idleSinceMs = scheduler.nowMs();
      instance.isFrozen = true;
      const waiting = idle.get(pool);
      if (waiting === undefined) idle.set(pool, [instance]);
      else waiting.push(instance);
    },
  };
}

function poolOf({ functionName }: FunctionResource, version = 'today'): string {
  return `${functionName} ${version}`;
}
