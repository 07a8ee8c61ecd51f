import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import { logGroupOf, logGroupsOf } from '@tradepost/local/logs/log-groups';
import type { LogLine } from '@tradepost/local/logs/log-store';
import { createLogsOperations, type LogsInput } from '@tradepost/local/logs/logs-endpoint';
import { createDraw } from '../random.ts';
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

const IDS = createDraw(0);
const DIGITS = 8;

/** Returns an id with the form of a UUID that follows from a key, as AWS names requests and executions. */
export function uuidOf(key: string): string {
  const [first = '', second = '', third = '', fourth = ''] = Array.from({ length: 4 }, (_none, part) =>
    Math.floor(IDS.unit(`${part}${key}`) * 2 ** 32)
      .toString(16)
      .padStart(DIGITS, '0'),
  );
  return `${first}-${second.slice(0, 4)}-${second.slice(4)}-${third.slice(0, 4)}-${third.slice(4)}${fourth}`;
}
