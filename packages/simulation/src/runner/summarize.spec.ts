import type { SeedReport } from './run-seeds.ts';
import { describeSummary, summarize } from './summarize.ts';

const reports: readonly SeedReport[] = [
  { seed: 1, violations: [], faults: { throttled: 2 }, branches: ['a', 'b'], orders: 3, figures: {} },
  {
    seed: 2,
    violations: [{ invariant: 'a promise', what: 'it' }],
    faults: { throttled: 1, slowCall: 4 },
    branches: ['b'],
    orders: 2,
    figures: {},
  },
];

describe('summarize', () => {
  const summary = summarize(reports, ['a', 'b', 'c']);

  it('counts seeds, orders, faults and branches', () => {
    expect(summary).toMatchObject({ seeds: 2, orders: 5, faults: { throttled: 3, slowCall: 4 } });
    expect([...summary.branches]).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('lists the branches that no seed reached, and the seeds that broke a promise', () => {
    expect(summary.missing).toEqual(['c']);
    expect(summary.failed).toEqual([reports[1]]);
    const words = describeSummary(summary, { seconds: 2, cpuSeconds: 3 });
    expect(words).toContain(
      '2 seeds, 5 orders, 7 faults in 2.0 s: 1.0 seeds/s, 1500 ms of processor time per seed',
    );
    expect(words).toContain('not reached:\n  c');
    expect(words).toContain('1 seeds broke a promise: 2');
  });
});
