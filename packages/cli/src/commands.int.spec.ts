import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runScript } from '@tradepost/testing/cloud/run-script';
import { forEach } from './api/for-each.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const PARALLEL = 2;

/** All commands of `package.json` that run a script of this repository, and two that have no command. */
const commands = [
  ...commandsOfPackage(),
  ['seed', 'packages/cli/src/seed.ts'],
  ['crash-import', 'packages/proofs/src/crash-import.ts'],
].map(([name = '', file = '', ...args]) => ({ name, file, args }));

describe('a command of package.json', () => {
  it("exits with 2 for an unknown option, also after pnpm's --, and names the option", async () => {
    const found: Record<string, unknown> = {};
    await forEach(commands, PARALLEL, async ({ name, file, args }) => {
      const { code, stderr } = await runScript(file, [...args, '--', '--no-such-option']).ended;
      found[name] = [code, /Unknown option '--no-such-option'\nSee pnpm \S+ --help\./.test(stderr)];
    });
    expect(found).toEqual(Object.fromEntries(commands.map(({ name }) => [name, [2, true]])));
  }, 300_000);

  it.each([
    [
      'packages/cli/src/start.ts',
      ['--port', '70000'],
      'start: --port must be a whole number from 0 to 65534, not "70000"',
    ],
    [
      'packages/proofs/src/crash-test.ts',
      ['--kills', 'many'],
      'crash-test: --kills must be a whole number from 1 to 1000000000, not "many"',
    ],
    [
      'packages/local/src/cli.ts',
      ['--', '--port', '70000'],
      '--port must be a number from 0 to 65534, not "70000"',
    ],
    [
      'packages/proofs/src/bench.ts',
      ['--only', 'moon'],
      'bench: --only must be startup, orders, bundles, not "moon"',
    ],
    [
      'packages/cli/src/dead-letters.ts',
      ['list', '--url', 'nowhere'],
      'dead-letters: --url must be an http or https address, not "nowhere"',
    ],
    [
      'packages/cli/src/seed.ts',
      ['--stage', 'Prod'],
      'seed: --stage must be 1 to 7 lower-case letters and digits that begin with a letter, such as dev, not "Prod"',
    ],
    [
      'packages/deployment/src/deploy-plan.ts',
      ['--stage', 'dev', '--service', 'moon'],
      'deploy:plan: --service must be one of catalog, ',
    ],
    ['packages/cli/src/timeline.ts', [], 'timeline: ORDER_ID is missing'],
    ['packages/proofs/src/simulate.ts', ['moon'], 'simulate: Unknown argument "moon"'],
  ])('names the option, the rule and the value: %s %j', async (file, args, message) => {
    const { code, stderr } = await runScript(file, args).ended;
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

function commandsOfPackage(): string[][] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Readonly<Record<string, string>>;
  };
  return Object.entries(scripts).flatMap(([name, command]) => {
    const [, file, args] = /^node ((?:packages|scripts)\/\S+\.ts)(.*)$/.exec(command) ?? [];
    if (file === undefined || name.startsWith('post')) return [];
    return [[name, file, ...(args ?? '').split(' ').filter((arg) => arg !== '')]];
  });
}
