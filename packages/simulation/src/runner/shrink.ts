import type { SeedOptions, SeedResult } from '../run-seed.ts';

/** Faults and orders to leave out of a run. */
export type Omissions = Required<Pick<SeedOptions, 'without' | 'withoutOrders'>>;

/** Each try is a whole run. */
const MAX_TRIES = 150;

/**
 * Searches the smallest run of a seed that still breaks the same promise: leaves out orders, then faults, first many at
 * once and then one by one. A run that throws breaks another promise, `RUN_GOES_THROUGH`.
 *
 * @param run runs the seed without the given faults and orders
 */
export async function shrink(
  first: SeedResult,
  places: readonly number[],
  run: (omissions: Omissions) => Promise<SeedResult>,
): Promise<Omissions> {
  const invariant = first.violations[0]?.invariant;
  let tries = 0;
  let best: Omissions = { without: new Set(), withoutOrders: new Set() };
  let result = first;
  const attempt = async (omissions: Omissions): Promise<boolean> => {
    if (tries >= MAX_TRIES) return false;
    tries += 1;
    const tried = await run(omissions);
    if (!tried.violations.some((violation) => violation.invariant === invariant)) return false;
    best = omissions;
    result = tried;
    return true;
  };
  for (const place of places) {
    await attempt({ ...best, withoutOrders: new Set([...best.withoutOrders, place]) });
  }
  for (
    let size = Math.ceil(result.faults.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = 0; from < result.faults.length; ) {
      const ids = result.faults.slice(from, from + size).map(({ id }) => id);
      const isSmaller = await attempt({ ...best, without: new Set([...best.without, ...ids]) });
      if (!isSmaller) from += size;
      if (tries >= MAX_TRIES) return best;
    }
  }
  return best;
}
