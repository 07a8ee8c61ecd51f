import { parseRepublishOptions } from './options.ts';

const parse = (words: string) => parseRepublishOptions(words.split(' ').filter((word) => word !== ''));
const dev = { target: { stage: 'dev', region: undefined } };

describe('parseRepublishOptions', () => {
  it('reads a dry run of all versions', () => {
    expect(parse('orders ord_1 --stage dev')).toEqual({
      service: 'orders',
      ids: ['ord_1'],
      fromVersion: undefined,
      toVersion: undefined,
      isConfirmed: false,
      ...dev,
    });
  });

  it('reads several ids, each once, and versions', () => {
    expect(parse('orders ord_1 ord_2 ord_1 --from 0 --to 5 --yes --stage dev')).toEqual({
      service: 'orders',
      ids: ['ord_1', 'ord_2'],
      fromVersion: 0,
      toVersion: 5,
      isConfirmed: true,
      ...dev,
    });
  });

  it.each([
    ['', 'SERVICE is missing'],
    ['orders', 'ID is missing'],
    ['orders ord_1 --from -1', '--from'],
    ['orders ord_1 --to last', '--to must be a whole number from 0 to 1000000000, not "last"'],
    ['orders ord_1 --from 3 --to 2', '--to 2 must not be less than --from 3'],
  ])('refuses: %s', (words, message) => {
    expect(() => parse(words)).toThrow(message);
  });
});
