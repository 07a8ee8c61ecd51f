import { join } from 'node:path';
import { parseArgs } from 'node:util';

export type ContractsOptions = {
  readonly task: 'check' | 'update';
  /** The folder of the snapshot. */
  readonly snapshot: string;
  /** Why readers and callers are broken; undefined where they must not be. */
  readonly acceptBreaking: string | undefined;
};

const SNAPSHOT = join('packages', 'contracts', 'snapshot');

export const USAGE = `Holds the contracts against the committed snapshot of all their schemas.

  pnpm contracts:check     fails where a contract is not as the snapshot says, and tells whom that breaks
  pnpm contracts:update    takes additions into the snapshot, and refuses what breaks somebody

  --accept-breaking WHY    update takes what breaks somebody, too, and writes the reason beside the snapshot
  --snapshot FOLDER        another snapshot than ${SNAPSHOT}`;

/**
 * Takes the command line's arguments; returns the options, or `help`. pnpm's `--` comes after the task.
 *
 * @throws Error if they are wrong
 */
export function parseContractsOptions(args: readonly string[]): ContractsOptions | 'help' {
  const { values, positionals } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    allowPositionals: true,
    options: {
      help: { type: 'boolean', default: false },
      snapshot: { type: 'string', default: SNAPSHOT },
      'accept-breaking': { type: 'string' },
    },
  });
  if (values.help) return 'help';
  const [task, ...others] = positionals;
  if ((task !== 'check' && task !== 'update') || others.length > 0) {
    throw new Error(`the task must be check or update, not ${JSON.stringify(positionals.join(' '))}`);
  }
  const acceptBreaking = values['accept-breaking']?.trim();
  if (acceptBreaking === '') throw new Error('--accept-breaking must have a reason');
  if (acceptBreaking !== undefined && task === 'check') {
    throw new Error('--accept-breaking is an option of contracts:update only');
  }
  return { task, snapshot: values.snapshot, acceptBreaking };
}
