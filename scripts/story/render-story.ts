import type { OrderStory, StoryEntry } from '@tradepost/contracts/models/story';
import { describeDuration } from '../terminal/progress.ts';

/** A pause that is longer than this gets a line of its own. */
const LONG_GAP_MS = 1_000;

/** Takes a story; returns it as a timeline: when after its beginning, where, what, and how it went. */
export function renderStory({ orderId, correlationIds, entries, complete }: OrderStory): string {
  const [first] = entries;
  const startedMs = Date.parse(first?.at ?? '');
  const rows = entries.flatMap((entry) => {
    const gap = entry.gapMs >= LONG_GAP_MS ? [`${' '.repeat(10)}… ${inWords(entry.gapMs)}`] : [];
    const after = `+${inWords(Date.parse(entry.at) - startedMs)}`.padStart(9);
    const what = `${entry.kind.padEnd(10)}${describe(entry)}`;
    return [...gap, `${after}  ${entry.service.padEnd(14)}${what}`];
  });
  return [
    `${orderId}, from ${first?.at ?? 'nowhere'}, under ${correlationIds.join(', ')}`,
    ...rows,
    ...(complete ? [] : ['There is more than this: logs gave no answer in time, or it is too much for one.']),
  ].join('\n');
}

function describe({ name, outcome, attempt, code, error, status, durationMs, subject }: StoryEntry): string {
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
