import type { WorkflowLogging } from '@tradepost/compiled-service/templates/resources';
import type { ApiEvent } from './history-event.ts';

/** Writes a line to a log group. */
export type WriteLog = (line: {
  readonly logGroupName: string;
  readonly timestampMs: number;
  readonly message: string;
}) => void;

const MS_PER_SECOND = 1_000;
const FATAL = /^Execution(Failed|Aborted|TimedOut)$/;
const ERROR = /(Failed|Aborted|TimedOut)$/;
const DATA = ['input', 'inputDetails', 'output', 'outputDetails', 'parameters'];

/**
 * Creates a function that writes an execution's events to the log group of its state machine, in the format of Step
 * Functions.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
export function createWorkflowLog(
  { logGroupName, level, includeExecutionData }: WorkflowLogging,
  executionArn: string,
  write: WriteLog,
): (event: ApiEvent) => void {
  let id = 0;
  return ({ type, timestamp, ...rest }) => {
    id += 1;
    if (level === 'FATAL' && !FATAL.test(type)) return;
    if (level === 'ERROR' && !ERROR.test(type)) return;
    const [details = {}] = Object.values(rest) as readonly Readonly<Record<string, unknown>>[];
    const shown = Object.entries(details).filter(([name]) => includeExecutionData || !DATA.includes(name));
    const timestampMs = Math.round(timestamp * MS_PER_SECOND);
    const message = JSON.stringify({
      id: String(id),
      type,
      details: Object.fromEntries(shown),
      redrive_count: '0',
      previous_event_id: String(id - 1),
      event_timestamp: String(timestampMs),
      execution_arn: executionArn,
    });
    write({ logGroupName, timestampMs, message });
  };
}
