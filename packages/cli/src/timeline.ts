import { unwrap } from '@tradepost/client/client';
import type { Api } from './api/connect.ts';
import { runCommand } from './api/run-command.ts';
import { parseTimelineOptions, type TimelineOptions, USAGE } from './timeline/options.ts';
import { renderTimeline } from './timeline/render-timeline.ts';

/** Prints everything that happened to an order. Exit code: 0; 1 if there is no such order, 2 for a wrong command line. */
async function printTimeline(api: Api, { orderId, fresh, json }: TimelineOptions): Promise<number> {
  const timeline = await unwrap(
    api.GET('/v1/orders/{orderId}/timeline', {
      params: { path: { orderId }, ...(fresh ? { query: { maxAgeSeconds: 0 } } : {}) },
    }),
  );
  console.log(json ? JSON.stringify(timeline, null, 2) : renderTimeline(timeline));
  return 0;
}

process.exitCode = await runCommand({
  name: 'timeline',
  usage: USAGE,
  parse: parseTimelineOptions,
  run: printTimeline,
});
