import { parseArgs } from 'node:util';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { toWholeNumber } from '@tradepost/command-line/to-whole-number';
import { UsageError } from '@tradepost/command-line/usage-error';
import { describeBench } from './bench/describe-bench.ts';
import { type Part, runBench } from './bench/run-bench.ts';

const PARTS: readonly Part[] = ['startup', 'orders', 'bundles'];

const USAGE = `Measures Tradepost on this machine, in a local cloud of its own.

  pnpm bench [options]

  --only PART          ${PARTS.join(', ')}; may be given several times
  --seconds NUMBER     how long orders are placed for each number of clients (20)
  --clients NUMBERS    numbers of concurrent clients, separated by commas (8,32)
  --idle-orders NUMBER number of orders placed one after the other (50)
  --idle-seconds NUMBER how long the idle cloud is watched for its use of the processor (30)
  --json               prints JSON instead of Markdown`;

type BenchOptions = {
  readonly parts: ReadonlySet<Part>;
  readonly seconds: number;
  readonly clients: readonly number[];
  readonly idleOrders: number;
  readonly idleSeconds: number;
  readonly json: boolean;
};

function parseBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [...PARTS] },
      seconds: { type: 'string', default: '20' },
      clients: { type: 'string', default: '8,32' },
      'idle-orders': { type: 'string', default: '50' },
      'idle-seconds': { type: 'string', default: '30' },
      json: { type: 'boolean', default: false },
    },
  });
  const only = values.only.flatMap((list) => list.split(','));
  const parts = new Set(PARTS.filter((part) => only.includes(part)));
  const unknown = only.find((part) => !PARTS.some((known) => known === part));
  if (unknown !== undefined) {
    throw new UsageError(`--only must be ${PARTS.join(', ')}, not ${JSON.stringify(unknown)}`);
  }
  return {
    parts,
    seconds: toWholeNumber('seconds', values.seconds),
    clients: values.clients.split(',').map((each) => toWholeNumber('clients', each)),
    idleOrders: toWholeNumber('idle-orders', values['idle-orders']),
    idleSeconds: toWholeNumber('idle-seconds', values['idle-seconds']),
    json: values.json,
  };
}

/** `pnpm bench`: start-up, memory, latency, throughput and bundles. `--help` has the options. */
async function bench({ json, ...options }: BenchOptions): Promise<number> {
  const result = await runBench({
    ...options,
    say: (what) => process.stderr.write(`${what} …\n`),
  });
  console.log(json ? JSON.stringify(result, null, 2) : describeBench(result));
  const lost = result.orders?.throughput.some(({ orders, confirmed }) => orders !== confirmed) ?? false;
  if (lost) console.error('Not every order was confirmed.');
  return lost ? 1 : 0;
}

process.exitCode = await runCommandLine({
  name: 'bench',
  usage: USAGE,
  parse: parseBenchOptions,
  run: bench,
});
