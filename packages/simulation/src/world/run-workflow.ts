import type { Scheduler } from './scheduler.ts';
import { chooseNext, evaluate, readPath, type Scope, writePath } from './workflow-paths.ts';

export type TaskResult = { readonly output: unknown } | { readonly error: string };

type Retrier = {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly BackoffRate?: number;
  readonly MaxAttempts?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: string;
};

type State = Readonly<Record<string, unknown>> & {
  readonly Type: string;
  readonly Next?: string;
  readonly End?: boolean;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly {
    readonly ErrorEquals: readonly string[];
    readonly Next: string;
    readonly ResultPath?: string;
  }[];
};

export type Definition = {
  readonly StartAt: string;
  readonly TimeoutSeconds?: number;
  readonly States: Readonly<Record<string, State>>;
};

export type WorkflowConfig = {
  readonly key: string;
  /** Number of states after which the execution is lost; infinite if it is not. */
  readonly statesLeft: number;
  readonly task: (resource: string, parameters: unknown, key: string) => Promise<TaskResult>;
  readonly scheduler: Pick<Scheduler, 'nowMs' | 'sleep' | 'after' | 'cancel'>;
  readonly random: (name: string) => number;
  readonly reach: (branch: string) => void;
  /** Receives the error of each failed attempt of a task. */
  readonly onError: (state: string, error: string) => void;
};

export type WorkflowEnd =
  | { readonly status: 'SUCCEEDED'; readonly output: unknown }
  | { readonly status: 'FAILED'; readonly error: string }
  | { readonly status: 'TIMED_OUT' | 'LOST' };

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
const MAX_NAME_CHARACTERS = 80;
/** The defaults of the Amazon States Language. */
const DEFAULT_RETRY = { IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 3 };
/** Sums of times have rounding errors: an instant this close to the deadline counts as the deadline. */
const PRECISION_MS = 0.01;

/**
 * Runs a workflow of the Amazon States Language in virtual time: Task, Pass, Choice, Wait, Succeed and Fail, with
 * Retry, Catch and timeouts. It throws on anything else, rather than ignore it. At its timeout the execution ends in
 * any state: a call in progress continues, and its result is ignored.
 * @see https://states-language.net/spec.html
 */
export async function runWorkflow(
  definition: Definition,
  input: unknown,
  config: WorkflowConfig,
): Promise<WorkflowEnd> {
  const { scheduler, reach } = config;
  const { TimeoutSeconds } = definition;
  const deadlineMs =
    TimeoutSeconds === undefined ? Number.POSITIVE_INFINITY : scheduler.nowMs() + TimeoutSeconds * 1_000;
  let name = definition.StartAt;
  let data = input;
  for (let count = 0; ; count += 1) {
    if (count >= config.statesLeft) return { status: 'LOST' };
    const state = definition.States[name];
    if (state === undefined) throw new Error(`there is no state ${name}`);
    reach(name);
    const step = await runState(name, state, data, config, deadlineMs);
    if (isOver(deadlineMs, config)) return timedOut(reach);
    if ('error' in step) return { status: 'FAILED', error: step.error };
    if (step.next === undefined) return { status: 'SUCCEEDED', output: step.data };
    ({ data } = step);
    name = step.next;
  }
}

function timedOut(reach: (branch: string) => void): WorkflowEnd {
  reach('timed out');
  return { status: 'TIMED_OUT' };
}

type Step = { readonly data: unknown; readonly next: string | undefined } | { readonly error: string };

