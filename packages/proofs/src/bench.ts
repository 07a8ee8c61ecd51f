import { command } from '@tradepost/command-line/command';
import { oneOf, repeated } from '@tradepost/command-line/parsers';

const PARTS = ['startup', 'orders', 'carts', 'lists', 'bundles'] as const;
/** Numbers of clients and times of the figures in packages/docs/figures.md. */
const SETTINGS = {
  ...{ seconds: 20, clients: [8, 32], idleOrders: 50, idleSeconds: 30 },
  ...{ cartClients: 8, listClients: 10 },
};

/** Measures start-up, memory, latency, throughput and bundles. */
export const bench = command('bench', 'Measures Tradepost on this machine, in a local cloud of its own.', {
  exitCodes: '0 if every order was confirmed, 1 if not',
})
  .option(
    `--only <part>`,
    `${PARTS.join(', ')}; may be given several times`,
    repeated(oneOf('--only', () => PARTS)),
  )
  .option('--json', 'prints JSON instead of Markdown')
  .action(async ({ only = PARTS, json }) => {
    const { runBench } = await import('./bench/run-bench.ts');
    const { describeBench } = await import('./bench/describe-bench.ts');
    const result = await runBench({
      ...SETTINGS,
      parts: new Set(only),
      onStep: (step) => console.error(`${step} …`),
    });
    console.log(json ? JSON.stringify(result, null, 2) : describeBench(result));
    if (!result.orders?.throughput.some(({ orders, confirmed }) => orders !== confirmed)) return;
    console.error('Not every order was confirmed.');
    process.exitCode = 1;
  });
