import { bundleServices, type CodeBundle } from '../code/bundle-services.ts';
import { type LoadedServices, loadServices } from '../code/load-services.ts';
import { runSeeds } from './run-seeds.ts';

let loaded: LoadedServices;
let bundle: CodeBundle;
beforeAll(async () => {
  loaded = await loadServices();
  bundle = await bundleServices(loaded.services, { root: loaded.root });
});

describe('runSeeds', () => {
  it('completes all seeds below the one that stops it, and reports them in order', async () => {
    const reports = await runSeeds({
      bundle,
      description: loaded.description,
      from: 1,
      seeds: 1_000,
      workers: 2,
      stopAt: ({ seed }) => seed >= 7,
    });
    const seeds = reports.map(({ seed }) => seed);
    expect(seeds).toEqual(Array.from({ length: seeds.length }, (_none, index) => index + 1));
    expect(seeds.length).toBeGreaterThanOrEqual(7);
    expect(seeds.length).toBeLessThan(100);
  });

  it('returns the same reports with two workers as with one', async () => {
    const run = (workers: number) =>
      runSeeds({ bundle, description: loaded.description, from: 20, seeds: 6, workers });
    expect(await run(2)).toEqual(await run(1));
  });
});
