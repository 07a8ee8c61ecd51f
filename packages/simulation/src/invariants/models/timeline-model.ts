import type { LogLine } from '@tradepost/local/logs/log-store';
import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Execution } from '../../world/sagas.ts';

/** An entry of a timeline, as the API shows it, without the gap to the entry before it. */
export type ExpectedEntry = Readonly<Record<string, unknown>>;

const WORKFLOW = 'tradepost-dev-orders-fulfil-order';
const COMMAND_ENDS = [
  'command answered',
  'command failed',
  'message failed',
  'message moved to the dead-letter queue',
];
const OUTCOMES: Readonly<Record<string, string>> = {
  'message handled': 'handled',
  'message moved to the dead-letter queue': 'dead-lettered',
  'message failed': 'failed',
  'command failed': 'failed',
};

type Line = { readonly atMs: number; readonly fields: UncheckedJson };

/** Returns true for a line of a function that an index of CloudWatch Logs has under an order. */
export function isOfOrder({ message }: LogLine, orderId: string): boolean {
  return message.includes(`"orderId":"${orderId}"`);
}

/** Takes all lines of functions about an order, oldest first; returns the entries that follow from them. */
export function entriesOfLines(lines: readonly LogLine[]): readonly ExpectedEntry[] {
  const parsed = lines.map(({ timestampMs, message }) => ({
    atMs: Math.floor(timestampMs),
    fields: JSON.parse(message),
  }));
  const ends = endsOf(parsed);
  const received = new Map<string, number>();
  return parsed.flatMap((line) => {
    const { message, route = '', status = 0, eventId = '', attempt } = line.fields;
    if (message === 'command received') {
      const attempts = attempt ?? (received.get(eventId) ?? 0) + 1;
      received.set(eventId, attempts);
      return [commandOf(line, ends.get(line), attempts)];
    }
    if ([...ends.values()].includes(line)) return [];
    return message === 'request answered' && route.startsWith('GET ') && status < 500 ? [] : [entryOf(line)];
  });
}

/** The line that ends a command belongs to the latest receipt of the same message in the same invocation. */
function endsOf(lines: readonly Line[]): ReadonlyMap<Line, Line> {
  const ends = new Map<Line, Line>();
  const byMessage = Map.groupBy(lines, ({ fields: { requestId, messageId, eventId } }) =>
    [requestId, messageId, eventId].join(' '),
  );
  for (const group of byMessage.values()) {
    let open: Line | undefined;
    for (const line of group) {
      if (line.fields.message === 'command received') open = line;
      else if (open !== undefined && COMMAND_ENDS.includes(line.fields.message)) {
        ends.set(open, line);
        open = undefined;
      }
    }
  }
  return ends;
}

function commandOf(line: Line, end: Line | undefined, attempt: number): ExpectedEntry {
  const begun = entryOf(line);
  if (end === undefined) return { ...begun, attempt, outcome: 'unanswered' };
  const durationMs = end.fields.durationMs ?? end.atMs - line.atMs;
  return { ...begun, attempt, ...endOf(end.fields), durationMs };
}

function entryOf({ atMs, fields }: Line): ExpectedEntry {
  const { message, service, functionName, route, type, status, attempt, durationMs, subject, eventId } =
    fields;
  const [kind = ''] =
    /^(request|command|message) (?:answered|received|failed|handled|moved)/.exec(message) ?? [];
  const isRequest = kind.startsWith('request');
  const name = kind === '' ? message : isRequest ? route : type;
  return withoutAbsent({
    ...{ at: new Date(atMs - (durationMs ?? 0)).toISOString(), kind: kind.split(' ')[0] || 'log', service },
    ...{ name: name ?? message, status, attempt, durationMs, subject, id: eventId, functionName },
    ...endOf(fields),
  });
}

function endOf({ message, outcome, code, error }: UncheckedJson): ExpectedEntry {
  return withoutAbsent({
    outcome: outcome ?? OUTCOMES[message],
    code,
    error: error && `${error.name ?? 'Error'}: ${error.message ?? ''}`,
  });
}

/** Returns the entries of a whole execution: its start and its end, each attempt at a task, and each Pass or Fail state. */
export function entriesOfExecution({ name: id, history }: Execution): readonly ExpectedEntry[] {
  const of = (atMs: number, kind: string, name: string, more: object = {}): ExpectedEntry =>
    withoutAbsent({
      at: new Date(Math.round(atMs)).toISOString(),
      kind,
      service: 'orders',
      name,
      id,
      ...more,
    });
  let attempt = 0;
  let scheduledMs = 0;
  return history.flatMap(({ type, timeMs, state = '', details }) => {
    const outcome = type.endsWith('Succeeded') ? 'succeeded' : 'failed';
    const error =
      outcome === 'failed'
        ? (details['error'] ?? (type.endsWith('TimedOut') ? 'TimedOut' : 'Failed'))
        : undefined;
    if (type === 'ExecutionStarted') return [of(timeMs, 'execution', WORKFLOW)];
    if (type.startsWith('Execution')) return [of(timeMs, 'execution', WORKFLOW, { outcome, error })];
    if (/^(Pass|Fail)StateEntered$/.test(type)) return [of(timeMs, 'step', state)];
    if (type === 'TaskStateEntered') attempt = 0;
    if (/^(LambdaFunction|Task)Scheduled$/.test(type)) {
      attempt += 1;
      scheduledMs = timeMs;
    }
    if (!/^(LambdaFunction|Task)(Succeeded|Failed|TimedOut)$/.test(type)) return [];
    const durationMs = Math.round(timeMs) - Math.round(scheduledMs);
    return [of(scheduledMs, 'step', state, { attempt, durationMs, outcome, error })];
  });
}

function withoutAbsent(entry: object): ExpectedEntry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}
