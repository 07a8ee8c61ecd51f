import { parseArgs } from 'node:util';
import { TARGET_OPTIONS, TARGET_USAGE, type Target, toTarget } from '../api/target.ts';

export type DeadLetterOptions = {
  readonly act: 'list' | 'show' | 'redrive' | 'discard';
  /** Id of the dead-letter message; undefined if the action is on many. */
  readonly id: string | undefined;
  readonly queue: string | undefined;
  readonly reason: string | undefined;
  readonly target: Target;
};

const ACTS = ['list', 'show', 'redrive', 'discard'] as const;

export const USAGE = `Lists, shows, redrives and discards dead-letter messages: those that no consumer could process.

  pnpm dead-letters list [--queue NAME]
  pnpm dead-letters show ID
  pnpm dead-letters redrive ID
  pnpm dead-letters redrive --all [--queue NAME]
  pnpm dead-letters discard ID --reason TEXT

  --queue NAME   one queue, without the stage: orders-commands-dlq
${TARGET_USAGE}

Exit code: 0; 1 if a request was rejected or a message could not be redriven, 2 for a wrong command line.`;

/**
 * Parses the command line's arguments.
 *
 * @throws Error that names the wrong argument
 */
export function parseDeadLetterOptions(args: readonly string[]): DeadLetterOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      queue: { type: 'string' },
      reason: { type: 'string' },
      ...TARGET_OPTIONS,
    },
  });
  const [name, id, ...others] = positionals;
  const act = ACTS.find((each) => each === name);
  if (act === undefined) throw new Error(`the action is missing or unknown: it must be ${ACTS.join(', ')}`);
  if (others.length > 0)
    throw new Error(`ID must be one message, not also ${JSON.stringify(others.join(' '))}`);
  if (act === 'redrive' && (id === undefined) !== values.all)
    throw new Error('redrive needs either ID or --all');
  if ((act === 'show' || act === 'discard') && id === undefined)
    throw new Error(`ID is missing: the message to ${act}`);
  if (act === 'discard' && values.reason === undefined) throw new Error('--reason is missing');
  const { queue, reason } = values;
  return { act, id, queue, reason, target: toTarget(values) };
}
