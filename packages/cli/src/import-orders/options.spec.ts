import { UsageError } from '@tradepost/command-line/usage-error';
import { parseOptions, USAGE } from './options.ts';
import { SKIP_REASONS } from './reasons.ts';

describe('parseOptions', () => {
  it('has defaults for everything but the file', () => {
    expect(parseOptions(['orders.csv'])).toMatchObject({
      file: 'orders.csv',
      target: { url: 'http://127.0.0.1:4000' },
      currency: undefined,
      concurrency: 8,
      encoding: undefined,
      delimiter: undefined,
      decimal: undefined,
      dateOrder: undefined,
      dryRun: false,
      reportFile: undefined,
    });
  });

  it.each([
    ['--delimiter', ';', { delimiter: ';' }],
    ['--delimiter', 'semicolon', { delimiter: ';' }],
    ['--delimiter', 'tab', { delimiter: '\t' }],
    ['--delimiter', '\\t', { delimiter: '\t' }],
    ['--decimal', ',', { decimal: ',' }],
    ['--date-format', 'DD.MM.YYYY', { dateOrder: 'DMY' }],
    ['--encoding', 'latin1', { encoding: 'windows-1252' }],
    ['--currency', 'EUR', { currency: 'EUR' }],
    ['--stage', 'dev', { target: { stage: 'dev', region: undefined } }],
    ['--may-skip', 'none', { maySkip: new Set() }],
    ['--may-skip', 'NOT_GOODS, PRICE_TOO_FINE', { maySkip: new Set(['NOT_GOODS', 'PRICE_TOO_FINE']) }],
  ])('reads %s %j', (option, value, options) => {
    expect(parseOptions(['orders.csv', option, value])).toMatchObject(options);
  });

  it('accepts the -- that pnpm passes before the arguments', () => {
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
    [['a.csv', '--map', 'Colour=UnitPrice']],
    [['a.csv', '--unknown']],
    [['a.csv', '--delimiter', 'comma,']],
    [['a.csv', '--delimiter', '"']],
    [['a.csv', '--decimal', 'both']],
    [['a.csv', '--date-format', 'YYYY']],
    [['a.csv', '--may-skip', 'EVERYTHING']],
  ])('refuses %j', (args) => {
    expect(() => parseOptions(args)).toThrow(UsageError);
  });

  it('has every rule in its help', () => {
    for (const reason of Object.keys(SKIP_REASONS)) expect(USAGE).toContain(reason);
    expect(parseOptions(['--help'])).toBe('help');
  });
});
