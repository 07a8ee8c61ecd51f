import { join } from 'node:path';
import { parseArgs } from 'node:util';

export type ContractsOptions = {
  readonly task: 'check' | 'update';
  /** Folder of the snapshot. */
  readonly snapshot: string;
  /** Reason for accepting breaking differences; undefined if there must be none. */
  readonly acceptBreaking: string | undefined;
};

const SNAPSHOT = join('packages', 'contracts', 'snapshot');

export const USAGE = `Compares the contracts with the committed snapshot of all their schemas.

  pnpm contracts:check     fails if a contract differs from the snapshot, and lists whom a breaking difference breaks
  pnpm contracts:update    adds compatible differences to the snapshot, and refuses breaking ones

  --accept-breaking WHY    update accepts breaking differences too, and writes the reason beside the snapshot
  --snapshot FOLDER        another snapshot than ${SNAPSHOT}`;

/**
 * Parses the command line's arguments. pnpm passes its `--` after the task.
 *
 * @returns the options, or `help`
 * @throws Error that names the wrong argument
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
