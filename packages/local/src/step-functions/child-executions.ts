import type { JsonValue } from '@tradepost/states-language/definition';
import { StatesError } from '@tradepost/states-language/states-error';
import { AwsError } from '../gateway/aws-error.ts';
import type { ExecutionDescription, StartExecutionRequest, StartedExecution } from './execution.ts';

export type ChildExecutions = {
  readonly startExecution: (parameters: Readonly<Record<string, unknown>>) => Promise<JsonValue>;
  readonly waitForChild: (executionArn: string, parsed: boolean) => Promise<JsonValue>;
};

export type ChildExecutionsConfig = {
  readonly start: (request: StartExecutionRequest) => StartedExecution;
  readonly describe: (executionArn: string) => ExecutionDescription;
  /** Resolves when a running execution has ended; undefined if it is not running. */
  readonly endOf: (executionArn: string) => Promise<unknown> | undefined;
};

const MS_PER_SECOND = 1_000;

/**
 * Creates the functions with which a workflow starts other workflows and waits for them. A failed child throws
 * `States.TaskFailed`, with its description as the cause.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 */
export function createChildExecutions({ start, describe, endOf }: ChildExecutionsConfig): ChildExecutions {
  return {
    startExecution: async (parameters) => {
      const { StateMachineArn, Input, Name } = parameters;
      const input = typeof Input === 'string' ? Input : JSON.stringify(Input ?? {});
      const name = Name === undefined ? {} : { name: String(Name) };
      const { executionArn, startDate } = named(() =>
        start({ stateMachineArn: String(StateMachineArn), input, ...name }),
      );
      return { ExecutionArn: executionArn, StartDate: startDate * MS_PER_SECOND };
    },
    waitForChild: async (executionArn, parsed) => {
      await endOf(executionArn);
      const child = named(() => describe(executionArn));
      const description = asTaskResult(child, parsed);
      if (child.status === 'SUCCEEDED') return description;
      throw new StatesError('States.TaskFailed', JSON.stringify(description));
    },
  };
}

/** Prefixes errors of the API with the service's name, as a workflow gets them. */
function named<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new StatesError(`StepFunctions.${error.code}Exception`, error.message);
  }
}

function asTaskResult(child: ExecutionDescription, parsed: boolean): { [field: string]: JsonValue } {
  const value = (json: string): JsonValue => (parsed ? (JSON.parse(json) as JsonValue) : json);
  return {
    ExecutionArn: child.executionArn,
    Input: value(child.input),
    InputDetails: { Included: true },
    Name: child.name,
    ...(child.output === undefined ? {} : { Output: value(child.output), OutputDetails: { Included: true } }),
    ...(child.error === undefined ? {} : { Error: child.error }),
    ...(child.cause === undefined ? {} : { Cause: child.cause }),
    StartDate: child.startDate * MS_PER_SECOND,
    StateMachineArn: child.stateMachineArn,
    Status: child.status,
    ...(child.stopDate === undefined ? {} : { StopDate: child.stopDate * MS_PER_SECOND }),
  };
}
