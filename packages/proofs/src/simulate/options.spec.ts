import { UsageError } from '@tradepost/command-line/usage-error';
import { parseOptions } from './options.ts';

describe('parseOptions', () => {
  it.each<[string, ReturnType<typeof parseOptions>]>([
    ['', { kind: 'seeds', from: 1, seeds: 200, maxMs: undefined, scenario: undefined }],
    [
      '--seeds 1000 --from 5000',
      { kind: 'seeds', from: 5_000, seeds: 1_000, maxMs: undefined, scenario: undefined },
    ],
    ['--minutes 2', { kind: 'seeds', from: 1, seeds: 1_000_000_000, maxMs: 120_000, scenario: undefined }],
    ['--seed 42', { kind: 'seed', seed: 42, isWhole: false, isSaved: false, scenario: undefined }],
    [
      '--seed 42 --trace --save',
      { kind: 'seed', seed: 42, isWhole: true, isSaved: true, scenario: undefined },
    ],
    [
      '--seed 42 --scenario outage',
      { kind: 'seed', seed: 42, isWhole: false, isSaved: false, scenario: 'outage' },
    ],
    ['--mutants', { kind: 'mutants', namePart: '', seeds: 2_000, scenario: undefined }],
    ['--mutants --scenario outage', { kind: 'mutants', namePart: '', seeds: 2_000, scenario: 'outage' }],
    ['--mutants void --seeds 50', { kind: 'mutants', namePart: 'void', seeds: 50, scenario: undefined }],
    ['--help', 'help'],
  ])('reads: %s', (words, options) => {
    expect(parseOptions(words.split(' ').filter((word) => word !== ''))).toEqual(options);
  });

  it.each([
    '--seeds many',
    '--seeds 0',
    '--seed -1',
    '--trace',
    'void',
    '--mutants one other',
    '--nonsense',
    '--scenario nonsense',
    '--seed 1 --save --scenario outage',
  ])('rejects: %s', (words) => {
    expect(() => parseOptions(words.split(' '))).toThrow(UsageError);
  });
});
