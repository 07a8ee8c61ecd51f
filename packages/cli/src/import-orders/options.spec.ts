import { UsageError } from '@tradepost/command-line/usage-error';
import { parseOnly } from '@tradepost/testing/parse-only';
import { importOrders } from '../import-orders.ts';

const parse = async (...args: string[]) => (await parseOnly(importOrders, args)).options;

describe('the options of an import', () => {
  it('have defaults for numbers only', async () => {
    expect(await parse('orders.csv')).toEqual({ concurrency: 8, endWithin: 300 });
  });

  it.each([
    ['--delimiter', ';', { delimiter: ';' }],
    ['--delimiter', 'semicolon', { delimiter: ';' }],
    ['--delimiter', 'tab', { delimiter: '\t' }],
    ['--delimiter', '\\t', { delimiter: '\t' }],
    ['--decimal', ',', { decimal: ',' }],
    ['--date-format', 'DD.MM.YYYY', { dateFormat: 'DMY' }],
    ['--encoding', 'latin1', { encoding: 'windows-1252' }],
    ['--currency', 'EUR', { currency: 'EUR' }],
    ['--stage', 'dev', { stage: 'dev' }],
    ['--may-skip', 'none', { maySkip: new Set() }],
    ['--may-skip', 'NOT_GOODS, PRICE_TOO_FINE', { maySkip: new Set(['NOT_GOODS', 'PRICE_TOO_FINE']) }],
  ])('are read from %s %j', async (option, value, options) => {
    expect(await parse('orders.csv', option, value)).toMatchObject(options);
  });

  it.each([
    ['--concurrency', '0'],
    ['--currency', 'pounds'],
    ['--encoding', 'klingon'],
    ['--url', 'localhost:4000'],
    ['--map', 'Colour=UnitPrice'],
    ['--delimiter', 'comma,'],
    ['--delimiter', '"'],
    ['--decimal', 'both'],
    ['--date-format', 'YYYY'],
    ['--may-skip', 'EVERYTHING'],
  ])('refuse %s %s, and name the option and the value', async (option, value) => {
    const parsing = parse('orders.csv', option, value);
    await expect(parsing).rejects.toThrow(UsageError);
    await expect(parsing).rejects.toThrow(`${option} must be `);
  });
});
