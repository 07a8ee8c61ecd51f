import type { World } from '../world/world.ts';
import type { Report } from './violation.ts';

/** Nothing is kept for longer, and DynamoDB never deletes an item that expired more than five years ago. */
const MAX_SECONDS = 366 * 86_400;

/**
 * Every item of a table with a time to live has one, in seconds: within a year, before or after now. An item without it, or with
 * one in milliseconds, is kept forever.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html
 */
export function checkExpiry(
  { dynamodb, scheduler }: Pick<World, 'dynamodb' | 'scheduler'>,
  report: Report,
): void {
  const nowSeconds = scheduler.nowMs() / 1_000;
  for (const { schema, all } of dynamodb.tables) {
    const { name, timeToLive } = schema;
    if (timeToLive === undefined) continue;
    for (const item of all()) {
      const seconds = Number(item[timeToLive]?.N);
      if (!Number.isInteger(seconds) || Math.abs(seconds - nowSeconds) > MAX_SECONDS)
        report('an item that expires is deleted', `${name}: ${item['pk']?.S} has ${timeToLive} ${seconds}`);
    }
  }
}
