import { command } from '@tradepost/command-line/command';
import { withCaller } from './api/target.ts';

export const replay = withCaller(
  command('replay', 'Replays events to one consumer: those of a period, or of one aggregate.', {
    notes: 'A replay continues if this command is interrupted.',
    examples: [
      'pnpm tradepost replay --consumer orders-product-changed --subject prd_01JD3XK8WQ4N6T2B9V5M7R0C1E',
      'pnpm tradepost replay --consumer orders-product-changed --from 2026-11-24T10:00Z --to 2026-11-24T11:00Z',
      'pnpm tradepost replay --approve rpl_01JD3XK8WQ4N6T2B9V5M7R0C1E --stage prod',
    ],
    exitCodes: '0 if it completed or awaits an approval, 1 if it was rejected or failed',
  })
    .option('--consumer <name>', 'a rule, without the stage: orders-product-changed')
    .option('--from <time>', 'events from this time on: 2026-11-24T10:00:00Z')
    .option(
      '--to <time>',
      'events before this time; on AWS, an event may take ten minutes to reach the archive',
    )
    .option('--subject <id>', 'all events of one aggregate: prd_…, ord_…')
    .option('--approve <replay-id>', 'approves a replay that another person requested: rpl_…'),
).action(async (options) => {
  const { callApi } = await import('./api/call-api.ts');
  const { runApproval, runReplay } = await import('./replay/replay.ts');
  const { toWanted } = await import('./replay/replayed.ts');
  const wanted = toWanted(options);
  await callApi(options, (api) =>
    'approve' in wanted ? runApproval(api, wanted.approve) : runReplay(api, wanted.consumer, wanted.events),
  );
});
