import { parseArgs } from 'node:util';
import { createProgress } from '@tradepost/command-line/progress';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { toWholeNumber } from '@tradepost/command-line/to-whole-number';
import { runCrashTest } from './crash-test/run-crash-test.ts';
import { describeReport } from './crash-test/to-report.ts';

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

type CrashTestOptions = {
  readonly kills: number;
  readonly withinMs?: number;
  readonly seed: number;
  readonly clients: number;
};

function parseCrashTestOptions(args: readonly string[]): CrashTestOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string', default: '50' },
      minutes: { type: 'string' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
      clients: { type: 'string', default: '24' },
    },
  });
  const { minutes } = values;
  return {
    kills: toWholeNumber('kills', values.kills),
    ...(minutes === undefined ? {} : { withinMs: toWholeNumber('minutes', minutes) * 60_000 }),
    seed: toWholeNumber('seed', values.seed, { least: 0 }),
    clients: toWholeNumber('clients', values.clients),
  };
}

/** `pnpm crash-test`: `--help` has the options. */
async function crashTest(options: CrashTestOptions): Promise<number> {
  console.error(`The seed is ${options.seed}.`);
  const report = await runCrashTest({
    ...options,
    progress: createProgress(process.stderr),
    say: (what) => console.error(`${new Date().toISOString().slice(11, 19)} ${what} …`),
  });
  console.log(describeReport(report));
  return report.problems.length === 0 ? 0 : 1;
}

process.exitCode = await runCommandLine({
  name: 'crash-test',
  usage: USAGE,
  parse: parseCrashTestOptions,
  run: crashTest,
});
