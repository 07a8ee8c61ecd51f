import type { Faults } from '../faults/faults.ts';
import type { Draw } from '../random.ts';
import type { PickVersion } from './partitions.ts';

/**
 * Behaviour that DynamoDB documents and rarely shows. `call` identifies the request; it is the same in each run of the seed.
 */
export type TableFaults = {
  /** How long an eventually consistent read may return former versions of an item, in milliseconds. */
  readonly maxStaleMs: number;
  /** Chooses the versions that an eventually consistent read gets. */
  readonly pickVersion: (call: string) => PickVersion;
  /** Returns the places of the items of a batch that are left unprocessed. */
  readonly unprocessed: (call: string, items: number) => ReadonlySet<number>;
  /** Returns the number of items at which a page of a query ends, from 1 to `items`; undefined if it is not cut. */
  readonly pageEnd: (call: string, items: number) => number | undefined;
  /**
   * Returns for each item of a write why it is interrupted: the code of a cancellation reason. `items` are the names of the
   * items, `nowMs` the time of the write.
   */
  readonly interruptions: (
    call: string,
    items: readonly string[],
    nowMs: number,
  ) => readonly (string | undefined)[];
  /** Returns the items of a batch in the order in which they are returned, of which DynamoDB promises nothing. */
  readonly inAnyOrder: <Item>(call: string, items: readonly Item[]) => readonly Item[];
};

/**
 * Replicas usually agree within a second. One that is recovering is further behind.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html
 */
export const MAX_STALE_MS = 5_000;
/** Share of the items that changed lately which a stale read gets at a former version. */
const FORMER_SHARE = 0.75;
/** Shares of the batches that leave all items unprocessed, and exactly one. */
const ALL_SHARE = 0.25;
const ONE_SHARE = 0.25;
/** How long an item is hot: longer than a function retries conflicts, and than most functions run. */
const HOT_MS = 60_000;
/** Reasons for which a transaction is cancelled that do not depend on its items. Conflicts are the most frequent. */
const INTERRUPTIONS = [
  'TransactionConflict',
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
];

/** A DynamoDB whose reads are always current and whose requests are always done completely. */
export const NO_TABLE_FAULTS: TableFaults = {
  maxStaleMs: 0,
  pickVersion: () => () => 0,
  unprocessed: () => new Set(),
  pageEnd: () => undefined,
  interruptions: () => [],
  inAnyOrder: (_call, items) => items,
};

/** Draws the faults of tables for one run. */
export function createTableFaults({
  draw,
  faults,
}: {
  readonly draw: Draw;
  readonly faults: Faults;
}): TableFaults {
  const maxStaleMs = faults.isOn('staleRead') ? MAX_STALE_MS : 0;
  /** Chooses at least one of some items. `share` is the probability of each. */
  const chooseSome = (name: string, items: number, share: number): ReadonlySet<number> => {
    const chosen = new Set([draw.int(`${name} one`, 0, items - 1)]);
    for (let place = 0; place < items; place += 1)
      if (draw.chance(`${name} ${place}`, share)) chosen.add(place);
    return chosen;
  };
  return {
    maxStaleMs,
    pickVersion: (call) => {
      let isStale: boolean | undefined;
      return (key, former) => {
        isStale ??= faults.happens('staleRead', call);
        const name = `version in ${call} of ${key}`;
        return isStale && draw.chance(`former ${name}`, FORMER_SHARE) ? draw.int(name, 1, former) : 0;
      };
    },
    unprocessed: (call, items) => {
      if (items === 0 || !faults.happens('unprocessed', call)) return new Set();
      const name = `unprocessed ${call}`;
      const kind = draw.unit(name);
      return chooseSome(name, items, kind < ALL_SHARE ? 1 : kind < ALL_SHARE + ONE_SHARE ? 0 : 0.5);
    },
    pageEnd: (call, items) =>
      items > 0 && faults.happens('shortPage', call) ? draw.int(`page ends ${call}`, 1, items) : undefined,
    interruptions: (call, items, nowMs) => {
      const minute = Math.floor(nowMs / HOT_MS);
      const interrupted = faults.happens('transactionConflict', call)
        ? chooseSome(`interrupted ${call}`, items.length, 0.25)
        : new Set<number>();
      return items.map((item, place) => {
        if (faults.happens('hotItem', `${item} minute ${minute}`)) return 'TransactionConflict';
        return interrupted.has(place) ? draw.pick(`interruption ${call} ${place}`, INTERRUPTIONS) : undefined;
      });
    },
    inAnyOrder: (call, items) => {
      if (items.length < 2) return items;
      const places = items.map((item, place) => ({ item, at: draw.unit(`order ${call} ${place}`) }));
      return places.sort((one, other) => one.at - other.at).map(({ item }) => item);
    },
  };
}
