import { CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { stopProgress } from './progress.ts';
import { UsageError } from './usage-error.ts';

/** Exit code of a wrong command line, as of bash's builtins and of GNU's grep, diff and ls. */
const USAGE_EXIT_CODE = 2;
const FAILURE_EXIT_CODE = 1;

/**
 * Parses the command line and runs the command that it names. Prints an error as `name: message` on standard error, and
 * sets the exit code of the process: 2 for a wrong command line, 1 if the action throws. An action sets another one by
 * `process.exitCode`.
 *
 * @param args without the paths of Node and of the script
 * @example
 * await run(command('tradepost', 'Commands of Tradepost.').addCommand(seed).addCommand(timeline));
 */
export async function run(program: CommandUnknownOpts, args = process.argv.slice(2)): Promise<void> {
  // pnpm passes on the `--` that separates its own options from the script's.
  const words = args.filter((word) => word !== '--');
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    process.exitCode = report(error as Error, nameOf(program, words));
  } finally {
    stopProgress();
  }
}

/** Returns the names of the program and of the subcommands that the words call, such as `tradepost dead-letters list`. */
function nameOf(program: CommandUnknownOpts, words: readonly string[]): string {
  const [word, ...others] = words;
  const called = program.commands.find((each) => each.name() === word);
  return called === undefined ? program.name() : `${program.name()} ${nameOf(called, others)}`;
}

/** Prints an error; returns the exit code. */
function report(error: Error, name: string): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // Without a subcommand, commander has printed the help.
    if (error.code === 'commander.help') return USAGE_EXIT_CODE;
  }
  const isUsage = error instanceof CommanderError || error instanceof UsageError;
  const hint = isUsage ? `\nSee pnpm ${name} --help.` : '';
  console.error(`${name}: ${error.message.replace(/^error: /, '')}${hint}`);
  return isUsage ? USAGE_EXIT_CODE : FAILURE_EXIT_CODE;
}
