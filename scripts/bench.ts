import { parseArgs } from 'node:util';
import { describeBench } from './bench/describe-bench.ts';
import { type Part, runBench } from './bench/run-bench.ts';
import { toCount } from './terminal/to-count.ts';

const PARTS: readonly Part[] = ['startup', 'orders', 'bundles'];

const USAGE = `Measures Tradepost on this machine, in a local cloud of its own.

  pnpm bench [options]

  --only PART          ${PARTS.join(', ')}; may be given several times
  --seconds NUMBER     how long orders are placed for each number of clients (20)
  --clients NUMBERS    with commas between (8,32)
  --idle-orders NUMBER that are placed one after the other (50)
  --json               prints JSON in place of Markdown`;

/** `pnpm bench`: start-up, memory, latency, throughput and bundles. `--help` has the options. */
async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const { values } = parseArgs({
    args: args[0] === '--' ? args.slice(1) : args,
    options: {
      only: { type: 'string', multiple: true, default: [...PARTS] },
      seconds: { type: 'string', default: '20' },
      clients: { type: 'string', default: '8,32' },
      'idle-orders': { type: 'string', default: '50' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const only = values.only.flatMap((list) => list.split(','));
  const parts = new Set(PARTS.filter((part) => only.includes(part)));
  const unknown = only.find((part) => !PARTS.some((known) => known === part));
  if (unknown !== undefined) throw new Error(`--only ${unknown}: there are ${PARTS.join(', ')}`);
  const result = await runBench({
    parts,
    seconds: toCount('seconds', values.seconds),
    clients: values.clients.split(',').map((each) => toCount('clients', each)),
    idleOrders: toCount('idle-orders', values['idle-orders']),
    say: (what) => process.stderr.write(`${what} …\n`),
  });
  console.log(values.json ? JSON.stringify(result, null, 2) : describeBench(result));
  const lost = result.orders?.throughput.some(({ orders, confirmed }) => orders !== confirmed) ?? false;
  if (lost) console.error('Not every order was confirmed.');
  return lost ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`bench: ${(error as Error).message}`);
  process.exitCode = 1;
}
