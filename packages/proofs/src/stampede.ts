import { command } from '@tradepost/command-line/command';
import { wholeNumber } from '@tradepost/command-line/parsers';
import { createProgress } from '@tradepost/command-line/progress';

/** Requests of two bodies under one key, copies of one request, and clients. */
const SETTINGS = { contradictions: 50, copies: 100, clients: 64 };

/** Places more orders at once than there are units, and audits the shop. */
export const stampede = command(
  'stampede',
  'Shows that nothing is oversold and nothing is done twice if many clients order at once.',
  {
    notes:
      'In a local cloud of its own, every unit must be sold once, and every other order rejected with OUT_OF_STOCK. Copies of ' +
      'one request must get equal answers; of two bodies under one key, one is rejected. Then the shop is audited.',
    exitCodes: '0 if there are no problems, 1 if there are',
  },
)
  .option('--orders <number>', 'number of orders (5,000), or of customers', wholeNumber('--orders'))
  .option('--units <number>', 'units of three SKUs together (1,000), or of one', wholeNumber('--units'))
  .option('--seed <number>', 'seed of the orders', wholeNumber('--seed'), 1)
  .option('--carts', 'customers race through checkout and submit: 500 for 50 units, by default')
  .action(async ({ carts = false, ...options }) => {
    if (carts) return raceOfCarts(options);
    const { runStampede } = await import('./stampede/run-stampede.ts');
    const { describeReport } = await import('./stampede/describe-report.ts');
    const report = await runStampede({
      ...{ orders: 5_000, units: 1_000, ...options, ...SETTINGS },
      progress: createProgress(process.stderr),
      log: (message) => console.error(`${message} …`),
    });
    console.log(describeReport(report));
    if (report.problems.length > 0) process.exitCode = 1;
  });

async function raceOfCarts({ orders = 500, units = 50 }: { orders?: number; units?: number }): Promise<void> {
  const { runCartRace } = await import('./stampede/run-cart-race.ts');
  const { describeCartRace } = await import('./stampede/describe-report.ts');
  const report = await runCartRace({
    ...{ clients: orders, units, leaving: Math.ceil(units / 5) },
    progress: createProgress(process.stderr),
    log: (message) => console.error(`${message} …`),
  });
  console.log(describeCartRace(report));
  if (report.problems.length > 0) process.exitCode = 1;
}
