import { parseArgs } from 'node:util';
import { orderId as orderIdSchema } from '@tradepost/contracts/fields/identifiers';

export type StoryOptions = { readonly orderId: string; readonly url: string; readonly json: boolean };

const DEFAULT_URL = 'http://127.0.0.1:4000';

export const USAGE = `Tells everything that happened to an order, across services: events, commands, saga steps, log lines.

  pnpm story ORDER_ID [options]

  --url URL   the API of a stage (${DEFAULT_URL}, or TRADEPOST_URL)
  --json      the story as the API gives it`;

/**
 * Takes the command line's arguments; returns what they ask for, or `help`.
 *
 * @throws Error in plain words
 */
export function parseStoryOptions(args: readonly string[]): StoryOptions | 'help' {
  const { values, positionals } = parseArgs({
    args: args[0] === '--' ? args.slice(1) : [...args],
    allowPositionals: true,
    options: {
      url: { type: 'string', default: process.env['TRADEPOST_URL'] ?? DEFAULT_URL },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const [orderId, ...others] = positionals;
  if (orderId === undefined) throw new Error('name the order');
  if (others.length > 0) throw new Error(`one order at a time: ${others.join(' ')} is one too many`);
  if (!orderIdSchema.safeParse(orderId).success) throw new Error(`${orderId} is no order’s id`);
  if (!URL.canParse(values.url)) throw new Error(`--url ${values.url} is no address`);
  return { orderId, url: values.url, json: values.json };
}
