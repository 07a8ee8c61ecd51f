import type { DatabaseSync } from 'node:sqlite';
import type { StateMachineResource } from '@tradepost/compiled-service/templates/resources';
import { awsError } from '../gateway/aws-error.ts';
import { createChildExecutions } from './child-executions.ts';
import type { Executions, TasksOfMachines } from './executions.ts';
import { createExecutions } from './executions.ts';
import type { Machine } from './machine.ts';
import { createMachine } from './machine.ts';
import type { StandardReader } from './standard-reader.ts';
import { createStandardReader, toSeconds } from './standard-reader.ts';
import type { Starter } from './start-execution.ts';
import { createStarter } from './start-execution.ts';
import type { TaskTokens } from './task-tokens.ts';
import type { WriteLog } from './workflow-log.ts';

export type StepFunctionsConfig = {
  readonly stateMachines: readonly StateMachineResource[];
  /** Open database; the caller closes it after `stop()`. */
  readonly db: DatabaseSync;
  /** Tasks for all state machines, or a function that returns them by the ARN of each. */
  readonly tasks: TasksOfMachines;
  readonly region: string;
  /** Returns epoch milliseconds. */
  readonly clock?: () => number;
  /** Gets a line for each execution that fails or that cannot be resumed after a restart. */
  readonly log?: (message: string) => void;
  /** Gets the log lines of state machines with a `LoggingConfiguration`. */
  readonly writeLog?: WriteLog;
};

export type StepFunctions = Starter &
  StandardReader & {
    /** Machines by ARN. */
    readonly machines: ReadonlyMap<string, Machine>;
    readonly tokens: Pick<TaskTokens, 'succeed' | 'fail' | 'heartbeat'>;
    readonly stopExecution: (
      executionArn: string,
      error?: string,
      cause?: string,
    ) => Promise<StoppedExecution>;
    /** Resumes the executions that were unfinished when the process ended; returns their number. To be called once. */
    readonly resume: () => number;
    /** Interrupts all executions, so that `resume()` can continue them. Resolves when none runs any more. */
    readonly stop: () => Promise<void>;
  };

/** `stopDate` is in epoch seconds. */
export type StoppedExecution = { readonly stopDate: number };

/**
 * Creates Step Functions for the declared state machines. Throws, with the names of machine, service and state, if a
 * definition has elements that are not supported. The returned functions throw errors with the names of AWS.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
 */
export function createStepFunctions(config: StepFunctionsConfig): StepFunctions {
  const { db, tasks, region, clock = Date.now, log = () => undefined, writeLog = () => undefined } = config;
  const machines = new Map(config.stateMachines.map((resource) => [resource.arn, createMachine(resource)]));
  let stopped = false;
  const requireMachine = (arn: string): Machine => {
    if (stopped) throw awsError('ServiceUnavailable', 'Step Functions is stopping', 503);
    const machine = machines.get(arn);
    if (machine !== undefined) return machine;
    throw awsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  };
  // Workflows may start workflows: these callbacks use `starter`, `reader` and `executions`, which are created below.
  const children = createChildExecutions({
    start: (request) => starter.startExecution(request),
    describe: (executionArn) => reader.describeExecution(executionArn),
    endOf: (executionArn) => executions.running.get(executionArn)?.settled,
  });
  const executions = createExecutions({ db, tasks, region, clock, log, children, writeLog });
  const starter = createStarter({ requireMachine, executions, clock });
  const { store, history, flushHistory, tokens, running } = executions;
  const reader = createStandardReader({ machines, store, history, flushHistory });
  return {
    ...starter,
    ...reader,
    machines,
    tokens,
    stopExecution: async (executionArn, error, cause) => {
      const { status, stopDate } = reader.describeExecution(executionArn);
      const execution = running.get(executionArn);
      if (status !== 'RUNNING' || execution === undefined)
        return { stopDate: stopDate ?? toSeconds(clock()) };
      execution.stop({ status: 'ABORTED', error, cause });
      await execution.settled;
      return { stopDate: reader.describeExecution(executionArn).stopDate ?? toSeconds(clock()) };
    },
    resume: () => resume(executions, machines, log),
    stop: async () => {
      stopped = true;
      const halted = [...running.values()].map(({ halt, settled }) => {
        halt();
        return settled;
      });
      await Promise.all(halted);
    },
  };
}

function resume(
  { store, runExpress, runStandard }: Executions,
  machines: ReadonlyMap<string, Machine>,
  log: (message: string) => void,
): number {
  const resumable = <Row extends { readonly arn: string; readonly machine_arn: string }>(
    rows: readonly Row[],
  ) =>
    rows.flatMap((row) => {
      const machine = machines.get(row.machine_arn);
      if (machine !== undefined) return [{ row, machine }];
      log(`${row.arn} cannot be resumed: its state machine is no longer declared`);
      return [];
    });
  const express = resumable(store.unfinishedExpress());
  const standard = resumable(store.unfinishedStandard());
  for (const { row, machine } of express) void runExpress(machine, row, true);
  for (const { row, machine } of standard) void runStandard(machine, row);
  return express.length + standard.length;
}
