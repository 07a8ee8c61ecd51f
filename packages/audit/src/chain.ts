/**
 * Number of shards. An item takes some tens of transactions per second; this many heads take some hundreds. The verification
 * and the anchors cover as many heads as there are shards, so it only ever grows.
 */
export const SHARDS = 8;

/** A chain: the entries of one shard on one day in UTC. */
export type Chain = { readonly stage: string; readonly day: string; readonly shard: number };

/** Returns the name of a chain: `prod/2026-11-30/3`. */
export function chainName({ stage, day, shard }: Chain): string {
  return `${stage}/${day}/${shard}`;
}

/** Returns the chain that a name has; undefined if it is not the name of a chain. */
export function toChain(name: string): Chain | undefined {
  const [, stage, day, shard] = /^([a-z0-9-]{1,40})\/(\d{4}-\d\d-\d\d)\/(\d)$/.exec(name) ?? [];
  if (stage === undefined || day === undefined || Number(shard) >= SHARDS) return undefined;
  return { stage, day, shard: Number(shard) };
}

/** Returns the day of a chain, which sorts by time. */
export function dayOf(name: string): string {
  return name.split('/')[1] ?? '';
}
