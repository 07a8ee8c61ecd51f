import { command } from '@tradepost/command-line/command';
import { oneOf, repeated, wholeNumber } from '@tradepost/command-line/parsers';

const PARTS = ['startup', 'orders', 'bundles'] as const;
const CLIENTS = [8, 32];

/** Measures start-up, memory, latency, throughput and bundles. */
export const bench = command('bench', 'Measures Tradepost on this machine, in a local cloud of its own.', {
  exitCodes: '0 if every order was confirmed, 1 if not',
})
  .option(
    `--only <part>`,
    `${PARTS.join(', ')}; may be given several times`,
    repeated(oneOf('--only', () => PARTS)),
  )
  .option('--seconds <number>', 'time for each number of clients', wholeNumber('--seconds'), 20)
  .option(
    '--clients <number>',
    'number of concurrent clients; may be given several times (default: 8 and 32)',
    repeated(wholeNumber('--clients')),
  )
  .option('--idle-orders <number>', 'orders placed one after the other', wholeNumber('--idle-orders'), 50)
  .option(
    '--idle-seconds <number>',
    'time for which the idle cloud is watched for its use of the processor',
    wholeNumber('--idle-seconds'),
    30,
  )
  .option('--json', 'prints JSON instead of Markdown')
  .action(async ({ only = PARTS, seconds, clients = CLIENTS, idleOrders, idleSeconds, json }) => {
    const { runBench } = await import('./bench/run-bench.ts');
    const { describeBench } = await import('./bench/describe-bench.ts');
    const result = await runBench({
      ...{ parts: new Set(only), seconds, clients, idleOrders, idleSeconds },
      say: (what) => console.error(`${what} …`),
    });
    console.log(json ? JSON.stringify(result, null, 2) : describeBench(result));
    if (!result.orders?.throughput.some(({ orders, confirmed }) => orders !== confirmed)) return;
    console.error('Not every order was confirmed.');
    process.exitCode = 1;
  });
