/** A discrete-event scheduler: a virtual clock and the callbacks that are due. */
export type Scheduler = {
  /** Virtual time: epoch milliseconds, with fractions. */
  readonly nowMs: () => number;
  /** Virtual milliseconds since the start. */
  readonly passedMs: () => number;
  /** Schedules a callback after a delay. One that is `isIdle` does not keep the run from ending. */
  readonly after: (delayMs: number, run: Callback, isIdle?: boolean) => Scheduled;
  readonly cancel: (scheduled: Scheduled) => void;
  readonly sleep: (delayMs: number) => Promise<void>;
  /** Runs the next callback if one is due by `untilMs`; returns whether it ran one. */
  readonly step: (untilMs: number) => boolean;
  /** Returns true if the callback of the last step returned `NOTHING`. */
  readonly wasNothing: () => boolean;
  /** Number of scheduled callbacks that are not idle. */
  readonly pending: () => number;
  /** Moves the clock forward without running callbacks. */
  readonly skipTo: (ms: number) => void;
};

/** Result of a callback that did nothing which code waits for: the next step need not wait for promise callbacks. */
export const NOTHING = Symbol('nothing');

// biome-ignore lint/suspicious/noConfusingVoidType: most callbacks return nothing at all.
export type Callback = () => void | typeof NOTHING;

export type Scheduled = {
  readonly atMs: number;
  readonly place: number;
  readonly isIdle: boolean;
  run: Callback | undefined;
};

/** Creates a scheduler. Callbacks that are due at the same time run in the order in which they were scheduled. */
export function createScheduler(startMs: number): Scheduler {
  const heap: Scheduled[] = [];
  let nowMs = startMs;
  let place = 0;
  let pending = 0;
  let wasNothing = false;
  const after = (delayMs: number, run: Callback, isIdle = false): Scheduled => {
    if (Number.isNaN(delayMs)) throw new Error('a delay is not a number');
    const scheduled = { atMs: nowMs + Math.max(0, delayMs), place: place++, isIdle, run };
    if (!isIdle) pending += 1;
    push(heap, scheduled);
    return scheduled;
  };
  const end = (scheduled: Scheduled): void => {
    if (scheduled.run !== undefined && !scheduled.isIdle) pending -= 1;
    scheduled.run = undefined;
  };
  return {
    nowMs: () => nowMs,
    passedMs: () => nowMs - startMs,
    after,
    cancel: end,
    sleep: (delayMs) => new Promise((resolve) => after(delayMs, resolve)),
    pending: () => pending,
    skipTo: (ms) => {
      nowMs = Math.max(nowMs, ms);
    },
    wasNothing: () => wasNothing,
    step: (untilMs) => {
      for (;;) {
        const next = heap[0];
        if (next === undefined || next.atMs > untilMs) return false;
        pop(heap);
        const { run } = next;
        if (run === undefined) continue;
        end(next);
        nowMs = Math.max(nowMs, next.atMs);
        wasNothing = run() === NOTHING;
        return true;
      }
    },
  };
}

function isBefore(one: Scheduled, other: Scheduled): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.place < other.place);
}

function push(heap: Scheduled[], added: Scheduled): void {
  let at = heap.push(added) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above] as Scheduled;
    if (!isBefore(added, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = added;
}

function pop(heap: Scheduled[]): void {
  const last = heap.pop() as Scheduled;
  if (heap.length === 0) return;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && isBefore(heap[below + 1] as Scheduled, heap[below] as Scheduled))
      below += 1;
    if (!isBefore(heap[below] as Scheduled, last)) break;
    heap[at] = heap[below] as Scheduled;
    at = below;
  }
  heap[at] = last;
}
