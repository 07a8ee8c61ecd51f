import { command } from '@tradepost/command-line/command';
import { withCaller } from './api/target.ts';

export const timeline = withCaller(
  command(
    'timeline',
    'Prints everything that happened to an order, across services: events, commands, saga steps, log lines.',
    {
      examples: [
        'pnpm tradepost timeline ord_01JD3XK8WQ4N6T2B9V5M7R0C1E',
        'pnpm tradepost timeline ord_01JD3XK8WQ4N6T2B9V5M7R0C1E --stage dev --fresh',
      ],
      exitCodes: '0, 1 if there is no such order',
    },
  )
    .argument('<order-id>', 'id of the order, such as ord_01JD3XK8WQ4N6T2B9V5M7R0C1E')
    .option('--fresh', 'reads it again, instead of a timeline that is up to a minute old')
    .option('--json', 'prints JSON, as the API returns it'),
).action(async (orderId, options) => {
  const { callApi } = await import('./api/call-api.ts');
  const { printTimeline } = await import('./timeline/print-timeline.ts');
  await callApi(options, (api) => printTimeline(api, orderId, options));
});
