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
  /** The workflow is lost when it has come through so many states. */
  readonly statesLeft: number;
  readonly task: (resource: string, parameters: unknown, key: string) => Promise<TaskResult>;
  readonly scheduler: Pick<Scheduler, 'nowMs' | 'sleep' | 'after' | 'cancel'>;
  readonly random: (name: string) => number;
  readonly reach: (branch: string) => void;
};

export type WorkflowEnd =
  | { readonly status: 'SUCCEEDED'; readonly output: unknown }
  | { readonly status: 'FAILED'; readonly error: string }
  | { readonly status: 'TIMED_OUT' | 'LOST' };

/** States Language's own defaults. */
/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
const MAX_NAME_CHARACTERS = 80;
const DEFAULT_RETRY = { IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 3 };

/**
 * Runs a workflow of the Amazon States Language in virtual time: Task, Pass, Choice, Wait, Succeed and Fail, with
 * Retry, Catch and time-outs. What it does not know it refuses, and never passes over.
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
    if (scheduler.nowMs() > deadlineMs) return timedOut(reach);
    const state = definition.States[name];
    if (state === undefined) throw new Error(`there is no state ${name}`);
    reach(name);
    const step = await runState(name, state, data, config, deadlineMs);
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
      await config.scheduler.sleep(Number(state['Seconds']) * 1_000);
      return { data, next: state.Next };
    case 'Pass':
      return { data: writePath(data, state['ResultPath'], state['Result'] ?? parameters), next: state.Next };
    case 'Task': {
      const result = await runTask(name, state, parameters, config, deadlineMs);
      if ('output' in result)
        return { data: writePath(data, state['ResultPath'], result.output), next: state.Next };
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
    const result = await inTime(state, config, () => config.task(String(state['Resource']), parameters, key));
    if ('output' in result) return result;
    const retrier = state.Retry?.find(({ ErrorEquals }) => matches(ErrorEquals, result.error));
    if (retrier === undefined) return result;
    const { IntervalSeconds, BackoffRate, MaxAttempts } = { ...DEFAULT_RETRY, ...retrier };
    const made = attempts.get(retrier) ?? 0;
    if (made >= MaxAttempts || config.scheduler.nowMs() > deadlineMs) return result;
    attempts.set(retrier, made + 1);
    const seconds = Math.min(
      IntervalSeconds * BackoffRate ** made,
      retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY,
    );
    const share = retrier.JitterStrategy === 'FULL' ? config.random(`jitter ${key}`) : 1;
    config.reach(`${name} retried`);
    await config.scheduler.sleep(seconds * share * 1_000);
  }
}

function inTime(
  state: State,
  { scheduler }: WorkflowConfig,
  run: () => Promise<TaskResult>,
): Promise<TaskResult> {
  const seconds = state['TimeoutSeconds'] as number | undefined;
  if (seconds === undefined) return run();
  return new Promise((resolve) => {
    const timer = scheduler.after(seconds * 1_000, () => resolve({ error: 'States.Timeout' }));
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
