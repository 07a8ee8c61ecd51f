import { RUN_GOES_THROUGH, type SeedResult } from '../run-seed.ts';
import { type Omissions, shrink } from './shrink.ts';

const IDS = Array.from({ length: 20 }, (_none, index) => `fault ${index}`);

/** Breaks its promise as long as order 2 and faults 3 and 11 are included. */
async function run({ without, withoutOrders }: Omissions): Promise<SeedResult> {
  const ids = IDS.filter((id) => !without.has(id));
  const isBroken = !withoutOrders.has(2) && ids.includes('fault 3') && ids.includes('fault 11');
  return {
    seed: 1,
    violations: isBroken ? [{ invariant: 'a promise', what: 'it' }] : [],
    faults: ids.map((id) => ({ id, kind: 'throttled', at: id })),
    branches: new Set(),
    orders: 4,
    figures: {},
  };
}

/** Like `run`, but throws without fault 5. */
async function runOrThrow(omissions: Omissions): Promise<SeedResult> {
  const result = await run(omissions);
  if (!omissions.without.has('fault 5')) return result;
  return { ...result, violations: [{ invariant: RUN_GOES_THROUGH, what: 'Error' }] };
}

describe('shrink', () => {
  it('returns the smallest run that still breaks the promise', async () => {
    const nothing = { without: new Set<string>(), withoutOrders: new Set<number>() };
    const { without, withoutOrders } = await shrink(await run(nothing), [0, 1, 2, 3], run);
    expect([...withoutOrders]).toEqual([0, 1, 3]);
    expect(IDS.filter((id) => !without.has(id))).toEqual(['fault 3', 'fault 11']);
  });

  it('does not shrink a broken promise into a run that throws', async () => {
    const nothing = { without: new Set<string>(), withoutOrders: new Set<number>() };
    const { without } = await shrink(await runOrThrow(nothing), [0, 1, 2, 3], runOrThrow);
    expect(IDS.filter((id) => !without.has(id))).toEqual(['fault 3', 'fault 5', 'fault 11']);
  });
});
