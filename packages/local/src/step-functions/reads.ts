import { awsError } from '../gateway/aws-error.ts';
import type { ExecutionStatus, ExecutionStore, StandardRow } from './execution-store.ts';
import type { Machine } from './machine.ts';

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

type Paging = { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined };
type ListRequest = Paging & { readonly stateMachineArn: string; readonly statusFilter?: string | undefined };
type HistoryRequest = Paging & { readonly executionArn: string; readonly reverseOrder?: boolean };

const DEFAULT_PAGE = 100;
const MAX_PAGE = 1_000;
const MS_PER_SECOND = 1_000;

/**
 * Creates the functions that read executions of Standard workflows. On AWS, executions of Express workflows are only in
 * their logs. They throw errors with the names of AWS.
 */
export function createReads(store: ExecutionStore, requireMachine: (arn: string) => Machine) {
  const requireExecution = (arn: string): StandardRow => {
    checkExecutionArn(arn);
    const row = store.findStandard(arn);
    if (row !== undefined) return row;
    throw awsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  };
  return {
    describeExecution: (executionArn: string) => describe(requireExecution(executionArn)),
    listExecutions: ({ stateMachineArn, statusFilter, maxResults, nextToken }: ListRequest) => {
      if (requireMachine(stateMachineArn).resource.type === 'EXPRESS') throw typeNotSupported();
      const limit = pageSize(maxResults);
      const beforeId = positionIn(nextToken) ?? Number.MAX_SAFE_INTEGER;
      const query = { machineArn: stateMachineArn, status: statusFilter, beforeId, limit };
      const rows = store.listStandard(query);
      return { executions: rows.map(itemOf), ...nextTokenOf(rows, limit) };
    },
    getExecutionHistory: ({ executionArn, maxResults, reverseOrder = false, nextToken }: HistoryRequest) => {
      const { arn } = requireExecution(executionArn);
      const limit = pageSize(maxResults);
      const events = store.readHistory({ arn, reverseOrder, afterId: positionIn(nextToken), limit });
      return { events, ...nextTokenOf(events, limit) };
    },
  };
}

export function toSeconds(epochMs: number): number {
  return epochMs / MS_PER_SECOND;
}

const EXECUTION_ARN = /^arn:aws[\w-]*:states:[^:]*:[^:]*:(execution|express):.+$/;

function checkExecutionArn(arn: string): void {
  const kind = EXECUTION_ARN.exec(arn)?.[1];
  if (kind === 'execution') return;
  const reason = kind === 'express' ? ': Resource type not valid in this context: express' : `: '${arn}'`;
  throw awsError('InvalidArn', `Invalid Arn${reason}`);
}

function typeNotSupported(): Error {
  const message = 'This operation is not supported by this type of state machine';
  return awsError('StateMachineTypeNotSupported', message);
}

function describe(row: StandardRow): ExecutionDescription {
  const { input, output, error, cause } = row;
  return {
    ...itemOf(row),
    input,
    ...(output !== null && { output }),
    ...(error !== null && { error }),
    ...(cause !== null && { cause }),
  };
}

function itemOf({ arn, machine_arn, name, status, started_ms, stopped_ms }: StandardRow) {
  return {
    executionArn: arn,
    stateMachineArn: machine_arn,
    name,
    status,
    startDate: toSeconds(started_ms),
    ...(stopped_ms !== null && { stopDate: toSeconds(stopped_ms) }),
  };
}

function pageSize(maxResults: number | undefined): number {
  if (maxResults === undefined || maxResults === 0) return DEFAULT_PAGE;
  if (Number.isInteger(maxResults) && maxResults > 0 && maxResults <= MAX_PAGE) return maxResults;
  throw awsError('ValidationException', `maxResults must be between 0 and ${MAX_PAGE}`);
}

function nextTokenOf(items: readonly { readonly id: number }[], limit: number): { nextToken?: string } {
  const last = items.at(-1);
  if (last === undefined || items.length < limit) return {};
  return { nextToken: Buffer.from(`after:${last.id}`).toString('base64url') };
}

function positionIn(nextToken: string | undefined): number | undefined {
  if (nextToken === undefined) return undefined;
  const id = /^after:(\d+)$/.exec(Buffer.from(nextToken, 'base64url').toString())?.[1];
  if (id !== undefined) return Number(id);
  throw awsError('InvalidToken', `Invalid Token: 'Invalid pagination token'`);
}
