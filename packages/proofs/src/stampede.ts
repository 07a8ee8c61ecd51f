import { parseArgs } from 'node:util';
import { createProgress } from '@tradepost/command-line/progress';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { toWholeNumber } from '@tradepost/command-line/to-whole-number';
import { describeReport } from './stampede/describe-report.ts';
import { runStampede } from './stampede/run-stampede.ts';

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

type StampedeOptions = Readonly<Record<'orders' | 'clients' | 'units' | 'copies' | 'seed', number>>;

function parseStampedeOptions(args: readonly string[]): StampedeOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      orders: { type: 'string', default: '5000' },
      clients: { type: 'string', default: '64' },
      units: { type: 'string', default: '1000' },
      copies: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
    },
  });
  return {
    orders: toWholeNumber('orders', values.orders),
    clients: toWholeNumber('clients', values.clients),
    units: toWholeNumber('units', values.units),
    copies: toWholeNumber('copies', values.copies),
    seed: toWholeNumber('seed', values.seed),
  };
}

const CONTRADICTIONS = 50;

/** `pnpm stampede`: `--help` has the options. */
async function stampede(options: StampedeOptions): Promise<number> {
  const report = await runStampede({
    ...options,
    contradictions: CONTRADICTIONS,
    progress: createProgress(process.stderr),
    say: (what) => console.error(`${what} …`),
  });
  console.log(describeReport(report));
  return report.problems.length === 0 ? 0 : 1;
}

process.exitCode = await runCommandLine({
  name: 'stampede',
  usage: USAGE,
  parse: parseStampedeOptions,
  run: stampede,
});
