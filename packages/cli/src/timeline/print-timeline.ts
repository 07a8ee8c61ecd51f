import { unwrap } from '@tradepost/client/client';
import { wrong } from '@tradepost/command-line/parsers';
import { orderId as orderIdSchema } from '@tradepost/contracts/fields/identifiers';
import type { Api } from '../api/connect.ts';
import { renderTimeline } from './render-timeline.ts';

type TimelineOptions = { readonly fresh?: true | undefined; readonly json?: true | undefined };

/**
 * Prints everything that happened to an order; returns the exit code.
 *
 * @throws UsageError if the id is not that of an order
 */
export async function printTimeline(
  api: Api,
  orderId: string,
  { fresh, json }: TimelineOptions,
): Promise<number> {
  if (!orderIdSchema.safeParse(orderId).success) throw wrong('<order-id>', 'ord_ and a ULID', orderId);
  const timeline = await unwrap(
    api.GET('/v1/orders/{orderId}/timeline', {
      params: { path: { orderId }, ...(fresh ? { query: { maxAgeSeconds: 0 } } : {}) },
    }),
  );
  console.log(json ? JSON.stringify(timeline, null, 2) : renderTimeline(timeline));
  return 0;
}
