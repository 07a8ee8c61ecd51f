import type { Summary } from '@tradepost/simulation/runner/summarize';

/** This many seeds must reach every branch: otherwise a part of the proof is missing. */
const ENOUGH_SEEDS = 1_000;

/** Returns 1 if a promise was broken, or if enough seeds did not reach every branch; otherwise 0. */
export function exitCodeOf({
  seeds,
  failed,
  missing,
}: Pick<Summary, 'seeds' | 'failed' | 'missing'>): number {
  return failed.length > 0 || (seeds >= ENOUGH_SEEDS && missing.length > 0) ? 1 : 0;
}
