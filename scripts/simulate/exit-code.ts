import type { Summary } from '@tradepost/simulation/runner/summarize';

/** So many seeds come through everything: where they do not, a part of the proof is missing. */
const ENOUGH_SEEDS = 1_000;

/** 0 where every promise was kept, and, of enough seeds, where they came through every branch; else 1. */
export function exitCodeOf({
  seeds,
  failed,
  missing,
}: Pick<Summary, 'seeds' | 'failed' | 'missing'>): number {
  return failed.length > 0 || (seeds >= ENOUGH_SEEDS && missing.length > 0) ? 1 : 0;
}
