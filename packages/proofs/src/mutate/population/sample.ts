import { createHash } from 'node:crypto';
import type { Mutation } from './mutation.ts';

export type Shard = { readonly index: number; readonly of: number };

/**
 * Orders mutations at random, balanced over folders and operators: the first of every folder and operator, then the second
 * of each, and so on. Random keys follow from the seed and the content of each mutation, so a change of the sources
 * changes the order little.
 */
export function order(mutations: readonly Mutation[], seed: number): readonly Mutation[] {
  const strata = Map.groupBy(mutations, ({ folder, operator }) => `${folder} ${operator}`);
  const ranked = [...strata.values()].flatMap((stratum) =>
    stratum
      .map((mutation) => ({ mutation, key: hash(seed, mutation.id) }))
      .sort((one, other) => compare(one.key, other.key))
      .map((each, rank) => ({ ...each, rank })),
  );
  return ranked
    .sort((one, other) => one.rank - other.rank || compare(one.key, other.key))
    .map(({ mutation }) => mutation);
}

/** Returns the part of an order that a machine tries. `index` counts from 1. */
export function partOf<Item>(ordered: readonly Item[], { index, of }: Shard): readonly Item[] {
  return ordered.filter((_item, place) => place % of === index - 1);
}

function hash(seed: number, id: string): string {
  return createHash('sha256').update(`${seed} ${id}`).digest('hex');
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
