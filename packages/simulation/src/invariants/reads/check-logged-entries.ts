import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Answered } from '../../world/http-client.ts';
import {
  type ExpectedEntry,
  entriesOfExecution,
  entriesOfLines,
  isOfOrder,
} from '../models/timeline-model.ts';
import type { Facts } from './read-check.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Kinds of entries that follow from the lines of functions. */
const OF_FUNCTIONS = new Set(['request', 'command', 'message', 'log']);
const OF_WORKFLOWS = new Set(['execution', 'step']);
/** Causes before effects. */
const KINDS = ['request', 'execution', 'step', 'command', 'message', 'event', 'log'];

/**
 * A complete timeline has the entries that follow from the log lines of its functions, from a minute before its first event to
 * an hour after its last, and no others. It has every step of each execution that ended in this time. Entries are in the order
 * of their times, with the gaps between them.
 */
export function wrongInLogged(
  { params, answer, sentMs, answeredMs }: Pick<Answered, 'params' | 'answer' | 'sentMs' | 'answeredMs'>,
  { logLines, executions }: NonNullable<Facts['logs']>,
): string | undefined {
  const { orderId = '' } = params;
  const entries = answer.body.entries as readonly UncheckedJson[];
  const unordered = entries.find((entry, index) => isOutOfOrder(entries[index - 1], entry));
  if (unordered !== undefined)
    return `${unordered.kind} ${unordered.name} at ${unordered.at} is not in order`;
  if (answer.body.complete !== true) return undefined;
  const { fromMs, toMs } = rangeOf(entries, { sentMs, answeredMs });
  const lines = logLines.filter(
    (line) =>
      line.logGroupName.startsWith('/aws/lambda/') &&
      isOfOrder(line, orderId) &&
      line.timestampMs >= fromMs &&
      line.timestampMs <= Math.min(toMs, answeredMs),
  );
  const before = lines.filter(({ timestampMs }) => timestampMs <= sentMs).length;
  const shown = textOf(entries.filter(({ kind }) => OF_FUNCTIONS.has(kind)));
  const possible = Array.from({ length: lines.length - before + 1 }, (_none, more) =>
    textOf(entriesOfLines(lines.slice(0, before + more))),
  );
  if (!possible.includes(shown)) return `its logged entries are\n${shown}, not\n${possible[0]}`;
  for (const execution of executions) {
    const { name, history } = execution;
    const isWhole =
      history.at(-1)?.type.startsWith('Execution') === true &&
      history.every(({ timeMs }) => timeMs >= fromMs && timeMs <= Math.min(toMs, sentMs));
    if (
      !isWhole ||
      !lines.slice(0, before).some(({ message }) => message.includes(`"executionId":"${name}"`))
    )
      continue;
    const steps = textOf(entries.filter(({ kind, id }) => OF_WORKFLOWS.has(kind) && id === name));
    const expected = textOf(entriesOfExecution(execution));
    if (steps !== expected) return `its steps are\n${steps}, not\n${expected}`;
  }
  return undefined;
}

function isOutOfOrder(before: UncheckedJson | undefined, entry: UncheckedJson): boolean {
  if (before === undefined) return entry.gapMs !== 0;
  const gapMs = Date.parse(entry.at) - Date.parse(before.at);
  return (
    gapMs < 0 ||
    gapMs !== entry.gapMs ||
    (gapMs === 0 && KINDS.indexOf(before.kind) > KINDS.indexOf(entry.kind))
  );
}

/** The time range of the queries, which have whole seconds: without an event, the day before they are sent. */
function rangeOf(
  entries: readonly UncheckedJson[],
  { sentMs, answeredMs }: Pick<Answered, 'sentMs' | 'answeredMs'>,
) {
  const times = entries.flatMap(({ kind, at }) => (kind === 'event' ? [Date.parse(at)] : []));
  if (times.length === 0) return { fromMs: sentMs - 24 * HOUR_MS, toMs: answeredMs };
  const fromMs = Math.min(...times) - MINUTE_MS;
  const toMs = Math.max(...times) + HOUR_MS;
  return { fromMs: Math.floor(fromMs / 1_000) * 1_000, toMs: Math.ceil(toMs / 1_000) * 1_000 + 999 };
}

/** The entries as text, in a defined order. */
function textOf(entries: readonly (UncheckedJson | ExpectedEntry)[]): string {
  return entries
    .map(({ gapMs: _gapMs, ...entry }) => JSON.stringify(Object.entries(entry).sort()))
    .sort()
    .join('\n');
}
