import { silentProgress } from '@tradepost/command-line/progress';
import { runStampede } from './stampede/run-stampede.ts';

it('sells what there is and not a unit more, and answers the same request the same to the byte', async () => {
  const { sales, problems } = await runStampede({
    ...{ orders: 600, clients: 64, units: 120, copies: 100, contradictions: 10, seed: 1 },
    progress: silentProgress,
    log: () => {},
  });
  expect(problems).toEqual([]);
  expect([...sales.sold.values()].reduce((sum, units) => sum + units, 0)).toBe(120);
  expect([...sales.rejections.keys()]).toEqual(['OUT_OF_STOCK']);
});
