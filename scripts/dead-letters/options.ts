import { parseArgs } from 'node:util';
import { TARGET_OPTIONS, TARGET_USAGE, type Target, toTarget } from '../api/target.ts';

export type DeadLetterOptions = {
  readonly act: 'list' | 'show' | 'redrive' | 'discard';
  /** Of one letter; none where the act is on many. */
  readonly id: string | undefined;
  readonly queue: string | undefined;
  readonly reason: string | undefined;
  readonly target: Target;
};

const ACTS = ['list', 'show', 'redrive', 'discard'] as const;

export const USAGE = `Looks after messages that no consumer could handle.

  pnpm dead-letters list [--queue NAME]
  pnpm dead-letters show ID
  pnpm dead-letters redrive ID
  pnpm dead-letters redrive --all [--queue NAME]
  pnpm dead-letters discard ID --reason TEXT

  --queue NAME   one queue, without the stage: orders-commands-dlq
${TARGET_USAGE}

Exit code: 0; 1 where something was refused or could not be sent back, 2 for a wrong command line.`;

/**
 * Takes the command line's arguments; returns what they ask for.
 *
 * @throws Error in plain words
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
  if (act === undefined) throw new Error(`say what to do: ${ACTS.join(', ')}`);
  if (others.length > 0) throw new Error(`one letter at a time: ${others.join(' ')} is too many`);
  if (act === 'redrive' && (id === undefined) !== values.all) throw new Error('redrive ID, or redrive --all');
  if ((act === 'show' || act === 'discard') && id === undefined) throw new Error(`name the letter to ${act}`);
  if (act === 'discard' && values.reason === undefined) throw new Error('say why, with --reason');
  const { queue, reason } = values;
  return { act, id, queue, reason, target: toTarget(values) };
}
