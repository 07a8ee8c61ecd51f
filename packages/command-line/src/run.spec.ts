import { jest } from '@jest/globals';
import { command } from './command.ts';
import { oneOf, repeated, stage, wholeNumber } from './parsers.ts';
import { run } from './run.ts';
import { UsageError } from './usage-error.ts';

const printed = { out: '', error: '' };
const seen: unknown[] = [];

beforeEach(() => {
  Object.assign(printed, { out: '', error: '' });
  seen.length = 0;
  process.exitCode = 0;
  const take = (name: 'out' | 'error') => (text: unknown) => {
    printed[name] += String(text);
    return true;
  };
  jest.spyOn(process.stdout, 'write').mockImplementation(take('out'));
  jest.spyOn(process.stderr, 'write').mockImplementation(take('error'));
  jest.spyOn(console, 'error').mockImplementation(take('error'));
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = 0;
});

const greet = command('greet', 'Greets somebody.', {
  examples: ['pnpm shop greet ada --times 2'],
  exitCodes: '0 if it was answered, 3 if not',
})
  .argument('<name>', 'who is greeted')
  .option('--times <number>', 'how often', wholeNumber('--times', { least: 0, most: 9 }), 1)
  .option('--stage <name>', 'where; may be given several times', repeated(stage))
  .option(
    '--tone <name>',
    'how',
    oneOf('--tone', () => ['kind', 'curt'] as const),
  )
  .action((name, options) => {
    if (name === 'fail') throw new Error('nobody answers');
    if (name === 'wrong') throw new UsageError('--times and --tone exclude each other');
    if (name === 'silent') process.exitCode = 3;
    seen.push({ name, ...options });
  });
const program = command('shop', 'Commands of a shop.').addCommand(greet);

const exitCodeOf = async (words: string) => {
  await run(program, words.split(' ').filter(Boolean));
  return process.exitCode;
};

describe('run', () => {
  it.each([
    ['greet ada', [{ name: 'ada', times: 1 }]],
    ['-- greet ada --times 2', [{ name: 'ada', times: 2 }]],
    ['greet -- --times 3 --tone kind ada', [{ name: 'ada', times: 3, tone: 'kind' }]],
    ['greet ada --stage dev --stage prod', [{ name: 'ada', times: 1, stage: ['dev', 'prod'] }]],
  ])('runs the action: %s', async (words, calls) => {
    expect(await exitCodeOf(words)).toBe(0);
    expect(seen).toEqual(calls);
    expect(printed).toEqual({ out: '', error: '' });
  });

  it('keeps the exit code of the action', async () => {
    expect(await exitCodeOf('greet silent')).toBe(3);
  });

  it('sets 1 if the action throws, and prints the message', async () => {
    expect(await exitCodeOf('greet fail')).toBe(1);
    expect(printed.error).toBe('shop greet: nobody answers');
  });

  it.each([
    ['greet', "missing required argument 'name'"],
    ['greet ada bob', "too many arguments for 'greet'. Expected 1 argument but got 2: ada, bob."],
    ['greet ada --tims 2', "unknown option '--tims'\n(Did you mean --times?)"],
    ['greet ada --times', "option '--times <number>' argument missing"],
    ['greet ada --times 70', '--times must be a whole number from 0 to 9, not "70"'],
    ['greet ada --tone loud', '--tone must be one of kind, curt, not "loud"'],
    ['greet wrong', '--times and --tone exclude each other'],
  ])(
    'sets 2 for a wrong command line, and names the option, the rule and --help: %s',
    async (words, message) => {
      expect(await exitCodeOf(words)).toBe(2);
      expect(printed).toEqual({ out: '', error: `shop greet: ${message}\nSee pnpm shop greet --help.` });
    },
  );

  it('sets 2 for an unknown command', async () => {
    expect(await exitCodeOf('great')).toBe(2);
    expect(printed.error).toBe("shop: unknown command 'great'\n(Did you mean greet?)\nSee pnpm shop --help.");
  });

  it('sets 2 without a command, and prints the help on standard error', async () => {
    expect(await exitCodeOf('')).toBe(2);
    expect(printed.error).toContain('greet       Greets somebody.');
  });

  it.each(['--help', '-h'])('prints examples and exit codes for %s', async (option) => {
    expect(await exitCodeOf(`greet ${option}`)).toBe(0);
    expect(printed.error).toBe('');
    expect(printed.out).toMatch(/^Usage: pnpm shop greet \[options\] <name>\n\nGreets somebody\.\n/);
    expect(printed.out).toContain('Examples:\n  pnpm shop greet ada --times 2\n');
    expect(printed.out).toContain('Exit code: 0 if it was answered, 3 if not, 2 for a wrong command line.\n');
  });
});