async function runState(
  name: string,
  state: State,
  data: unknown,
  config: WorkflowConfig,
  deadlineMs: number,
): Promise<Step> {
  const execution = { Name: config.key.slice(0, MAX_NAME_CHARACTERS) };
  const entered = { Name: name, EnteredTime: timeOf(config) };
  const scope: Scope = { data, context: { Execution: execution, State: entered } };
  const input = readPath(scope, (state['InputPath'] as string | undefined) ?? '$');
  const parameters =
    state['Parameters'] === undefined ? input : evaluate(state['Parameters'], { ...scope, data: input });
  switch (state.Type) {
    case 'Succeed':
      return { data: input, next: undefined };
    case 'Fail':
      return { error: String(state['Error']) };
    case 'Choice':
      return { data, next: chooseNext(state, scope) };
    case 'Wait':
      await sleepUntil(deadlineMs, Number(state['Seconds']) * 1_000, config);
      return { data, next: state.Next };
    case 'Pass':
      return { data: writePath(data, state['ResultPath'], state['Result'] ?? parameters), next: state.Next };
    case 'Task': {
      const result = await runTask(name, state, parameters, config, deadlineMs);
      if ('output' in result)
        return { data: writePath(data, state['ResultPath'], result.output), next: state.Next };
      if (isOver(deadlineMs, config)) return { error: 'States.Timeout' };
      const catcher = state.Catch?.find(({ ErrorEquals }) => matches(ErrorEquals, result.error));
      if (catcher === undefined) return { error: result.error };
      config.reach(`${name} caught → ${catcher.Next}`);
      return { data: writePath(data, catcher.ResultPath, { Error: result.error }), next: catcher.Next };
    }
    default:
      throw new Error(`a state of the type ${state.Type} is not simulated`);
  }
}

async function runTask(
  name: string,
  state: State,
  parameters: unknown,
  config: WorkflowConfig,
  deadlineMs: number,
): Promise<TaskResult> {
  const attempts = new Map<Retrier, number>();
  for (let attempt = 0; ; attempt += 1) {
    const key = `${config.key} ${name} ${attempt}`;
    const leftMs = deadlineMs - config.scheduler.nowMs();
    const limitMs = Math.min(leftMs, Number(state['TimeoutSeconds'] ?? Number.POSITIVE_INFINITY) * 1_000);
    const result = await inTime(limitMs, config, () =>
      config.task(String(state['Resource']), parameters, key),
    );
    if ('output' in result || isOver(deadlineMs, config)) return result;
    config.onError(name, result.error);
    const retrier = state.Retry?.find(({ ErrorEquals }) => matches(ErrorEquals, result.error));
    if (retrier === undefined) return result;
    const { IntervalSeconds, BackoffRate, MaxAttempts } = { ...DEFAULT_RETRY, ...retrier };
    const made = attempts.get(retrier) ?? 0;
    if (made >= MaxAttempts) return result;
    attempts.set(retrier, made + 1);
    const seconds = Math.min(
      IntervalSeconds * BackoffRate ** made,
      retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY,
    );
    const share = retrier.JitterStrategy === 'FULL' ? config.random(`jitter ${key}`) : 1;
    config.reach(`${name} retried`);
    await sleepUntil(deadlineMs, seconds * share * 1_000, config);
    if (isOver(deadlineMs, config)) return result;
  }
}

function isOver(deadlineMs: number, { scheduler }: WorkflowConfig): boolean {
  return scheduler.nowMs() >= deadlineMs - PRECISION_MS;
}

async function sleepUntil(deadlineMs: number, ms: number, { scheduler }: WorkflowConfig): Promise<void> {
  await scheduler.sleep(Math.min(ms, deadlineMs - scheduler.nowMs()));
}

function inTime(
  limitMs: number,
  { scheduler }: WorkflowConfig,
  run: () => Promise<TaskResult>,
): Promise<TaskResult> {
  if (!Number.isFinite(limitMs)) return run();
  return new Promise((resolve) => {
    const timer = scheduler.after(limitMs, () => resolve({ error: 'States.Timeout' }));
    void run().then((result) => {
      scheduler.cancel(timer);
      resolve(result);
    });
  });
}

function matches(names: readonly string[], error: string): boolean {
  return names.some(
    (name) =>
      name === error || name === 'States.ALL' || (name === 'States.TaskFailed' && error !== 'States.Timeout'),
  );
}

function timeOf({ scheduler }: WorkflowConfig): string {
  return new Date(Math.floor(scheduler.nowMs())).toISOString();
}
