import type { ExecutionStatus } from './execution-store.ts';

/** `input` is JSON text. */
export type StartExecutionRequest = {
  readonly stateMachineArn: string;
  readonly input?: string | undefined;
  readonly name?: string | undefined;
};

/** `startDate` is in epoch seconds. */
export type StartedExecution = { readonly executionArn: string; readonly startDate: number };

/** Payloads are JSON text, times epoch seconds. */
export type ExecutionDescription = {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startDate: number;
  readonly stopDate?: number;
  readonly input: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
};
