import type { FunctionResource } from '@tradepost/compiled-service/templates/resources';
import type { FunctionError, InvocationResult } from '@tradepost/local/invocation';
import type { Code } from '../code/load-code.ts';
import type { Surroundings } from '../code/surroundings.ts';
import { copyJson } from '../dynamodb/copy-json.ts';
import type { Conditions } from './conditions.ts';
import { createInstances, type Instance } from './instances.ts';
import type { Invocation } from './invocation.ts';
import { uuidOf } from './logs.ts';
import type { Scheduler } from './scheduler.ts';
import type { Setting } from './setting.ts';
import { CUSTOMER_ISSUER, STAFF_ISSUER } from './tokens.ts';

export type Functions = {
  /** Runs a function. `key` identifies the invocation: it is the same in each run of the seed. */
  readonly invoke: (functionName: string, event: unknown, key: string) => Promise<InvocationResult>;
  /** Continues an invocation's code: at once, when its instance serves the next invocation, or never if it was lost. */
  readonly resume: (invocation: Invocation, run: () => void) => void;
  readonly crash: (invocation: Invocation, why: string) => void;
  /** How far the clock of an invocation is ahead, in milliseconds; negative if it is behind. */
  readonly skewOf: (key: string) => number;
  /** How long code of an invocation waited in a frozen instance, in milliseconds. What it writes then follows from an old time. */
  readonly frozenMsOf: (key: string) => number;
  /** The version with newer schemas that is deployed at the end of this run, if there is one. */
  readonly newerVersion: { readonly service: string; readonly name: string } | undefined;
};

export type FunctionsConfig = Setting & {
  readonly code: Code;
  readonly situation: Conditions;
  readonly declared: readonly FunctionResource[];
  readonly send: (
    invocation: Invocation,
    ...call: Parameters<Surroundings['send']>
  ) => ReturnType<Surroundings['send']>;
  /** Receives what an invocation prints. */
  readonly log: (text: string, invocation: Invocation) => void;
  /** Receives each invocation that ran into its time limit. */
  readonly onTimeout?: (invocation: Invocation) => void;
};

/** The floor of negotiated prices, as on stages with real money: the templates run here are of `dev`, which has none. */
export const PRICE_FLOOR_PERCENT = 50;

/** Share of the runs whose stage takes no orders of guests. */
const NO_GUESTS_SHARE = 0.05;
/** Share of the runs whose stage needs a second person for the replay of a period, like `prod`. */
const APPROVAL_SHARE = 0.5;
/** How far the clock of a function may be off. */
export const MAX_SKEW_MS = 10 * 60_000;
/** Share of the runs in which all clocks tick once a second, so that many items have the same time. */
const COARSE_CLOCKS_SHARE = 0.35;
const COARSE_TICK_MS = 1_000;
const MAX_START_MS = 20;
const MAX_COLD_START_MS = 400;
/** How long an outage or a throttling lasts. A short one begins more often between two steps of a saga. */
const OUTAGES_MS = [10_000, 60_000];
/** Invocations that the account may run at once, if that is a fault: a new account's limit is 10. */
const MIN_ACCOUNT_LIMIT = 4;
const MAX_ACCOUNT_LIMIT = 12;
const CRASH_NOTICED_MS = 50;
const CREDENTIALS = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'simulated',
  AWS_SECRET_ACCESS_KEY: 'simulated',
};
/** The SDK's own defaults. Each client would look up an unset one in configuration files that do not exist. */
const SDK_DEFAULTS = {
  AWS_MAX_ATTEMPTS: '3',
  AWS_RETRY_MODE: 'standard',
  AWS_DEFAULTS_MODE: 'legacy',
  AWS_USE_DUALSTACK_ENDPOINT: 'false',
  AWS_USE_FIPS_ENDPOINT: 'false',
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
};

