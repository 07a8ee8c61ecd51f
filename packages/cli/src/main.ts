import { command } from '@tradepost/command-line/command';
import { run } from '@tradepost/command-line/run';
import { reachLoopbackDirectly } from '@tradepost/compiled-service/local-environment';
import { apiKeys } from './api-keys.ts';
import { audit } from './audit.ts';
import { deadLetters } from './dead-letters.ts';
import { importOrders } from './import-orders.ts';
import { journey } from './journey.ts';
import { privacy } from './privacy.ts';
import { replay } from './replay.ts';
import { republish } from './republish.ts';
import { seed } from './seed.ts';
import { start } from './start.ts';
import { timeline } from './timeline.ts';
import { token } from './token.ts';

const tradepost = command('tradepost', 'Runs and operates Tradepost.', {
  notes: 'pnpm tradepost COMMAND --help has the options of a command.',
  examples: [
    'npm start                                              everything, on http://127.0.0.1:4000',
    'pnpm tradepost token --as operator                     an access token of an operator, on this machine',
    'pnpm tradepost import orders.csv --dry-run             what an import of these orders would do',
    'pnpm tradepost journey                                 plays a day of the shop, and reconciles it',
    'pnpm tradepost timeline ord_…                          what happened to an order',
    'pnpm tradepost dead-letters redrive --all --stage dev  processes failed messages again',
  ],
})
  .commandsGroup('Start:')
  .addCommand(start)
  .addCommand(token)
  .commandsGroup('Products and orders:')
  .addCommand(seed)
  .addCommand(importOrders)
  .addCommand(journey)
  .commandsGroup('Operate (on this machine, or with --stage on AWS):')
  .addCommand(timeline)
  .addCommand(deadLetters)
  .addCommand(replay)
  .addCommand(republish)
  .addCommand(apiKeys)
  .addCommand(audit)
  .addCommand(privacy);

// A proxy of the user's environment cannot reach this machine.
reachLoopbackDirectly();
await run(tradepost);
