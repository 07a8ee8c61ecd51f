import type { Mutation } from '../population/mutation.ts';
import type { Scratch } from '../scratch.ts';
import type { SimulatorOutcome } from './messages.ts';
import { toSeedMap } from './seed-map.ts';
import type { Simulator } from './simulator.ts';
import { tryAlone, tryTogether } from './try-in-simulator.ts';

const ORDER = Array.from({ length: 20 }, (_none, index) => index + 1);
const mutationOf = (name: string) =>
  ({ id: name, folder: 'services/shop', file: `services/shop/src/${name}.ts`, region: name }) as Mutation;

/** Seeds that break a promise with a mutation. Two together can break another one. */
type World = {
  readonly breaks?: Record<string, number>;
  readonly both?: number;
  readonly throws?: Record<string, number>;
};

function partsOf(names: readonly string[], { breaks = {}, both, throws = {} }: World) {
  const applied = new Set<string>();
  const runs: string[] = [];
  const scratch = {
    apply: ({ id }: Mutation) => applied.add(id),
    restore: () => applied.clear(),
  } as unknown as Scratch;
  const simulator: Simulator = {
    prepare: async () => {},
    stop: () => {},
    try: async ({ seeds, endsAtThrow }): Promise<SimulatorOutcome> => {
      let threw: SimulatorOutcome | undefined;
      for (const seed of seeds) {
        runs.push(`${[...applied].join('+')} ${seed}`);
        const isBroken =
          [...applied].some((name) => breaks[name] === seed) || (applied.size > 1 && both === seed);
        if (isBroken) return { outcome: 'caught', seed, promise: 'all work finishes' };
        if ([...applied].some((name) => throws[name] === seed))
          threw ??= { outcome: 'threw', seed, reason: 'no' };
        if (threw !== undefined && endsAtThrow === true) return threw;
      }
      return threw ?? { outcome: 'survived' };
    },
  };
  const seedMap = toSeedMap({
    counts: Object.fromEntries(ORDER.map((seed) => [seed, 1])),
    regions: Object.fromEntries(names.map((name) => [name, [...ORDER]])),
    failing: [],
  });
  return { parts: { scratch, simulator, seedMap }, runs };
}

async function together(names: readonly string[], world: World) {
  const { parts, runs } = partsOf(names, world);
  const outcomes = await tryTogether(names.map(mutationOf), parts, 300);
  return { outcomes: new Map([...outcomes].map(([{ id }, outcome]) => [id, outcome])), runs };
}

describe('tryAlone', () => {
  it('runs the first twelve seeds, and returns whether others are left', async () => {
    const { parts, runs } = partsOf(['a'], {});
    expect(await tryAlone(mutationOf('a'), parts, 300)).toEqual({
      outcome: { outcome: 'survived' },
      isUnfinished: true,
    });
    expect(runs).toHaveLength(12);
    expect((await tryAlone(mutationOf('a'), parts, 12)).isUnfinished).toBe(false);
  });

  it('runs nothing if no seed reaches the mutation', async () => {
    const { parts, runs } = partsOf(['a'], {});
    expect(await tryAlone({ ...mutationOf('a'), region: 'elsewhere' }, parts, 300)).toEqual({
      outcome: { outcome: 'survived' },
      isUnfinished: false,
    });
    expect(runs).toEqual([]);
  });
});

describe('tryTogether', () => {
  it('runs each of the other seeds once for all mutations', async () => {
    const { outcomes, runs } = await together(['a', 'b', 'c'], {});
    expect([...outcomes.values()]).toEqual(Array(3).fill({ outcome: 'survived' }));
    expect(runs).toEqual(ORDER.slice(12).map((seed) => `a+b+c ${seed}`));
  });

  it('finds which mutation breaks a promise, and goes on with the others', async () => {
    const { outcomes, runs } = await together(['a', 'b'], { breaks: { a: 14, b: 20 } });
    expect(outcomes.get('a')).toEqual({ outcome: 'caught', seed: 14, promise: 'all work finishes' });
    expect(outcomes.get('b')).toEqual({ outcome: 'caught', seed: 20, promise: 'all work finishes' });
    expect(runs.slice(0, 5)).toEqual(['a+b 13', 'a+b 14', 'a 14', 'b 14', 'b 15']);
  });

  it('does not count a promise that only several mutations together break', async () => {
    const { outcomes } = await together(['a', 'b'], { both: 15 });
    expect([...outcomes.values()]).toEqual([{ outcome: 'survived' }, { outcome: 'survived' }]);
  });

  it('goes on alone with a mutation whose run throws', async () => {
    const { outcomes } = await together(['a', 'b', 'c'], { throws: { a: 13 }, breaks: { a: 19 } });
    expect(outcomes.get('a')).toMatchObject({ outcome: 'caught', seed: 19 });
    expect(outcomes.get('b')).toEqual({ outcome: 'survived' });
  });
});
