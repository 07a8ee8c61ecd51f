import { randomUUID } from 'node:crypto';
import type { ExecutionEnd } from '@tradepost/states-language/history';
import { exceedsPayloadLimit, MAX_PAYLOAD_BYTES } from '@tradepost/states-language/payload';
import { awsError } from '../gateway/aws-error.ts';
import type { StartExecutionRequest, StartedExecution } from './execution.ts';
import type { Executions } from './executions.ts';
import type { Machine } from './machine.ts';

export type Starter = {
  /** Stores the execution before it returns. */
  readonly startExecution: (request: StartExecutionRequest) => StartedExecution;
  /** Express only. Resolves with the ended execution. Not resumed after a restart, because its caller has disconnected. */
  readonly startSyncExecution: (request: StartExecutionRequest) => Promise<EndedExpress>;
};

/** An ended execution of an Express workflow. Times are epoch milliseconds, `input` is JSON text. */
export type EndedExpress = {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly input: string;
  readonly startedMs: number;
  readonly stoppedMs: number;
  readonly end: ExecutionEnd;
};

export type StarterConfig = {
  readonly requireMachine: (arn: string) => Machine;
  readonly executions: Executions;
  readonly clock: () => number;
};

/** Names that AWS allows: no blanks, brackets, wildcards, separators or control characters. */
const EXECUTION_NAME = /^[^\s?*<>{}[\]"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u;

const MS_PER_SECOND = 1_000;

const NOT_BEGUN = {
  status: 'RUNNING',
  ...{ output: null, error: null, cause: null, stopped_ms: null },
  ...{ state: null, state_input: null, state_entered_ms: null },
} as const;

/**
 * Creates the functions that start executions. They throw errors with the names of AWS.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export function createStarter({ requireMachine, executions, clock }: StarterConfig): Starter {
  const { store } = executions;

  const startExpress = (machine: Machine, name: string, input: string, durable: boolean) => {
    const arn = `${executionPrefix(machine, 'express')}:${name}:${randomUUID()}`;
    const row = { arn, machine_arn: machine.resource.arn, name, input, started_ms: clock() };
    if (durable) store.insertExpress(row);
    return { row, ended: executions.runExpress(machine, row, durable) };
  };

  const startStandard = (machine: Machine, name: string, input: string): StartedExecution => {
    const arn = `${executionPrefix(machine, 'execution')}:${name}`;
    const known = store.findStandard(arn);
    if (known?.status === 'RUNNING' && known.input === input) return started(arn, known.started_ms);
    const row = { arn, machine_arn: machine.resource.arn, name, input, started_ms: clock() };
    if (known !== undefined && !store.freeName(known, row.started_ms)) {
      throw awsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    store.insertStandard(row);
    void executions.runStandard(machine, { ...row, ...NOT_BEGUN });
    return started(arn, row.started_ms);
  };

  return {
    startExecution: ({ stateMachineArn, input = '{}', name = randomUUID() }) => {
      const machine = requireMachine(stateMachineArn);
      checkStart(name, input);
      if (machine.resource.type === 'STANDARD') return startStandard(machine, name, input);
      const { row } = startExpress(machine, name, input, true);
      return started(row.arn, row.started_ms);
    },
    startSyncExecution: async ({ stateMachineArn, input = '{}', name = randomUUID() }) => {
      const machine = requireMachine(stateMachineArn);
      if (machine.resource.type !== 'EXPRESS') throw typeNotSupported();
      checkStart(name, input);
      const { row, ended } = startExpress(machine, name, input, false);
      const end = await ended;
      const { arn: executionArn, machine_arn, started_ms: startedMs } = row;
      if (end !== undefined) {
        return {
          executionArn,
          stateMachineArn: machine_arn,
          name,
          input,
          startedMs,
          stoppedMs: clock(),
          end,
        };
      }
      throw awsError('ServiceUnavailable', 'The execution was interrupted', 503);
    },
  };
}

/** Returns the error for an operation that the type of the workflow does not support. */
export function typeNotSupported(): Error {
  const message = 'This operation is not supported by this type of state machine';
  return awsError('StateMachineTypeNotSupported', message);
}

function started(executionArn: string, startedMs: number): StartedExecution {
  return { executionArn, startDate: startedMs / MS_PER_SECOND };
}

function executionPrefix(machine: Machine, kind: 'execution' | 'express'): string {
  return machine.resource.arn.replace(':stateMachine:', `:${kind}:`);
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