/** Runs the services' functions: each invocation in an instance, with its own clock, random numbers and calls. */
export function createFunctions(config: FunctionsConfig): Functions {
  const { code, situation, scheduler, draw, faults, trace } = config;
  const declared = new Map(config.declared.map((each) => [each.functionName, each]));
  const instances = createInstances(code, { ...config, draw: draw.under('instances') });
  const outageMs = draw.pick('an outage lasts', OUTAGES_MS);
  const throttlingMs = draw.pick('a throttling lasts', OUTAGES_MS);
  const tickMs = draw.chance('clocks are coarse', COARSE_CLOCKS_SHARE) ? COARSE_TICK_MS : undefined;
  const acceptsGuests = !draw.chance('takes no guests', NO_GUESTS_SHARE);
  const needsApproval = draw.chance('replays need approval', APPROVAL_SHARE);
  const unavailable = (errorType: string, errorMessage: string): Promise<InvocationResult> =>
    scheduler.sleep(CRASH_NOTICED_MS).then(() => ({ ok: false, error: { errorType, errorMessage } }));
  const skews = new Map<string, number>();
  const frozenMs = new Map<string, number>();
  const limit = faults.happens('accountLimit', 'run')
    ? draw.int('account limit', MIN_ACCOUNT_LIMIT, MAX_ACCOUNT_LIMIT)
    : Number.POSITIVE_INFINITY;
  let running = 0;
  /** Ends the invocation that an instance serves. */
  const ends = new Map<Invocation['instance'], (result: InvocationResult) => void>();
  const stop = ({ instance, name }: Invocation, errorType: string, errorMessage: string) => {
    if (instance.isDead) return;
    instance.isDead = true;
    trace(() => `${name} ✗ ${errorType} ${errorMessage}`);
    ends.get(instance)?.({ ok: false, error: { errorType, errorMessage } });
  };

  const invoke: Functions['invoke'] = (functionName, event, key) => {
    const of = declared.get(functionName);
    if (of === undefined) throw new Error(`there is no function ${functionName}`);
    if (
      situation.isFunctionDown?.(functionName, scheduler.passedMs()) ||
      faults.happens('outage', `${functionName} span ${Math.floor(scheduler.nowMs() / outageMs)}`)
    )
      return unavailable('Lambda.ServiceException', 'the function cannot be started');
    // Other functions use up the concurrency of the account.
    if (faults.happens('throttledFunctions', `span ${Math.floor(scheduler.nowMs() / throttlingMs)}`))
      return unavailable('Lambda.TooManyRequestsException', 'Rate Exceeded.');
    if (running >= limit && faults.isOn('accountLimit'))
      return unavailable('Lambda.TooManyRequestsException', 'Rate Exceeded.');
    const { instance, isNew } = instances.take(of, key);
    const invocation = begin(of, key, instance, messagesIn(event));
    running += 1;
    return new Promise((resolve) => {
      const end = (result: InvocationResult) => {
        running -= 1;
        ends.delete(instance);
        scheduler.cancel(timeout);
        scheduler.after(draw.unit(`answer ${key}`) * 4, () => resolve(result));
      };
      ends.set(instance, end);
      const timeout = scheduler.after(of.timeoutSeconds * 1_000, () => {
        config.onTimeout?.(invocation);
        stop(invocation, 'Sandbox.Timedout', `timed out after ${of.timeoutSeconds} s`);
      });
      const run = async () => {
        code.stage.current = invocation.surroundings;
        const payload = await instance.handler(copyJson(event), contextOf(of, key, scheduler.nowMs));
        return payload === undefined ? undefined : JSON.parse(JSON.stringify(payload));
      };
      const done = (result: InvocationResult) => {
        if (instance.isDead) return;
        instances.release(of, instance);
        end(result);
      };
      const start = () => {
        if (instance.isDead) return;
        run().then(
          (payload) => done({ ok: true, payload }),
          (error: unknown) => done({ ok: false, error: toFunctionError(error) }),
        );
      };
      scheduler.after(draw.unit(`start ${key}`) * (isNew ? MAX_COLD_START_MS : MAX_START_MS), () => {
        if (!thaw(instance)) start();
        else scheduler.after(0, start);
      });
    });
  };

  /** Lets code that former invocations left unfinished continue; returns true if there is any. */
  const thaw = (instance: Instance): boolean => {
    instance.isFrozen = false;
    const unfinished = instance.held.splice(0);
    for (const each of unfinished) scheduler.after(0, each);
    return unfinished.length > 0;
  };

  const begin = (of: FunctionResource, key: string, instance: Instance, messages: number): Invocation => {
    const skewMs = faults.happens('clockSkew', key) ? (2 * draw.unit(`skew ${key}`) - 1) * MAX_SKEW_MS : 0;
    if (skewMs !== 0) skews.set(key, skewMs);
    const environment = {
      ...SDK_DEFAULTS,
      ...of.environment,
      ...CREDENTIALS,
      STAFF_ISSUER,
      CUSTOMER_ISSUER,
      GUEST_ORDERS: String(acceptsGuests),
      NEGOTIATED_PRICE_FLOOR_PERCENT: String(PRICE_FLOOR_PERCENT),
      PERIOD_REPLAYS_NEED_APPROVAL: String(needsApproval),
      AWS_LAMBDA_FUNCTION_NAME: of.functionName,
    };
    const invocation: Invocation = {
      key,
      name: of.functionName.replace(/^tradepost-dev-/, ''),
      instance,
      messages,
      calls: 0,
      beganMs: scheduler.nowMs(),
      surroundings: {
        nowMs: () => {
          const exactMs = scheduler.nowMs() + skewMs;
          return tickMs === undefined ? exactMs : Math.floor(exactMs / tickMs) * tickMs;
        },
        random: draw.row(`chance ${key}`),
        environment,
        setTimer: (run, delayMs) => scheduler.after(delayMs, () => resume(invocation, run)),
        clearTimer: (timer) => scheduler.cancel(timer as ReturnType<Scheduler['after']>),
        send: (request, options) => config.send(invocation, request, options),
        print: (text) => config.log(text, invocation),
      },
    };
    return invocation;
  };
  const resume: Functions['resume'] = (invocation, run) => {
    const { instance, key } = invocation;
    if (instance.isDead) return;
    if (instance.isFrozen) {
      const sinceMs = scheduler.nowMs();
      instance.held.push(() => {
        frozenMs.set(key, (frozenMs.get(key) ?? 0) + scheduler.nowMs() - sinceMs);
        resume(invocation, run);
      });
      return;
    }
    code.stage.current = invocation.surroundings;
    run();
  };
  return {
    invoke,
    resume,
    skewOf: (key) => skews.get(key) ?? 0,
    frozenMsOf: (key) => frozenMs.get(key) ?? 0,
    newerVersion: instances.newerVersion,
    crash: ({ instance, name }, why) => {
      if (instance.isDead) return;
      instance.isDead = true;
      trace(() => `${name} ✗ crashed ${why}`);
      const error = {
        errorType: 'Runtime.ExitError',
        errorMessage: 'Runtime exited without providing a reason',
      };
      scheduler.after(CRASH_NOTICED_MS, () => ends.get(instance)?.({ ok: false, error }));
    },
  };
}

function toFunctionError(error: unknown): FunctionError {
  const { name = 'Error', message = String(error) } = error as Partial<Error>;
  return { errorType: name, errorMessage: message };
}

function contextOf(of: FunctionResource, key: string, nowMs: () => number) {
  const endsAtMs = nowMs() + of.timeoutSeconds * 1_000;
  return {
    functionName: of.functionName,
    invokedFunctionArn: of.arn,
    awsRequestId: uuidOf(key),
    memoryLimitInMB: '512',
    getRemainingTimeInMillis: () => Math.max(0, endsAtMs - nowMs()),
  };
}

function messagesIn(event: unknown): number {
  return (event as { readonly Records?: readonly unknown[] }).Records?.length ?? 1;
}
