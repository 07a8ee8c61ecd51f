import { describeDuration } from '@tradepost/command-line/progress';
import type { OrderTimeline, TimelineEntry } from '@tradepost/contracts/operations/model';

/** Longer pauses get a line of their own. */
const LONG_GAP_MS = 1_000;

/** Returns a timeline as text: one line for each entry, with the time since the first one. */
export function renderTimeline({
  orderId,
  readAt,
  correlationIds,
  entries,
  complete,
}: OrderTimeline): string {
  const [first] = entries;
  const startedMs = Date.parse(first?.at ?? '');
  const rows = entries.flatMap((entry) => {
    const gap = entry.gapMs >= LONG_GAP_MS ? [`${' '.repeat(10)}… ${inWords(entry.gapMs)}`] : [];
    const after = `+${inWords(Date.parse(entry.at) - startedMs)}`.padStart(9);
    const what = `${entry.kind.padEnd(10)}${describe(entry)}`;
    return [...gap, `${after}  ${entry.service.padEnd(14)}${what}`];
  });
  return [
    `${orderId}, ${first === undefined ? 'no entries' : `from ${first.at}`}, read at ${readAt}`,
    `correlation ids: ${correlationIds.join(', ')}`,
    ...rows,
    ...(complete
      ? []
      : ['Incomplete: the logs were not read in time, or the timeline has too many entries.']),
  ].join('\n');
}

function describe({
  name,
  outcome,
  attempt,
  code,
  error,
  status,
  durationMs,
  subject,
}: TimelineEntry): string {
  const facts = [
    ...(status === undefined ? [] : [String(status)]),
    ...(outcome === undefined ? [] : [outcome]),
    ...(code === undefined ? [] : [code]),
    ...(error === undefined ? [] : [error]),
    ...(attempt === undefined || attempt === 1 ? [] : [`attempt ${attempt}`]),
    ...(durationMs === undefined ? [] : [`in ${inWords(durationMs)}`]),
    ...(subject === undefined ? [] : [subject]),
  ];
  return facts.length === 0 ? name : `${name}: ${facts.join(', ')}`;
}

function inWords(ms: number): string {
  return ms < 1_000 ? `${ms}ms` : describeDuration(ms / 1_000);
}
