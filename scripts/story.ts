import { orThrow } from '@tradepost/client/client';
import type { Api } from './api/connect.ts';
import { runCommand } from './api/run-command.ts';
import { parseStoryOptions, type StoryOptions, USAGE } from './story/options.ts';
import { renderStory } from './story/render-story.ts';

/** Prints everything that happened to an order. Exit code: 0; 1 if there is no such order, 2 for a wrong command line. */
async function tellStory(api: Api, { orderId, fresh, json }: StoryOptions): Promise<number> {
  const story = await orThrow(
    api.GET('/v1/orders/{orderId}/story', {
      params: { path: { orderId }, ...(fresh ? { query: { maxAgeSeconds: 0 } } : {}) },
    }),
  );
  console.log(json ? JSON.stringify(story, null, 2) : renderStory(story));
  return 0;
}

process.exitCode = await runCommand({
  name: 'story',
  usage: USAGE,
  parse: parseStoryOptions,
  run: tellStory,
});
