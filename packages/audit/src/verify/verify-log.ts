import { chainName, SHARDS, toChain } from '../chain.ts';
import type { Head } from '../entry.ts';
import { type AnchorFile, checkAnchors } from './check-anchors.ts';
import { checkHead, checkShard, type FoundItem, isChainOf } from './check-entries.ts';
import type { Fault } from './fault.ts';

/** An audit log to be read. Every read of the table is strongly consistent. */
export type ReadableLog = {
  /** Partition keys of all items except heads, in any order, each at least once. */
  readonly partitions: () => AsyncIterable<string>;
  /** Items of a partition, in the order of their sort keys. */
  readonly itemsOf: (partition: string) => AsyncIterable<FoundItem>;
  readonly headOf: (shard: number) => Promise<Head | undefined>;
  /** All anchors, in the order of their keys. */
  readonly anchors: () => AsyncIterable<AnchorFile>;
};

/** Result of a verification. The log is intact if `faults` is 0. */
export type Verification = {
  readonly faults: number;
  readonly entries: number;
  readonly chains: number;
  readonly anchors: number;
  readonly lastAnchorAt: string | undefined;
};

type Options = {
  readonly stage: string;
  /** Returns true if a text's signature, in base64, is by the key of the stage. */
  readonly isSigned: (text: string, signature: string) => boolean;
  /** The clock, for the age of the last anchor; undefined where anchors are not written all the time. */
  readonly nowMs: number | undefined;
  readonly onFault: (fault: Fault) => void;
  /** Gets the number of entries that were read so far. */
  readonly onProgress?: (entries: number) => void;
};

const ENTRIES_PER_REPORT = 1_000;

/**
 * Computes every chain of an audit log again, and compares heads, anchors and signatures. It reads entries one after the other in
 * each shard, and all shards at once; its memory grows with the numbers of days and of anchors, not with that of entries.
 */
export async function verifyLog(log: ReadableLog, options: Options): Promise<Verification> {
  const { stage, isSigned, nowMs, onFault, onProgress } = options;
  let [faults, entries] = [0, 0];
  const report = (fault: Fault) => {
    faults += 1;
    onFault(fault);
  };
  const count = () => {
    entries += 1;
    if (entries % ENTRIES_PER_REPORT === 0) onProgress?.(entries);
  };
  const shards = Array.from({ length: SHARDS }, (_none, shard) => shard);
  // Anchors and heads come before the entries that they name, because new ones are written meanwhile.
  const { hashes, anchors, lastAt } = await checkAnchors(log.anchors(), { stage, isSigned, nowMs, report });
  const heads = await Promise.all(shards.map((shard) => log.headOf(shard)));
  const daysOf = await findDays(log, stage, report);
  await Promise.all(
    shards.map(async (shard) => {
      const check = checkShard(hashes, report);
      for (const day of [...(daysOf.get(shard) ?? [])].toSorted()) {
        for await (const item of log.itemsOf(chainName({ stage, day, shard }))) {
          count();
          check.next(item);
        }
      }
      const [before, last, after] = [heads[shard], check.last(), await log.headOf(shard)];
      checkHead(`shard ${shard}`, { before, last, after }).map(report);
    }),
  );
  for (const [place, left] of hashes) {
    for (const seq of left.keys()) report({ kind: 'anchored-missing', place, seq });
  }
  const chains = [...daysOf.values()].reduce((sum, days) => sum + days.size, 0);
  return { faults, entries, chains, anchors, lastAnchorAt: lastAt };
}

/** Returns the days of each shard that have items. */
async function findDays(
  log: ReadableLog,
  stage: string,
  report: (fault: Fault) => void,
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const days = new Map<number, Set<string>>();
  const strays = new Set<string>();
  for await (const partition of log.partitions()) {
    const chain = isChainOf(stage, partition) ? toChain(partition) : undefined;
    if (chain === undefined) strays.add(partition);
    else days.set(chain.shard, (days.get(chain.shard) ?? new Set()).add(chain.day));
  }
  for (const place of strays) report({ kind: 'stray-item', place });
  return days;
}
