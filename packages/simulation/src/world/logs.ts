import { createHash } from 'node:crypto';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import { logGroupOf, logGroupsOf } from '@tradepost/local/logs/log-groups';
import type { LogLine } from '@tradepost/local/logs/log-store';
import { createLogsOperations, type LogsInput } from '@tradepost/local/logs/logs-endpoint';
import type { Call } from './call.ts';

export type Logs = {
  /** Writes what a function printed: one or more lines. */
  readonly print: (functionName: string, text: string) => void;
  /** Writes a line of a workflow. */
  readonly write: (line: LogLine) => void;
  /** Returns the output of a call of CloudWatch Logs; undefined for another call. */
  readonly answer: (call: Call) => object | undefined;
  /** All lines, oldest first. */
  readonly lines: readonly LogLine[];
};

/** CloudWatch Logs: the lines of all functions and workflows, which a query finds as soon as they are written. */
export function createLogs(
  description: Pick<CloudDescription, 'functions' | 'stateMachines' | 'logGroups'>,
  nowMs: () => number,
): Logs {
  const lines: LogLine[] = [];
  let queries = 0;
  const operations = createLogsOperations({ lines: () => lines }, logGroupsOf(description), {
    toArn: (name) => `arn:aws:logs:us-east-1:000000000000:log-group:${name}`,
    newId: () => `query-${queries++}`,
  });
  return {
    lines,
    write: (line) => void lines.push(line),
    print: (functionName, text) => {
      const logGroupName = logGroupOf(functionName);
      for (const message of text.split('\n'))
        if (message !== '') lines.push({ logGroupName, timestampMs: nowMs(), message });
    },
    answer: ({ service, operation, input }) =>
      service === 'Logs' ? operations[operation]?.(input as LogsInput) : undefined,
  };
}

/** Returns an id with the form of a UUID that follows from a key, as AWS names requests and executions. */
export function uuidOf(key: string): string {
  const digits = createHash('md5').update(key).digest('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
