import { awsError } from '../gateway/aws-error.ts';
import type { ExecutionDescription } from './execution.ts';
import type { ExecutionStore, StandardRow } from './execution-store.ts';
import type { HistoryStore, NumberedEvent } from './history-store.ts';
import type { Machine } from './machine.ts';
import { typeNotSupported } from './start-execution.ts';

export type ListExecutionsRequest = {
  readonly stateMachineArn: string;
  readonly statusFilter?: string | undefined;
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
};

export type ExecutionListItem = Pick<
  ExecutionDescription,
  'executionArn' | 'stateMachineArn' | 'name' | 'status' | 'startDate' | 'stopDate'
>;

export type HistoryRequest = {
  readonly executionArn: string;
  readonly maxResults?: number | undefined;
  readonly reverseOrder?: boolean | undefined;
  readonly nextToken?: string | undefined;
};

/** Reads executions of Standard workflows. On AWS, executions of Express workflows are only in their logs. */
export type StandardReader = {
  readonly describeExecution: (executionArn: string) => ExecutionDescription;
  readonly listExecutions: (request: ListExecutionsRequest) => Page<'executions', ExecutionListItem>;
  readonly getExecutionHistory: (request: HistoryRequest) => Page<'events', NumberedEvent>;
};

export type Page<Name extends string, Item> = { readonly [K in Name]: readonly Item[] } & {
  readonly nextToken?: string;
};

const DEFAULT_PAGE = 100;
const MAX_PAGE = 1_000;
const MS_PER_SECOND = 1_000;

export type StandardReaderConfig = {
  readonly machines: ReadonlyMap<string, Machine>;
  readonly store: ExecutionStore;
  readonly history: HistoryStore;
  /** Writes the pending history of a running execution; called before the history is read. */
  readonly flushHistory: (executionArn: string) => void;
};

/** Creates the functions that read executions. They throw errors with the names of AWS. */
export function createStandardReader({
  machines,
  store,
  history,
  flushHistory,
}: StandardReaderConfig): StandardReader {
  const requireExecution = (arn: string): StandardRow => {
    checkExecutionArn(arn);
    const row = store.findStandard(arn);
    if (row !== undefined && row.pruned === 0) return row;
    throw awsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  };
  return {
    describeExecution: (executionArn) => describe(requireExecution(executionArn)),
    listExecutions: ({ stateMachineArn, statusFilter, maxResults, nextToken }) => {
      const machine = machines.get(stateMachineArn);
      if (machine === undefined) {
        const message = `State Machine Does Not Exist: '${stateMachineArn}'`;
        throw awsError('StateMachineDoesNotExist', message);
      }
      if (machine.resource.type === 'EXPRESS') throw typeNotSupported();
      const limit = pageSize(maxResults);
      const beforeId = positionIn(nextToken) ?? Number.MAX_SAFE_INTEGER;
      const query = { machineArn: stateMachineArn, status: statusFilter, beforeId, limit };
      const rows = store.listStandard(query);
      return page('executions', rows.map(listItem), rows.length < limit ? undefined : rows.at(-1)?.id);
    },
    getExecutionHistory: ({ executionArn, maxResults, reverseOrder = false, nextToken }) => {
      requireExecution(executionArn);
      flushHistory(executionArn);
      const limit = pageSize(maxResults);
      const events = history.read({ executionArn, reverseOrder, afterId: positionIn(nextToken), limit });
      return page('events', events, events.length < limit ? undefined : events.at(-1)?.id);
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

function describe(row: StandardRow): ExecutionDescription {
  return {
    ...listItem(row),
    input: row.input,
    ...(row.output === null ? {} : { output: row.output }),
    ...(row.error === null ? {} : { error: row.error }),
    ...(row.cause === null ? {} : { cause: row.cause }),
  };
}

function listItem(row: StandardRow): ExecutionListItem {
  return {
    executionArn: row.arn,
    stateMachineArn: row.machine_arn,
    name: row.name,
    status: row.status,
    startDate: toSeconds(row.started_ms),
    ...(row.stopped_ms === null ? {} : { stopDate: toSeconds(row.stopped_ms) }),
  };
}

function pageSize(maxResults: number | undefined): number {
  if (maxResults === undefined || maxResults === 0) return DEFAULT_PAGE;
  if (Number.isInteger(maxResults) && maxResults > 0 && maxResults <= MAX_PAGE) return maxResults;
  throw awsError('ValidationException', `maxResults must be between 0 and ${MAX_PAGE}`);
}

function page<Name extends string, Item>(name: Name, items: readonly Item[], lastId: number | undefined) {
  const rest =
    lastId === undefined ? {} : { nextToken: Buffer.from(`after:${lastId}`).toString('base64url') };
  return { [name]: items, ...rest } as Page<Name, Item>;
}

function positionIn(nextToken: string | undefined): number | undefined {
  if (nextToken === undefined) return undefined;
  const id = /^after:(\d+)$/.exec(Buffer.from(nextToken, 'base64url').toString())?.[1];
  if (id !== undefined) return Number(id);
  throw awsError('InvalidToken', `Invalid Token: 'Invalid pagination token'`);
}
