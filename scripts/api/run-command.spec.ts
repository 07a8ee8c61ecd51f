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
  if (word === undefined) throw new Error('say something');
  return { word, target };
};
const run = (args: readonly string[]) =>
  runCommand(
    {
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

describe('A command', () => {
  it('ends with its own exit code', async () => {
    expect(await run(['hello'])).toBe(3);
    expect(said).toEqual({ out: ['hello'], error: [] });
  });

  it('gets its arguments without the dashes before them', async () => {
    expect(await run(['--', 'hello'])).toBe(3);
  });

  it.each(['--help', '-h'])('tells how it is used, for %s', async (help) => {
    expect(await run(['hello', help])).toBe(0);
    expect(said).toEqual({ out: ['USAGE'], error: [] });
  });

  it('says what is wrong with its command line, and how it is used', async () => {
    expect(await run([])).toBe(2);
    expect(said).toEqual({ out: [], error: ['say something\n\nUSAGE'] });
  });

  it('says why it failed', async () => {
    expect(await run(['fail'])).toBe(1);
    expect(said).toEqual({ out: [], error: ['no fail at http://127.0.0.1:1'] });
  });
});
