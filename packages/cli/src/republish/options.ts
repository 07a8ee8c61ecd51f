import { parseArgs } from 'node:util';
import { toWholeNumber } from '@tradepost/command-line/to-whole-number';
import { UsageError } from '@tradepost/command-line/usage-error';
import { TARGET_OPTIONS, TARGET_USAGE, type Target, toTarget } from '../api/target.ts';

export type RepublishOptions = {
  readonly service: string;
  readonly ids: readonly string[];
  readonly fromVersion: number | undefined;
  readonly toVersion: number | undefined;
  /** False for a dry run. */
  readonly isConfirmed: boolean;
  readonly target: Target;
};

export const USAGE = `Publishes the stored events of aggregates again, oldest first. They keep their ids, so consumers process each of them once.

  pnpm republish SERVICE ID... [options]

  SERVICE        the service that stores the aggregates: catalog, inventory, orders, payments
  ID             ids of orders, payments, products or reservations; of inventory also a SKU, for its adjustments
  --from NUMBER  first version (0)
  --to NUMBER    last version (the last)
  --yes          publishes; without it, the events are only listed
${TARGET_USAGE}

Orders and payments have the events of all versions. Products and reservations have those of the last version: earlier
ones are in the event archive (pnpm replay) or, if they were never published, in a dead-letter queue (pnpm dead-letters).

Exit code: 0; 1 if something was not found or not published, 2 for a wrong command line.`;

/**
 * Takes the command line's arguments; returns the options.
 *
 * @throws Error if they are wrong
 */
export function parseRepublishOptions(args: readonly string[]): RepublishOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      yes: { type: 'boolean', default: false },
      ...TARGET_OPTIONS,
    },
  });
  const [service, ...ids] = positionals;
  if (service === undefined) throw new UsageError('SERVICE is missing');
  if (ids.length === 0) throw new UsageError('ID is missing');
  const fromVersion = toVersion('from', values.from);
  const lastVersion = toVersion('to', values.to);
  if (fromVersion !== undefined && lastVersion !== undefined && fromVersion > lastVersion)
    throw new UsageError(`--to ${lastVersion} must not be less than --from ${fromVersion}`);
  return {
    service,
    ids: [...new Set(ids)],
    fromVersion,
    toVersion: lastVersion,
    isConfirmed: values.yes,
    target: toTarget(values),
  };
}

function toVersion(name: string, value: string | undefined): number | undefined {
  return value === undefined ? undefined : toWholeNumber(name, value, { least: 0 });
}
