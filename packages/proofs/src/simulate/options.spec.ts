import { UsageError } from '@tradepost/command-line/usage-error';
import { type SimulateOptions, toRun, type WrittenOptions } from './options.ts';

describe('toRun', () => {
  it.each<[string | undefined, Partial<WrittenOptions>, SimulateOptions]>([
    [undefined, {}, { kind: 'seeds', from: 1, seeds: 200, maxMs: undefined, scenario: undefined }],
    [
      undefined,
      { minutes: 2 },
      { kind: 'seeds', from: 1, seeds: 1_000_000_000, maxMs: 120_000, scenario: undefined },
    ],
    [
      undefined,
      { seed: 42, scenario: 'outage' },
      { kind: 'seed', seed: 42, isWhole: false, isSaved: false, scenario: 'outage' },
    ],
    [
      undefined,
      { seed: 42, trace: true, save: true },
      { kind: 'seed', seed: 42, isWhole: true, isSaved: true, scenario: undefined },
    ],
    [undefined, { mutants: true }, { kind: 'mutants', namePart: '', seeds: 2_000, scenario: undefined }],
    [
      'void',
      { mutants: true, seeds: 50 },
      { kind: 'mutants', namePart: 'void', seeds: 50, scenario: undefined },
    ],
  ])('returns the run of %s and %j', (namePart, options, run) => {
    expect(toRun(namePart, { from: 1, ...options })).toEqual(run);
  });

  it.each<[string | undefined, Partial<WrittenOptions>]>([
    [undefined, { trace: true }],
    ['void', {}],
    [undefined, { seed: 1, save: true, scenario: 'outage' }],
  ])('rejects %s with %j', (namePart, options) => {
    expect(() => toRun(namePart, { from: 1, ...options })).toThrow(UsageError);
  });
});
