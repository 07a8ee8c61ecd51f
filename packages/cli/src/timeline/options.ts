import { parseArgs } from 'node:util';
import { UsageError } from '@tradepost/command-line/usage-error';
import { orderId as orderIdSchema } from '@tradepost/contracts/fields/identifiers';
import { TARGET_OPTIONS, TARGET_USAGE, type Target, toTarget } from '../api/target.ts';

export type TimelineOptions = {
  readonly orderId: string;
  readonly fresh: boolean;
  readonly json: boolean;
  readonly target: Target;
};

export const USAGE = `Prints everything that happened to an order, across services: events, commands, saga steps, log lines.

  pnpm timeline ORDER_ID [options]

  --fresh        read it again, instead of a timeline that is up to a minute old
  --json         as JSON, as the API returns it
${TARGET_USAGE}`;

/**
 * Parses the command line's arguments.
 *
 * @throws UsageError that names the wrong argument
 */
export function parseTimelineOptions(args: readonly string[]): TimelineOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      fresh: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      ...TARGET_OPTIONS,
    },
  });
  const [orderId, ...others] = positionals;
  if (orderId === undefined) throw new UsageError('ORDER_ID is missing');
  if (others.length > 0)
    throw new UsageError(`ORDER_ID must be one order, not also ${JSON.stringify(others.join(' '))}`);
  if (!orderIdSchema.safeParse(orderId).success) {
    throw new UsageError(`ORDER_ID must be ord_ and a ULID, not ${JSON.stringify(orderId)}`);
  }
  return { orderId, fresh: values.fresh, json: values.json, target: toTarget(values) };
}
