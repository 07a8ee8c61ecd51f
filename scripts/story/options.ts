import { parseArgs } from 'node:util';
import { orderId as orderIdSchema } from '@tradepost/contracts/fields/identifiers';
import { TARGET_OPTIONS, TARGET_USAGE, type Target, toTarget } from '../api/target.ts';

export type StoryOptions = { readonly orderId: string; readonly json: boolean; readonly target: Target };

export const USAGE = `Tells everything that happened to an order, across services: events, commands, saga steps, log lines.

  pnpm story ORDER_ID [options]

  --json         the story as the API gives it
${TARGET_USAGE}`;

/**
 * Takes the command line's arguments; returns what they ask for.
 *
 * @throws Error in plain words
 */
export function parseStoryOptions(args: readonly string[]): StoryOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      ...TARGET_OPTIONS,
    },
  });
  const [orderId, ...others] = positionals;
  if (orderId === undefined) throw new Error('name the order');
  if (others.length > 0) throw new Error(`one order at a time: ${others.join(' ')} is one too many`);
  if (!orderIdSchema.safeParse(orderId).success) throw new Error(`${orderId} is no order’s id`);
  return { orderId, json: values.json, target: toTarget(values) };
}
