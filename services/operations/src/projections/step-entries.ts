import type { LogLine, UnsortedEntry } from './timeline-entry.ts';

/**
 * An event of an execution, as Step Functions logs it.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
 */
type HistoryLine = {
  readonly id: string;
  readonly type: string;
  readonly event_timestamp: string;
  readonly execution_arn: string;
  readonly details?: { readonly name?: string; readonly error?: string };
};

/** Converts log lines of workflows to timeline entries: each attempt at a step, and the start and end of executions. */
export function toStepEntries(lines: readonly LogLine[]): readonly UnsortedEntry[] {
  const history = lines.flatMap(({ message }) => parseLine(message) ?? []);
  const executions = Map.groupBy(history, ({ execution_arn }) => execution_arn);
  return [...executions.values()].flatMap((events) =>
    toEntries(events.toSorted((one, other) => Number(one.id) - Number(other.id))),
  );
}

function toEntries(events: readonly HistoryLine[]): readonly UnsortedEntry[] {
  const entries: UnsortedEntry[] = [];
  let step = '';
  let attempt = 0;
  let startedMs = 0;
  for (const event of events) {
    const { type, details = {} } = event;
    const atMs = Number(event.event_timestamp);
    const [, subject, what] =
      /^(.*?)(Entered|Scheduled|Started|Succeeded|Failed|TimedOut|Aborted)$/.exec(type) ?? [];
    const end = toEnd(what ?? '', details.error);
    if (subject === 'Execution') {
      if (what === 'Started') startedMs = atMs;
      entries.push({ ...toEntry(event, atMs), kind: 'execution', name: workflowOf(event), ...end });
    } else if (what === 'Entered') {
      step = details.name ?? '';
      attempt = 0;
      // A task has an entry for each attempt. A choice has none: the next state shows its result.
      if (subject !== 'TaskState' && subject !== 'ChoiceState' && subject !== 'SucceedState')
        entries.push({ ...toEntry(event, atMs), kind: 'step', name: step });
    } else if (subject === 'LambdaFunction' || subject === 'Task') {
      if (what === 'Scheduled') {
        attempt += 1;
        startedMs = atMs;
      } else if (end.outcome !== undefined) {
        const durationMs = atMs - startedMs;
        entries.push({ ...toEntry(event, startedMs), kind: 'step', name: step, attempt, durationMs, ...end });
      }
    }
  }
  return entries;
}

function toEnd(what: string, error: string | undefined): Pick<UnsortedEntry, 'outcome' | 'error'> {
  if (what === 'Succeeded') return { outcome: 'succeeded' };
  if (what !== 'Failed' && what !== 'TimedOut' && what !== 'Aborted') return {};
  return { outcome: 'failed', error: error ?? what };
}

/** `arn:aws:states:REGION:ACCOUNT:express:tradepost-dev-orders-fulfil-order:EXECUTION:…` */
function toEntry({ execution_arn }: HistoryLine, atMs: number) {
  const [, , service = 'unknown'] = workflowOf({ execution_arn }).split('-');
  const id = execution_arn.split(':')[7];
  return { atMs, service, ...(id === undefined ? {} : { id }) };
}

function workflowOf({ execution_arn }: Pick<HistoryLine, 'execution_arn'>): string {
  return execution_arn.split(':')[6] ?? '';
}

function parseLine(text: string): HistoryLine | undefined {
  if (!text.includes('"execution_arn"')) return undefined;
  try {
    const line = JSON.parse(text) as Partial<HistoryLine>;
    return typeof line.execution_arn === 'string' && typeof line.type === 'string'
      ? (line as HistoryLine)
      : undefined;
  } catch {
    return undefined;
  }
}
