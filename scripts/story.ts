import { orThrow } from '@tradepost/client/client';
import { connect } from './api/connect.ts';
import { parseStoryOptions, USAGE } from './story/options.ts';
import { renderStory } from './story/render-story.ts';

/** Prints everything that happened to an order. Exit code: 0; 1 where there is none, 2 for a wrong command line. */
async function main(): Promise<number> {
  let options: ReturnType<typeof parseStoryOptions>;
  try {
    options = parseStoryOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }
  const { orderId, url, json } = options;
  const api = connect({ url });
  try {
    const story = await orThrow(api.GET('/v1/orders/{orderId}/story', { params: { path: { orderId } } }));
    console.log(json ? JSON.stringify(story, null, 2) : renderStory(story));
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  } finally {
    await api.close();
  }
}

process.exitCode = await main();
