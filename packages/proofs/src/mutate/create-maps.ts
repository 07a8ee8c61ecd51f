import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '@tradepost/command-line/progress';
import ts from 'typescript';
import { codeFiles } from './population/enumerate.ts';
import { toRegions } from './population/regions.ts';
import { createScratch } from './scratch.ts';
import { createSeedMap, MAX_SEEDS } from './simulator/seed-map.ts';
import type { Simulator } from './simulator/simulator.ts';
import { createSpecMap, specFiles } from './specs/spec-map.ts';
import type { Maps } from './try-mutation.ts';

type MapsOptions = {
  readonly root: string;
  /** Folders whose specs are needed. */
  readonly folders: ReadonlySet<string>;
  readonly simulatorOf: (copy: string, isInstrumented?: boolean) => Simulator;
  readonly progress: Progress;
};

/**
 * Records which specs and which seeds reach which region of the sources, in an instrumented copy of the repository. What is
 * known from earlier runs, and has not changed, is not recorded again.
 */
export async function createMaps({ root, folders, simulatorOf, progress }: MapsOptions): Promise<Maps> {
  const cache = join(root, 'node_modules', '.cache', 'mutate');
  const copy = createScratch(root);
  copy.write(instrumentedSources(root));
  let simulator: Simulator | undefined;
  try {
    const specs = specFiles(root).filter((spec) =>
      [...folders].some((folder) => spec.startsWith(`${folder}/`)),
    );
    progress.begin('mapping specs', specs.length, 'specs');
    const specMap = await createSpecMap(specs, {
      root,
      instrumented: copy.root,
      cacheFile: join(cache, 'specs.json'),
      onSpec: () => progress.advance(),
    });
    progress.end();
    progress.begin('mapping seeds', MAX_SEEDS, 'seeds');
    const seedMap = await createSeedMap({
      root,
      cacheFile: join(cache, 'seeds.json'),
      simulator: async () => {
        simulator = simulatorOf(copy.root, true);
        await simulator.prepare();
        return simulator;
      },
      onSeed: () => progress.advance(),
    });
    progress.end();
    return { specMap, seedMap };
  } finally {
    simulator?.stop();
    copy.remove();
  }
}

function instrumentedSources(root: string): ReadonlyMap<string, string> {
  return new Map(
    codeFiles(root).map((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
      return [file, toRegions(file, parsed).instrumented];
    }),
  );
}
