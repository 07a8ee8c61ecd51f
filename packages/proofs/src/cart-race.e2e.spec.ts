import { silentProgress } from '@tradepost/command-line/progress';
import { runCartRace } from './stampede/run-cart-race.ts';

it('sells every unit once through checkout and submit, and carts hold nothing in the end', async () => {
  const { sales, heldByLeaving, problems } = await runCartRace({
    ...{ clients: 60, units: 10, leaving: 3 },
    progress: silentProgress,
    log: () => {},
  });
  expect(problems).toEqual([]);
  expect(heldByLeaving).toBe(3);
  expect([...sales.sold.values()].reduce((sum, units) => sum + units, 0)).toBe(10);
});
