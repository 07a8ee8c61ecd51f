import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseChanges } from './database-changes.ts';
import type { StreamsApi, WireRecord } from './streams-api.ts';

export type StreamReaderConfig = {
  readonly api: StreamsApi;
  /** Writes to the engine's database, to read idle shards when there may be something to read. */
  readonly changes: DatabaseChanges;
  readonly log: (line: string) => void;
};

/** `closed` means that the shard gets no further records. */
export type ReadResult = { readonly records: readonly WireRecord[]; readonly closed: boolean };

export type StreamReader = ReturnType<typeof createStreamReader>;

/** Pause between polls of a shard without new records. It grows from the minimum to the maximum. */
const POLL_MIN_MS = 10;
const POLL_MAX_MS = 80;
const POLL_GROWTH = 1.5;
/** Maximum when no stream has had a record for some time, if the engine does not report its writes. */
const IDLE_POLL_MAX_MS = 250;
const IDLE_AFTER_MS = 5_000;
/** Maximum when the engine has reported no write for a while. The next write ends the pause. */
const QUIET_POLL_MS = 2_000;
/** Minimum interval between polls of one shard, so that under load records come in batches. */
const POLL_DISTANCE_MS = 15;
/** After a page of at least this many records, the next poll follows immediately. */
const FULL_PAGE = 100;
const ERROR_RETRY_MS = 1_000;
const ITERATORS_KEPT = 256;

/**
 * Reads streams for any number of event sources. Event sources at the same position of a shard share one poll.
 * `waitForRecords` resolves when the shard has records after the given sequence number ('' is the oldest record) or is
 * closed; it rejects if `signal` is aborted. Engine errors are logged once and retried.
 */
export function createStreamReader({ api, changes, log }: StreamReaderConfig) {
  const tails = new Map<string, Tail>();
  const pages = createPages(api, log);
  let recordsAtMs = performance.now();

  function waitForRecords(place: Place, signal: AbortSignal): Promise<ReadResult> {
    signal.throwIfAborted();
    const tail = tails.get(keyOf(place)) ?? open(place);
    tail.waiting += 1;
    return new Promise<ReadResult>((resolve, reject) => {
      const leave = () => {
        tail.waiting -= 1;
        if (tail.waiting === 0) tail.stopping.abort();
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      tail.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  function open(place: Place): Tail {
    const key = keyOf(place);
    const stopping = new AbortController();
    const result = follow(place, stopping.signal).finally(() => {
      if (tails.get(key) === tail) tails.delete(key);
    });
    const tail: Tail = { result, stopping, waiting: 0 };
    stopping.signal.addEventListener('abort', () => tails.delete(key), { once: true });
    tails.set(key, tail);
    return tail;
  }

  async function follow(place: Place, signal: AbortSignal): Promise<ReadResult> {
    let pauseMs = POLL_MIN_MS;
    let failure: 'stale' | 'logged' | undefined;
    for (;;) {
      try {
        const result = await pages.next(place, signal);
        if (failure === 'logged') log(`stream ${place.streamArn}: can be read again`);
        failure = undefined;
        if (result) {
          recordsAtMs = performance.now();
          return result;
        }
        pauseMs = await pause(pauseMs, signal);
      } catch (error) {
        signal.throwIfAborted();
        pages.forget(place);
        if (failure === undefined && isStale(error)) {
          failure = 'stale';
          continue;
        }
        if (failure !== 'logged') log(`stream ${place.streamArn}: could not read: ${String(error)}`);
        failure = 'logged';
        await sleep(ERROR_RETRY_MS, undefined, { signal });
      }
    }
  }

  /** Waits for the next poll of a shard without new records; returns the pause after that. */
  async function pause(pauseMs: number, signal: AbortSignal): Promise<number> {
    if (changes.isQuiet()) {
      await changes.next(QUIET_POLL_MS, signal);
      return POLL_MIN_MS;
    }
    await sleep(pauseMs, undefined, { signal });
    const isIdle = performance.now() - recordsAtMs > IDLE_AFTER_MS;
    return Math.min(pauseMs * POLL_GROWTH, isIdle ? IDLE_POLL_MAX_MS : POLL_MAX_MS);
  }

  return { waitForRecords };
}

/** Creates the functions that read pages. They keep the iterators that follow the pages. */
function createPages(api: StreamsApi, log: (line: string) => void) {
  const iterators = new Map<string, string>();
  const lastPolls = new Map<string, { readonly atMs: number; readonly full: boolean }>();

  async function iteratorAfter({ streamArn, shardId, after }: Place): Promise<string> {
    try {
      return await api.iteratorAfter(streamArn, shardId, after);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'TrimmedDataAccessException') throw error;
      log(
        `stream ${streamArn}: records after ${after} are no longer in the stream; reading from its oldest record`,
      );
      return api.iteratorAfter(streamArn, shardId, '');
    }
  }

  return {
    /** Returns the records after a place; undefined if there are none yet. */
    next: async (place: Place, signal: AbortSignal): Promise<ReadResult | undefined> => {
      const lastPoll = lastPolls.get(shardOf(place));
      const waitMs = lastPoll && !lastPoll.full ? lastPoll.atMs + POLL_DISTANCE_MS - Date.now() : 0;
      if (waitMs > 0) await sleep(waitMs, undefined, { signal });
      const key = keyOf(place);
      const { records, nextIterator } = await api.records(iterators.get(key) ?? (await iteratorAfter(place)));
      lastPolls.set(shardOf(place), { atMs: Date.now(), full: records.length >= FULL_PAGE });
      iterators.delete(key);
      if (nextIterator === undefined) return { records, closed: true };
      const after = records.at(-1)?.dynamodb.SequenceNumber ?? place.after;
      iterators.set(keyOf({ ...place, after }), nextIterator);
      const [oldest = ''] = iterators.keys();
      if (iterators.size > ITERATORS_KEPT) iterators.delete(oldest);
      return records.length > 0 ? { records, closed: false } : undefined;
    },
    forget: (place: Place): void => void iterators.delete(keyOf(place)),
  };
}

/** Position in a shard: after the record with the sequence number `after`. */
export type Place = { readonly streamArn: string; readonly shardId: string; readonly after: string };

type Tail = { readonly result: Promise<ReadResult>; readonly stopping: AbortController; waiting: number };

function shardOf({ streamArn, shardId }: Place): string {
  return `${streamArn} ${shardId}`;
}

function keyOf(place: Place): string {
  return `${shardOf(place)} ${place.after}`;
}

/** An iterator expires. One created before a stream's first record may count as trimmed once there is a record. */
function isStale(error: unknown): boolean {
  return error instanceof Error && STALE_ITERATOR.has(error.name);
}

const STALE_ITERATOR = new Set(['ExpiredIteratorException', 'TrimmedDataAccessException']);
