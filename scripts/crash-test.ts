import { parseArgs } from 'node:util';
import { runCrashTest } from './crash-test/run-crash-test.ts';
import { describeReport } from './crash-test/to-report.ts';
import { createProgress } from './terminal/progress.ts';
import { toCount } from './terminal/to-count.ts';

const USAGE = `Shows that nothing is lost and nothing is doubled when processes are killed at random moments.

  pnpm crash-test [options]

  --kills NUMBER    how often (50)
  --minutes NUMBER  no kill after so long
  --seed NUMBER     of the moments, the kinds of kills, and what customers do (random, and printed)
  --clients NUMBER  who order at the same time (24)

It starts a local cloud of its own and has customers place, repeat, cancel and pay for orders while the whole cloud, its
main process or the DynamoDB engine are ended with kill -9 and started again. Then it lets everything come to rest, and
audits it: the customers' answers, orders, stock, payments, the provider's books, the ledger, events, views, queues. At
last all that was ever said is said again to empty views, which must come out as they were.`;

/** `pnpm crash-test`: `--help` has the options. */
async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const { values } = parseArgs({
    args: args[0] === '--' ? args.slice(1) : args,
    options: {
      kills: { type: 'string', default: '50' },
      minutes: { type: 'string' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
      clients: { type: 'string', default: '24' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const seed = toCount('seed', values.seed);
  console.error(`The seed is ${seed}.`);
  const report = await runCrashTest({
    kills: toCount('kills', values.kills),
    ...(values.minutes === undefined ? {} : { withinMs: toCount('minutes', values.minutes) * 60_000 }),
    seed,
    clients: toCount('clients', values.clients),
    progress: createProgress(process.stderr),
    say: (what) => console.error(`${new Date().toISOString().slice(11, 19)} ${what} …`),
  });
  console.log(describeReport(report));
  return report.problems.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`crash-test: ${(error as Error).message}`);
  process.exitCode = 1;
}
