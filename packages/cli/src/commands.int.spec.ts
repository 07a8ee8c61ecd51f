import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forEach } from '@tradepost/command-line/for-each';
import { runScript, runTradepost } from '@tradepost/testing/cloud/run-script';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const PARALLEL = 2;
/** Modules of the local cloud and of the SDK, which most commands do not need. */
const HEAVY = /packages\/(local|docs|reference)\/|node_modules\/(@aws-sdk|undici|esbuild)\//;

/** Commands of `package.json` that run a script of this repository. */
const commands = commandsOfPackage().map(([name = '', file = '', ...args]) => ({ name, file, args }));

describe('a command of package.json', () => {
  it("exits with 2 for an unknown option, also after pnpm's --, and names the option", async () => {
    const found: Record<string, unknown> = {};
    await forEach(commands, PARALLEL, async ({ name, file, args }) => {
      const { code, stderr } = await runScript(file, [...args, '--', '--no-such-option']).ended;
      found[name] = [code, /nknown option '--no-such-option'\nSee pnpm [^\n]+ --help\./.test(stderr)];
    });
    expect(found).toEqual(Object.fromEntries(commands.map(({ name }) => [name, [2, true]])));
  }, 300_000);
});

describe('pnpm tradepost', () => {
  it.each([
    [['start', '--port', '70000'], 'start: --port must be a whole number from 0 to 65534, not "70000"'],
    [
      ['dead-letters', 'list', '--url', 'nowhere'],
      'dead-letters list: --url must be an http or https address, not "nowhere"',
    ],
    [['dead-letters', 'redrive'], 'dead-letters redrive: redrive needs either <id> or --all'],
    [['dead-letters', 'discard', 'a.b'], "required option '--reason <text>' not specified"],
    [
      ['seed', '--stage', 'Prod'],
      'seed: --stage must be 1 to 7 lower-case letters and digits that begin with a letter, such as dev, not "Prod"',
    ],
    [['api-keys', 'revoke', 'key_1'], "required option '--reason <text>' not specified"],
    [
      ['api-keys', 'rotate', 'key_1', '--overlap-hours', '0'],
      'api-keys rotate: --overlap-hours must be a whole number from 1 to 720, not "0"',
    ],
    [
      ['token', '--as', 'eve'],
      'token: --as must be one of ada, grace, support, merchandiser, warehouse, finance, operator, auditor, admin, developer, bff, erp, not "eve"',
    ],
    [['token', '--as', 'ada', '--stage', 'dev'], 'token: --as is for this machine'],
    [['token', '--fresh'], 'token: --fresh needs --stage'],
    [
      ['token', '--url', 'https://api.example.com'],
      'token: a token needs --stage, or the --url of a local cloud',
    ],
    [['dead-letters', 'list', '--stage', 'dev'], 'dead-letters list: an access token is needed'],
    [['timeline'], "timeline: missing required argument 'order-id'"],
    [
      ['timeline', 'pay_01JD3XK8WQ4N6T2B9V5M7R0C1E'],
      'timeline: <order-id> must be ord_ and a ULID, not "pay_01JD3XK8WQ4N6T2B9V5M7R0C1E"',
    ],
    [['republish', 'orders', 'ord_1', '--from', '2', '--to', '1'], '--to 1 must not be less than --from 2'],
  ])('names the option, the rule and the value: %j', async (args, message) => {
    const { code, stderr } = await runTradepost(args).ended;
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  it('lists its commands without loading what they run', async () => {
    const hooks = `data:text/javascript,import { registerHooks } from 'node:module';
      registerHooks({ load: (url, context, next) => { console.error(url); return next(url, context); } });`;
    const { code, stdout, stderr } = await runTradepost(['--help'], {
      NODE_OPTIONS: `--import=${JSON.stringify(hooks.replace(/\s+/g, ' '))}`,
    }).ended;
    expect(code).toBe(0);
    expect(stdout).toContain('Prints everything that happened to an order');
    const loaded = stderr.split('\n');
    expect(loaded.some((url) => url.endsWith('/timeline.ts'))).toBe(true);
    expect(loaded.filter((url) => HEAVY.test(url))).toEqual([]);
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
