import { exitCodeOf } from './exit-code.ts';

const failed = [{ seed: 1, violations: [], faults: {}, branches: [], orders: 0, figures: {} }];

it.each([
  ['a few seeds that kept every promise', { seeds: 10, failed: [], missing: [] }, 0],
  ['a few seeds that did not come through everything', { seeds: 999, failed: [], missing: ['a'] }, 0],
  ['many that did not', { seeds: 1_000, failed: [], missing: ['a'] }, 1],
  ['many that did', { seeds: 1_000, failed: [], missing: [] }, 0],
  ['one that broke a promise', { seeds: 10, failed, missing: [] }, 1],
])('of %s', (_what, summary, code) => {
  expect(exitCodeOf(summary)).toBe(code);
});
