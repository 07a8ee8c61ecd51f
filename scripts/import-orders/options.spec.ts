import { UsageError } from '../terminal/usage-error.ts';
import { parseOptions, USAGE } from './options.ts';
import { SKIP_REASONS } from './reasons.ts';

it('has defaults for all but the file', () => {
  expect(parseOptions(['orders.csv'])).toMatchObject({
    file: 'orders.csv',
    url: 'http://127.0.0.1:4000',
    currency: 'GBP',
    concurrency: 8,
    encoding: 'utf-8',
    dryRun: false,
    reportFile: undefined,
  });
});

it('takes the arguments that pnpm hands on after --', () => {
  expect(parseOptions(['--', 'orders.csv', '--concurrency', '32'])).toMatchObject({ concurrency: 32 });
});

it.each([
  [[]],
  [['a.csv', 'b.csv']],
  [['a.csv', '--concurrency', '0']],
  [['a.csv', '--concurrency', 'many']],
  [['a.csv', '--currency', 'pounds']],
  [['a.csv', '--encoding', 'klingon']],
  [['a.csv', '--url', 'localhost:4000']],
  [['a.csv', '--map', 'Price=UnitPrice']],
  [['a.csv', '--unknown']],
])('refuses %j', (args) => {
  expect(() => parseOptions(args)).toThrow(UsageError);
});

it('states every rule in its help', () => {
  for (const reason of Object.keys(SKIP_REASONS)) expect(USAGE).toContain(reason);
  expect(parseOptions(['--help'])).toBe('help');
});
