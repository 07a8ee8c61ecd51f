import type { StateMachineResource } from '@tradepost/compiled-service/templates/resources';
import { awsError } from '@tradepost/local/gateway/aws-error';
import { toApiEvent } from '@tradepost/local/step-functions/history-event';
import { createWorkflowLog, type WriteLog } from '@tradepost/local/step-functions/workflow-log';
import type { HistoryEvent } from '@tradepost/states-language/history';
import type { Functions } from './functions.ts';
import { uuidOf } from './logs.ts';
import type { Queues } from './queues.ts';
import { runWorkflow, type TaskResult, type WorkflowEnd } from './run-workflow.ts';
import type { Setting } from './setting.ts';

export type Execution = {
  readonly key: string;
  /** Its name on AWS, which the commands that it sends have as `executionid`. */
  readonly name: string;
  readonly orderId: string;
  /** The error of each failed attempt of a task, in order. */
  readonly errors: readonly { readonly state: string; readonly error: string; readonly atMs: number }[];
  /** Undefined until it has ended. */
  readonly end: WorkflowEnd | undefined;
  /** Virtual times. */
  readonly startedMs: number;
  readonly endedMs: number | undefined;
  /** Its history, until it was lost. */
  readonly history: readonly HistoryEvent[];
};

export type SagasConfig = Setting & {
  readonly machines: readonly StateMachineResource[];
  readonly functions: Pick<Functions, 'invoke'>;
  readonly queues: Pick<Queues, 'byUrl'>;
  readonly writeLog: WriteLog;
  /** Receives each branch that a workflow takes. */
  readonly reach: (branch: string) => void;
};

const REGION = 'us-east-1';
const MAX_SECOND_START_MS = 20_000;

/** The workflow engine: runs the compiled definitions, starts some executions twice, and loses some part-way. */
export function createSagas(config: SagasConfig) {
  const { scheduler, draw, faults, functions, queues, trace, reach } = config;
  const machines = new Map(config.machines.map((machine) => [machine.arn, machine]));
  /** All executions that were started, in order. */
  const executions: Execution[] = [];
  /** Those of Standard workflows, which are never lost, and started once. */
  const standardExecutions: Execution[] = [];
  const names = new Set<string>();

  const task = async (resource: string, parameters: unknown, key: string): Promise<TaskResult> => {
    const step = key.replace(/ \d+$/, '');
    const isStuck = faults.happens('stuckStep', step);
    if (resource === 'arn:aws:states:::sqs:sendMessage') {
      if (isStuck) return { error: 'SQS.SdkClientException' };
      const { QueueUrl, MessageBody } = parameters as { QueueUrl: string; MessageBody: unknown };
      await scheduler.sleep(5 * draw.unit(`send ${key}`));
      if (faults.happens('throttled', key)) return { error: 'SQS.SdkClientException' };
      queues
        .byUrl(QueueUrl)
        .send(typeof MessageBody === 'string' ? MessageBody : JSON.stringify(MessageBody));
      return { output: { MessageId: key } };
    }
    if (isStuck)
      return { error: draw.chance(`stuck ${step}`, 0.5) ? 'Lambda.ServiceException' : 'Lambda.Unknown' };
    const functionName = resource.split(':').at(-1) ?? '';
    if (faults.happens('throttled', key)) return { error: 'Lambda.TooManyRequestsException' };
    const result = await functions.invoke(functionName, parameters, key);
    if (faults.happens('lostAnswer', key)) return { error: 'Lambda.Unknown' };
    return result.ok ? { output: result.payload } : { error: result.error.errorType };
  };
  const run = (machine: StateMachineResource, input: string, key: string) => {
    const isLost = !isStandard(machine) && faults.happens('lostSaga', key);
    const statesLeft = isLost ? draw.int(`states of ${key}`, 1, 6) : Number.POSITIVE_INFINITY;
    trace(() => `saga starts: ${key}${isLost ? ` (and will be lost in state ${statesLeft})` : ''}`);
    const event = JSON.parse(input);
    const errors: Execution['errors'][number][] = [];
    const name = uuidOf(key);
    const history: HistoryEvent[] = [];
    const arn = `${machine.arn.replace(':stateMachine:', ':express:')}:${name}:${uuidOf(`${key} run`)}`;
    const logged = machine.logging && createWorkflowLog(machine.logging, arn, config.writeLog);
    const execution: { -readonly [Field in keyof Execution]: Execution[Field] } = {
      ...{ key, name, history, orderId: event.subject, errors, end: undefined },
      ...{ startedMs: scheduler.nowMs(), endedMs: undefined },
    };
    (isStandard(machine) ? standardExecutions : executions).push(execution);
    void runWorkflow(machine.definition, event, {
      key,
      name,
      statesLeft,
      task,
      scheduler,
      random: (name) => draw.unit(name),
      reach: (branch) => {
        reach(branch);
        trace(() => `saga ${key}: ${branch}`);
      },
      onError: (state, error) => errors.push({ state, error, atMs: scheduler.nowMs() }),
      onEvent: (happened) => {
        history.push(happened);
        const line = toApiEvent(happened, REGION);
        if (line !== undefined) logged?.(line);
      },
    }).then(
      (end) => {
        execution.end = end;
        execution.endedMs = scheduler.nowMs();
      },
      (error: unknown) => {
        // In the run, whose error it becomes.
        scheduler.after(0, () => {
          throw error;
        });
      },
    );
  };
  let starts = 0;
  return {
    executions,
    standardExecutions,
    start: (machineArn: string, input: string, key: string, executionName?: string): void => {
      const machine = machines.get(machineArn);
      if (machine === undefined) throw new Error(`there is no state machine ${machineArn}`);
      if (executionName !== undefined) {
        // A repeat of a start with the same input has no effect while the execution runs, and is refused afterwards.
        if (names.has(executionName)) throw awsError('ExecutionAlreadyExists', executionName);
        names.add(executionName);
      }
      const name = `${key} #${starts++}`;
      run(machine, input, name);
      if (isStandard(machine) || !faults.happens('doubleSaga', name)) return;
      scheduler.after(MAX_SECOND_START_MS * draw.unit(`second ${name}`) ** 2, () =>
        run(machine, input, `${name} again`),
      );
    },
  };
}

/** A Standard workflow runs exactly once. @see https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html */
function isStandard({ type }: StateMachineResource): boolean {
  return type === 'STANDARD';
}
