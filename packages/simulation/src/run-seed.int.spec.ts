import { bundleServices } from './code/bundle-services.ts';
import { type Code, loadCode } from './code/load-code.ts';
import { type LoadedServices, loadServices } from './code/load-services.ts';
import { faultKinds } from './faults/fault-kinds.ts';
import { inTemplates, type Mutant, mutateDeclared } from './mutants/mutant.ts';
import { MUTANTS } from './mutants/mutants.ts';
import { tryMutant } from './mutants/try-mutant.ts';
import seeds from './regressions/seeds.json' with { type: 'json' };
import { runSeed } from './run-seed.ts';
import { VERSIONS } from './versions/versions.ts';

/** Three seeds with many faults, and one without any. */
const SEEDS = [3, 4, 5, 121];
/** A seed in which the payment provider has webhooks. */
const SEED_WITH_WEBHOOKS = 40;

let loaded: LoadedServices;
let code: Code;
beforeAll(async () => {
  loaded = await loadServices();
  code = loadCode(await bundleServices(loaded.services, { root: loaded.root, versions: VERSIONS }));
});

async function traceOf(seed: number, on: Code = code): Promise<string> {
  const lines: string[] = [];
  await runSeed(on, loaded.description, { seed, trace: (atMs, line) => lines.push(`${atMs} ${line}`) });
  return lines.join('\n');
}

describe('a seed', () => {
  it('determines the whole trace to the byte, whatever ran before it', async () => {
    const first = await traceOf(3);
    await traceOf(4);
    expect(await traceOf(3)).toBe(first);
    const fresh = loadCode(await bundleServices(loaded.services, { root: loaded.root, versions: VERSIONS }));
    expect(await traceOf(3, fresh)).toBe(first);
    expect(first.split('\n').length).toBeGreaterThan(20);
  });

  it('has the same trace if the SDK serializes the requests of DynamoDB', async () => {
    const options = { root: loaded.root, versions: VERSIONS, isSerialized: true };
    const serializing = loadCode(await bundleServices(loaded.services, options));
    for (const seed of SEEDS) expect(await traceOf(seed, serializing)).toBe(await traceOf(seed));
  });

  it('determines the webhooks of the payment provider', async () => {
    const first = await traceOf(SEED_WITH_WEBHOOKS);
    expect(first).toContain('webhook charge.authorized');
    expect(await traceOf(SEED_WITH_WEBHOOKS)).toBe(first);
  });

  it('gives another run than the next seed', async () => {
    expect(await traceOf(5)).not.toBe(await traceOf(6));
  });

  it.each(SEEDS)('keeps every promise: %i', async (seed) => {
    expect((await runSeed(code, loaded.description, { seed })).violations).toEqual([]);
  });

  it('keeps every promise if it broke one in the past', async () => {
    for (const seed of seeds as readonly number[]) {
      const { violations } = await runSeed(code, loaded.description, { seed });
      expect({ seed, violations }).toEqual({ seed, violations: [] });
    }
  });
});

describe('the fault', () => {
  it.each(faultKinds)('%s is injected, and breaks no promise', async (kind) => {
    for (let seed = 1; seed < 200; seed += 1) {
      const options = { seed, kinds: [kind], isAll: true };
      const { faults, violations } = await runSeed(code, loaded.description, options);
      expect(violations).toEqual([]);
      if (faults.some((fault) => fault.kind === kind)) return;
    }
    throw new Error(`${kind} never happened`);
  });
});

describe('mutants', () => {
  it('of the templates change one value each', () => {
    const ofTemplates = MUTANTS.filter(({ declared }) => declared !== undefined);
    expect(ofTemplates.length).toBeGreaterThan(10);
    for (const mutant of ofTemplates)
      expect(mutateDeclared(loaded.description, mutant)).not.toEqual(loaded.description);
  });

  it.each(['commit succeeds without an effect', 'void does nothing', 'stock is not committed'])(
    'are caught: %s',
    async (name) => {
      expect(await tryMutant(mutantOf(name), loaded, 30)).toMatchObject({ outcome: 'caught' });
    },
  );

  it('do not count as caught if the run only threw', async () => {
    const unknownTarget = inTemplates(
      'a rule has a target that the simulation does not know',
      'the run does not throw',
      {
        at: ['rules', { name: 'tradepost-dev-platform-every-event' }, 'targets', { id: 'inbox' }, 'arn'],
        from: 'arn:aws:sqs:us-east-1:000000000000:tradepost-dev-platform-events',
        to: 'arn:aws:lambda:us-east-1:000000000000:function:tradepost-dev-platform-record-events',
      },
    );
    expect(await tryMutant(unknownTarget, loaded, 3)).toEqual({ outcome: 'threw', seed: 1 });
  });
});

function mutantOf(name: string): Mutant {
  const mutant = MUTANTS.find((each) => each.name === name);
  if (mutant === undefined) throw new Error(`there is no mutant "${name}"`);
  return mutant;
}
