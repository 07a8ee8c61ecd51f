import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { MAX_TIMELINE_ENTRIES, type TimelineEntry } from '@tradepost/contracts/operations/model';
import { toLogEntries } from './log-entries.ts';
import { toStepEntries } from './step-entries.ts';
import type { LogLine, UnsortedEntry } from './timeline-entry.ts';

/** Sources of a timeline. */
export type Sources = {
  readonly events: readonly CloudEvent[];
  /** Log lines of functions and workflows, oldest first. */
  readonly lines: readonly LogLine[];
};

/** Returns the timeline entries of an order, oldest first. `complete` is false if there are more than the maximum. */
export function toTimeline({ events, lines }: Sources): {
  readonly entries: TimelineEntry[];
  readonly complete: boolean;
} {
  const sorted = [...events.map(toEntry), ...toLogEntries(lines), ...toStepEntries(lines)].toSorted(
    (one, other) =>
      one.atMs - other.atMs ||
      RANKS.indexOf(one.kind) - RANKS.indexOf(other.kind) ||
      byPlace(placeOf(one.id), placeOf(other.id)),
  );
  const first = sorted.slice(0, MAX_TIMELINE_ENTRIES);
  const entries = first.map(({ atMs, ...rest }, index) => ({
    at: new Date(atMs).toISOString(),
    gapMs: atMs - (first[index - 1]?.atMs ?? atMs),
    ...rest,
  }));
  return { entries, complete: first.length === sorted.length };
}

/** Place of an event in the commits of its aggregate: its id is `<aggregate>/<version>/<index>`. */
function placeOf(id = '') {
  const [, aggregate = '', version = '', index = ''] = /^(.*)\/(\d+)\/(\d+)$/.exec(id) ?? [];
  return { aggregate, version: Number(version), index: Number(index) };
}

function byPlace(one: ReturnType<typeof placeOf>, other: ReturnType<typeof placeOf>): number {
  if (one.aggregate !== other.aggregate) return one.aggregate < other.aggregate ? -1 : 1;
  return one.version - other.version || one.index - other.index;
}

/** Order of entries with the same time: causes before effects. */
const RANKS: readonly TimelineEntry['kind'][] = [
  'request',
  'execution',
  'step',
  'command',
  'message',
  'event',
  'log',
];

/** Takes only the code of a rejection from an event's data: the rest may be text that a customer typed. */
function toEntry({ id, source, type, subject, time, data }: CloudEvent): UnsortedEntry {
  const { rejection } = Object(data) as { readonly rejection?: { readonly code?: unknown } };
  const code = String(rejection?.code ?? '');
  return {
    atMs: Date.parse(time),
    kind: 'event',
    service: source.replace(/^tradepost\./, ''),
    name: type,
    subject,
    id,
    ...(/^[A-Z_]{1,64}$/.test(code) ? { code } : {}),
  };
}
