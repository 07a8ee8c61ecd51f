import { availableParallelism } from 'node:os';
import type { Mutation } from './population/mutation.ts';
import { createScratch } from './scratch.ts';
import type { Simulator } from './simulator/simulator.ts';
import { GROUP_SIZE, tryTogether } from './simulator/try-in-simulator.ts';
import { createWarmSpecs } from './specs/warm-specs.ts';
import { beginTrying, finishTrying, type Maps, type Outcome, type Worker } from './try-mutation.ts';

type Options = {
  readonly root: string;
  readonly maxSeeds: number;
  readonly simulatorOf: (copy: string) => Simulator;
  /** Receives each mutation with its whole outcome, in the order in which they end. */
  readonly onTried: (mutation: Mutation, outcome: Outcome) => void;
};

type Unfinished = { readonly mutation: Mutation; readonly outcome: Outcome };

/** Tries mutations on all cores, each worker in a copy of its own. */
export async function tryAll(queue: readonly Mutation[], maps: Maps, options: Options): Promise<void> {
  const { root, maxSeeds, simulatorOf, onTried } = options;
  const waiting = [...queue];
  /** Those of all workers: a group has mutations of different files. */
  const unfinished: Unfinished[] = [];
  const finish = async ({ mutation, outcome }: Unfinished, worker: Worker) =>
    onTried(mutation, await finishTrying(mutation, outcome, worker, maps));

  const work = async (worker: Worker): Promise<void> => {
    for (;;) {
      const group = takeGroup(unfinished, waiting.length === 0);
      const mutation = group.length === 0 ? waiting.shift() : undefined;
      if (group.length > 0) {
        for (const each of await tryGroup(group, worker)) await finish(each, worker);
      } else if (mutation !== undefined) {
        const { outcome, isUnfinished } = await beginTrying(mutation, worker, maps, maxSeeds);
        if (isUnfinished) unfinished.push({ mutation, outcome });
        else await finish({ mutation, outcome }, worker);
      } else return;
    }
  };
  const tryGroup = async (group: readonly Unfinished[], worker: Worker): Promise<readonly Unfinished[]> => {
    const startedAtMs = performance.now();
    const parts = { ...worker, seedMap: maps.seedMap };
    const mutations = group.map((each) => each.mutation);
    const outcomes = await tryTogether(mutations, parts, maxSeeds);
    const share = (performance.now() - startedAtMs) / 1000 / group.length;
    return group.map(({ mutation, outcome }) => {
      const simulator = outcomes.get(mutation) ?? outcome.simulator;
      const simulatorSeconds = Math.round(((outcome.simulatorSeconds ?? 0) + share) * 10) / 10;
      return { mutation, outcome: { ...outcome, ...(simulator && { simulator }), simulatorSeconds } };
    });
  };
  const workers = Math.min(availableParallelism(), queue.length);
  await Promise.all(
    Array.from({ length: workers }, async () => {
      const scratch = createScratch(root);
      const simulator = simulatorOf(scratch.root);
      const specs = createWarmSpecs(scratch.root);
      try {
        await work({ scratch, simulator, specs });
      } finally {
        simulator.stop();
        specs.stop();
        scratch.remove();
      }
    }),
  );
}

/** Takes mutations of different files out of a list: as many as make a group, fewer if no others will come, or none. */
function takeGroup(unfinished: Unfinished[], isLast: boolean): readonly Unfinished[] {
  const byFile = new Map(unfinished.map((each) => [each.mutation.file, each]));
  const group = [...byFile.values()].slice(0, GROUP_SIZE);
  if (group.length < GROUP_SIZE && !isLast) return [];
  for (const each of group) unfinished.splice(unfinished.indexOf(each), 1);
  return group;
}
