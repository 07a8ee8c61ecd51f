import { command } from '@tradepost/command-line/command';
import { wholeNumber } from '@tradepost/command-line/parsers';
import { UsageError } from '@tradepost/command-line/usage-error';
import { withCaller } from './api/target.ts';

export const republish = withCaller(
  command(
    'republish',
    'Publishes the stored events of aggregates again, oldest first. They keep their ids, so consumers process each of them once.',
    {
      notes: `Orders and payments have the events of all versions. Products and reservations have those of the last version: earlier
ones are in the event archive (pnpm tradepost replay) or, if they were never published, in a dead-letter queue
(pnpm tradepost dead-letters).`,
      examples: ['pnpm tradepost republish orders ord_01JD3XK8WQ4N6T2B9V5M7R0C1E --from 2 --yes'],
      exitCodes: '0, 1 if something was not found or not published',
    },
  )
    .argument(
      '<service>',
      'the service that stores the aggregates: carts, catalog, customers, inventory, orders, payments, pricing',
    )
    .argument(
      '<id...>',
      'ids of carts, orders, payments, products or reservations; of inventory also a SKU, for its adjustments',
    )
    .option('--from <version>', 'first version (0)', wholeNumber('--from', { least: 0 }))
    .option('--to <version>', 'last version (the last)', wholeNumber('--to', { least: 0 }))
    .option('--yes', 'publishes; without it, the events are only listed'),
).action(async (service, ids, options) => {
  const { from, to } = options;
  if (from !== undefined && to !== undefined && from > to)
    throw new UsageError(`--to ${to} must not be less than --from ${from}`);
  const { callApi } = await import('./api/call-api.ts');
  const { listAll, publishAll } = await import('./republish/republish.ts');
  const wanted = { service, ids: [...new Set(ids)], fromVersion: from, toVersion: to };
  await callApi(options, (api) => (options.yes ? publishAll(api, wanted) : listAll(api, wanted)));
});
