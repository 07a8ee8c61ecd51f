import { parseArgs } from 'node:util';
import { describeReport } from './stampede/describe-report.ts';
import { runStampede } from './stampede/run-stampede.ts';
import { createProgress } from './terminal/progress.ts';
import { toCount } from './terminal/to-count.ts';

const USAGE = `Shows that nothing is oversold and nothing is done twice, however many come at once.

  pnpm stampede [options]

  --orders NUMBER   how many are placed (5000)
  --clients NUMBER  by how many clients at the same time (64)
  --units NUMBER    that there are, of three SKUs together (1000)
  --copies NUMBER   of one request that are sent at once (100)
  --seed NUMBER     of who wants what (1)

It starts a local cloud of its own. What there is must be sold, and not a unit more; everybody else is turned away with
OUT_OF_STOCK. Then the same request is sent many times at once, and must get the same answer to the byte; and two bodies
under one key, of which one is an order and the other is refused. At last the shop is audited.`;

/** `pnpm stampede`: `--help` has the options. */
async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const { values } = parseArgs({
    args: args[0] === '--' ? args.slice(1) : args,
    options: {
      orders: { type: 'string', default: '5000' },
      clients: { type: 'string', default: '64' },
      units: { type: 'string', default: '1000' },
      copies: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const report = await runStampede({
    orders: toCount('orders', values.orders),
    clients: toCount('clients', values.clients),
    units: toCount('units', values.units),
    copies: toCount('copies', values.copies),
    contradictions: CONTRADICTIONS,
    seed: toCount('seed', values.seed),
    progress: createProgress(process.stderr),
    say: (what) => console.error(`${what} …`),
  });
  console.log(describeReport(report));
  return report.problems.length === 0 ? 0 : 1;
}

const CONTRADICTIONS = 50;

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`stampede: ${(error as Error).message}`);
  process.exitCode = 1;
}
