import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { StateMachineResource } from '@tradepost/compiled-service/templates/resources';
import { exceedsPayloadLimit, MAX_PAYLOAD_BYTES } from '@tradepost/states-language/payload';
import { awsError } from '../gateway/aws-error.ts';
import { createExecutionStore, type ExecutionRow, type ExecutionStore } from './execution-store.ts';
import { createExecutions } from './executions.ts';
import type { WorkflowTasks } from './integrations.ts';
import { createMachine, type Machine } from './machine.ts';
import { createReads, toSeconds } from './reads.ts';
import { createTaskTokens } from './task-tokens.ts';
import type { WriteLog } from './workflow-log.ts';

export type StepFunctionsConfig = {
  readonly stateMachines: readonly StateMachineResource[];
  /** Open database; the caller closes it after `stop()`. */
  readonly db: DatabaseSync;
  /** Tasks for all state machines, or a function that returns them by the ARN of each. */
  readonly tasks: WorkflowTasks | ((stateMachineArn: string) => WorkflowTasks);
  readonly region: string;
  /** Returns epoch milliseconds. */
  readonly clock?: () => number;
  /** Gets a line for each execution that fails or that cannot be resumed after a restart. */
  readonly log?: (message: string) => void;
  /** Gets the log lines of state machines with a `LoggingConfiguration`. */
  readonly writeLog?: WriteLog;
};

/** `input` is JSON text. */
type StartRequest = {
  readonly stateMachineArn: string;
  readonly input?: string | undefined;
  readonly name?: string | undefined;
};

export type StepFunctions = ReturnType<typeof createStepFunctions>;

/** Names that AWS allows: no blanks, brackets, wildcards, separators or control characters. */
const EXECUTION_NAME = /^[^\s?*<>{}[\]"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u;

/**
 * AWS keeps an execution for this time after its end, during which its name cannot be reused.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
const RETENTION_MS = 90 * 24 * 60 * 60 * 1_000;

/**
 * Creates Step Functions for the declared state machines. Throws, with the names of machine, service and state, if a
 * definition has elements that are not supported. The returned functions throw errors with the names of AWS.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
 */
export function createStepFunctions(config: StepFunctionsConfig) {
  const { db, tasks, region, clock = Date.now, log = () => undefined, writeLog = () => undefined } = config;
  const machines = new Map(config.stateMachines.map((resource) => [resource.arn, createMachine(resource)]));
  const store = createExecutionStore(db);
  const tokens = createTaskTokens(db, clock, (arn) => store.findStandard(arn) !== undefined);
  const tasksOf = typeof tasks === 'function' ? tasks : () => tasks;
  const executions = createExecutions({ store, tokens, tasksOf, region, clock, log, writeLog });
  let isStopping = false;
  const requireMachine = (arn: string): Machine => {
    const machine = machines.get(arn);
    if (machine !== undefined) return machine;
    throw awsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  };
  const reads = createReads(store, requireMachine);
  return {
    ...reads,
    /** By ARN. */
    machines: machines as ReadonlyMap<string, Machine>,
    tokens,
    /** Stores the execution before it returns. `startDate` is in epoch seconds. */
    startExecution: ({ stateMachineArn, input = '{}', name = randomUUID() }: StartRequest) => {
      if (isStopping) throw awsError('ServiceUnavailable', 'Step Functions is stopping', 503);
      const machine = requireMachine(stateMachineArn);
      checkStart(name, input);
      const arn = executionArnOf(machine, name);
      const row = { arn, machine_arn: stateMachineArn, name, input, started_ms: clock() };
      const known = machine.resource.type === 'EXPRESS' ? undefined : findKnown(store, row);
      if (known === undefined) {
        store.insert(machine.resource.type, row);
        executions.run(machine, row);
      }
      return { executionArn: arn, startDate: toSeconds((known ?? row).started_ms) };
    },
    /** `stopDate` is in epoch seconds. */
    stopExecution: async (executionArn: string, error?: string, cause?: string) => {
      reads.describeExecution(executionArn);
      const execution = executions.running.get(executionArn);
      execution?.stop({ status: 'ABORTED', error, cause });
      await execution?.settled;
      return { stopDate: reads.describeExecution(executionArn).stopDate ?? toSeconds(clock()) };
    },
    /** Resumes the executions that were unfinished when the process ended; returns their number. To be called once. */
    resume: (): number => {
      const unfinished = [...store.unfinishedExpress(), ...store.unfinishedStandard()];
      return unfinished.filter((row) => {
        const machine = machines.get(row.machine_arn);
        if (machine === undefined)
          log(`${row.arn} cannot be resumed: its state machine is no longer declared`);
        else executions.run(machine, row);
        return machine !== undefined;
      }).length;
    },
    /** Interrupts all executions, so that `resume()` can continue them. Resolves when none runs any more. */
    stop: async (): Promise<void> => {
      isStopping = true;
      const halted = [...executions.running.values()].map(({ halt, settled }) => {
        halt();
        return settled;
      });
      await Promise.all(halted);
    },
  };
}

function executionArnOf({ resource: { arn, type } }: Machine, name: string): string {
  return type === 'EXPRESS'
    ? `${arn.replace(':stateMachine:', ':express:')}:${name}:${randomUUID()}`
    : `${arn.replace(':stateMachine:', ':execution:')}:${name}`;
}

/** Returns the running execution of a Standard workflow that the same start has started. Throws if its name is not free. */
function findKnown(store: ExecutionStore, { arn, input, started_ms }: ExecutionRow) {
  store.deleteEndedBefore(started_ms - RETENTION_MS);
  const known = store.findStandard(arn);
  if (known === undefined || (known.status === 'RUNNING' && known.input === input)) return known;
  throw awsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
}

function checkStart(name: string, input: string): void {
  if (!EXECUTION_NAME.test(name)) throw awsError('InvalidName', `Invalid Name: '${name}'`);
  const refuse = (reason: string): never => {
    const message = `Invalid State Machine Execution Input: '${reason}'`;
    throw awsError('InvalidExecutionInput', message);
  };
  if (exceedsPayloadLimit(input)) refuse(`the input exceeds ${MAX_PAYLOAD_BYTES} bytes`);
  try {
    JSON.parse(input);
  } catch (error) {
    refuse((error as Error).message);
  }
}
