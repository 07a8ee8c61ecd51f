import { silentProgress } from '@tradepost/command-line/progress';
import { bundleServices } from '@tradepost/simulation/code/bundle-services';
import { loadCode } from '@tradepost/simulation/code/load-code';
import { type LoadedServices, loadServices } from '@tradepost/simulation/code/load-services';
import { inTemplates, mutateDeclared } from '@tradepost/simulation/mutants/mutant';
import { printRun } from './print-run.ts';
import { runMany } from './run-many.ts';
import { describeRow, runMutants } from './run-mutants.ts';
import { runOne } from './run-one.ts';

/** A seed in which an order is confirmed. */
const SEED = 7;
const definition = ['stateMachines', { name: 'tradepost-dev-orders-fulfil-order' }, 'definition'];
const broken = inTemplates('stock is not committed', 'a confirmed order has its stock', {
  at: [...definition, 'States', 'IsPaymentAuthorized', 'Choices', { StringEquals: 'accepted' }, 'Next'],
  from: 'CommitStock',
  to: 'ConfirmOrder',
});
const harmless = inTemplates('nothing is changed', 'no promise', {
  at: [...definition, 'StartAt'],
  to: 'IsGuest',
});

let loaded: LoadedServices;
let lines: string[];
const print = (line: string) => void lines.push(line);
const output = () => lines.join('\n');
beforeAll(async () => {
  loaded = await loadServices();
});
beforeEach(() => {
  lines = [];
});

describe('runMany', () => {
  const options = { kind: 'seeds', from: SEED, seeds: 2, maxMs: undefined, scenario: undefined } as const;

  it('returns 0 if every promise was kept', async () => {
    expect(await runMany(loaded, options, { print, progress: silentProgress })).toBe(0);
    expect(output()).toMatch(/^2 seeds, .*\nfaults\n.*every promise was kept$/s);
  });

  it('returns 1 and prints the broken promise', async () => {
    const description = mutateDeclared(loaded.description, broken);
    const code = await runMany({ ...loaded, description }, options, { print, progress: silentProgress });
    expect(code).toBe(1);
    expect(output()).toContain(`seed ${SEED} broke "a confirmed order has its stock"`);
  });
});

describe('runOne', () => {
  it('returns 0 if every promise was kept', async () => {
    expect(
      await runOne(
        loaded,
        { kind: 'seed', seed: SEED, isWhole: false, isSaved: false, scenario: undefined },
        print,
      ),
    ).toBe(0);
    expect(lines).toEqual([`seed ${SEED}: every promise was kept`]);
  });

  it('prints the whole trace with isWhole', async () => {
    expect(
      await runOne(
        loaded,
        { kind: 'seed', seed: SEED, isWhole: true, isSaved: false, scenario: undefined },
        print,
      ),
    ).toBe(0);
    expect(lines.length).toBeGreaterThan(20);
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} {2}/);
  });

  it('prints the shortest run that still breaks the same promise', async () => {
    const code = loadCode(await bundleServices(loaded.services, { root: loaded.root }));
    const description = mutateDeclared(loaded.description, broken);
    expect(await printRun(code, description, SEED, { print, isWhole: true })).toBe(true);
    const whole = lines.length;
    lines = [];
    expect(await printRun(code, description, SEED, { print })).toBe(true);
    expect(lines.length).toBeLessThan(whole);
    expect(output()).toMatch(/\d faults, of which these suffice:/);
    expect(output()).toContain('broke "a confirmed order has its stock"');
  });
});

describe('runMutants', () => {
  const options = { namePart: '', seeds: 12, scenario: undefined };

  it('returns 1 if fewer than 95% of the mutants were caught', async () => {
    expect(await runMutants(loaded, [broken, harmless], options, print)).toBe(1);
    expect(output()).toContain('| nothing is changed | > 12 | **not caught** |');
    expect(output()).toContain('1 of 2 caught');
  });

  it('tries only mutants with the given part in their names, and returns 0 if they were caught', async () => {
    expect(await runMutants(loaded, [broken, harmless], { ...options, namePart: 'stock' }, print)).toBe(0);
    expect(output()).toMatch(/\| stock is not committed \| \d+ \| a confirmed order has its stock \|/);
    expect(output()).toContain('1 of 1 caught');
  });

  it('does not count a mutant as caught if the run only threw', () => {
    expect(describeRow('a bug', { outcome: 'threw', seed: 3 }, 2_000)).toBe(
      '| a bug | > 2,000 | **not caught**: the run of seed 3 threw |',
    );
  });
});
