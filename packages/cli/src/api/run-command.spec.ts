import { jest } from '@jest/globals';
import { runCommand } from './run-command.ts';
import type { Target } from './target.ts';

const target: Target = { url: 'http://127.0.0.1:1' };
const said = { out: [] as string[], error: [] as string[] };

beforeEach(() => {
  said.out = [];
  said.error = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void said.out.push(line));
  jest.spyOn(console, 'error').mockImplementation((line: string) => void said.error.push(line));
});
afterEach(() => jest.restoreAllMocks());

const echo = (args: readonly string[]) => {
  const [word] = args;
  if (word === undefined) throw new Error('missing word');
  return { word, target };
};
const run = (args: readonly string[]) =>
  runCommand(
    {
      name: 'echo',
      usage: 'USAGE',
      parse: echo,
      run: async (api, { word }) => {
        if (word === 'fail') throw new Error(`no ${word} at ${api.url}`);
        console.log(word);
        return 3;
      },
    },
    args,
  );

describe('runCommand', () => {
  it("returns the command's own exit code", async () => {
    expect(await run(['hello'])).toBe(3);
    expect(said).toEqual({ out: ['hello'], error: [] });
  });

  it('passes the arguments without the dashes before them', async () => {
    expect(await run(['--', 'hello'])).toBe(3);
  });

  it.each(['--help', '-h'])('prints the usage for %s', async (help) => {
    expect(await run(['hello', help])).toBe(0);
    expect(said).toEqual({ out: ['USAGE'], error: [] });
  });

  it('returns 2 for a wrong command line, and names the fault and --help', async () => {
    expect(await run([])).toBe(2);
    expect(said).toEqual({ out: [], error: ['echo: missing word\nSee pnpm echo --help.'] });
  });

  it('returns 1 if the command fails, and prints the reason', async () => {
    expect(await run(['fail'])).toBe(1);
    expect(said).toEqual({ out: [], error: ['echo: no fail at http://127.0.0.1:1'] });
  });
});
