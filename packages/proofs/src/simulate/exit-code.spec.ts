import { exitCodeOf } from './exit-code.ts';

const failed = [{ seed: 1, violations: [], faults: {}, branches: [], orders: 0, figures: {} }];

describe('exitCodeOf', () => {
  it.each([
    [0, 'few seeds that kept every promise', { seeds: 10, failed: [], missing: [] }],
    [0, 'few seeds that missed a branch', { seeds: 999, failed: [], missing: ['a'] }],
    [1, 'many seeds that missed a branch', { seeds: 1_000, failed: [], missing: ['a'] }],
    [0, 'many seeds that reached every branch', { seeds: 1_000, failed: [], missing: [] }],
    [1, 'seeds of which one broke a promise', { seeds: 10, failed, missing: [] }],
  ])('returns %i for %s', (code, _what, summary) => {
    expect(exitCodeOf(summary)).toBe(code);
  });
});
