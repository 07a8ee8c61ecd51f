import type { LogLine, UnsortedEntry } from './timeline-entry.ts';

/** A structured log line, as `packages/lambda` writes it. */
type Line = {
  readonly message: string;
  readonly service?: string;
  readonly functionName?: string;
  readonly requestId?: string;
  readonly messageId?: string;
  readonly eventId?: string;
  readonly type?: string;
  readonly subject?: string;
  readonly route?: string;
  readonly status?: number;
  readonly outcome?: string;
  readonly code?: string;
  readonly attempt?: number;
  readonly durationMs?: number;
  readonly error?: { readonly name?: string; readonly message?: string };
};

/** Converts log lines of functions, oldest first, to timeline entries. Skips lines of workflows. */
export function toLogEntries(lines: readonly LogLine[]): readonly UnsortedEntry[] {
  const entries: UnsortedEntry[] = [];
  const open = new Map<string, number>();
  const attempts = new Map<string, number>();
  for (const { atMs, message } of lines) {
    const line = parseLine(message);
    if (line === undefined) continue;
    const key = JSON.stringify([line.requestId, line.messageId, line.eventId]);
    if (line.message === 'command received') {
      const attempt = line.attempt ?? (attempts.get(line.eventId ?? '') ?? 0) + 1;
      attempts.set(line.eventId ?? '', attempt);
      open.set(key, entries.length);
      entries.push({ ...toEntry(atMs, line), outcome: 'unanswered', attempt });
      continue;
    }
    const received = open.get(key);
    const begun = received === undefined ? undefined : entries[received];
    if (received !== undefined && begun !== undefined && ENDS_COMMAND.has(line.message)) {
      open.delete(key);
      entries[received] = {
        ...begun,
        ...toEnd(line),
        durationMs: line.durationMs ?? atMs - begun.atMs,
      };
    } else if (isEntry(line)) entries.push(toEntry(atMs, line));
  }
  return entries;
}

const ENDS_COMMAND: ReadonlySet<string> = new Set([
  'command answered',
  'command failed',
  'message failed',
  'message moved to the dead-letter queue',
]);

/** A successful or rejected read of an order is not part of its timeline. */
function isEntry({ message, route = '', status = 0 }: Line): boolean {
  return message !== 'request answered' || !route.startsWith('GET ') || status >= 500;
}

function toEntry(atMs: number, line: Line): UnsortedEntry {
  const { message, service = 'unknown', type, route, status, attempt, durationMs = 0 } = line;
  const { subject, eventId, functionName } = line;
  const [kind, name] = KINDS[message] ?? ['log', undefined];
  return {
    // A line with a duration was written at the end of that time.
    atMs: atMs - durationMs,
    kind,
    service,
    name: { route, type, none: message }[name ?? 'none'] ?? message,
    ...(status === undefined ? {} : { status }),
    ...(attempt === undefined ? {} : { attempt }),
    ...(line.durationMs === undefined ? {} : { durationMs }),
    ...(subject === undefined ? {} : { subject }),
    ...(eventId === undefined ? {} : { id: eventId }),
    ...(functionName === undefined ? {} : { functionName }),
    ...toEnd(line),
  };
}

const KINDS: Readonly<Record<string, readonly [UnsortedEntry['kind'], 'route' | 'type']>> = {
  'request answered': ['request', 'route'],
  'command received': ['command', 'type'],
  'command answered': ['command', 'type'],
  'command failed': ['command', 'type'],
  'message handled': ['message', 'type'],
  'message failed': ['message', 'type'],
  'message moved to the dead-letter queue': ['message', 'type'],
};

const OUTCOMES: Readonly<Record<string, string>> = {
  'message handled': 'handled',
  'message moved to the dead-letter queue': 'dead-lettered',
  'message failed': 'failed',
  'command failed': 'failed',
};

function toEnd({ message, outcome = OUTCOMES[message], code, error }: Line) {
  return {
    ...(outcome === undefined ? {} : { outcome }),
    ...(code === undefined ? {} : { code }),
    ...(error === undefined ? {} : { error: `${error.name ?? 'Error'}: ${error.message ?? ''}` }),
  };
}

function parseLine(text: string): Line | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const line = JSON.parse(text) as Line;
    return typeof line.message === 'string' ? line : undefined;
  } catch {
    return undefined;
  }
}
