import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

/** A command of `package.json`. */
export type CommandLine<Options> = {
  /** Name as typed after `pnpm`: `deploy:plan`. */
  readonly name: string;
  readonly usage: string;
  /** Takes the arguments; returns the options, or `help`. Throws if the arguments are wrong. */
  readonly parse: (args: readonly string[]) => Options | 'help';
  /** Returns the exit code. */
  readonly run: (options: Options) => Promise<number> | number;
  /** Exit code of a command that fails for another reason than its arguments (1). */
  readonly failureCode?: number;
};

/** Exit code of a wrong command line, as of bash's builtins and of GNU's grep, diff and ls. */
const USAGE_EXIT_CODE = 2;

/**
 * Parses the command line and runs the command; prints the usage for `--help`, and errors as one line.
 *
 * @returns the exit code: the command's own, 2 for a wrong command line, 1 (or `failureCode`) if it fails otherwise
 * @example
 * process.exitCode = await runCommandLine({ name: 'bench', usage: USAGE, parse: parseBenchOptions, run: bench });
 */
export async function runCommandLine<Options>(
  { name, usage, parse, run, failureCode = 1 }: CommandLine<Options>,
  args: readonly string[] = process.argv.slice(2),
): Promise<number> {
  let options: Options | 'help';
  try {
    const ours = withoutDashes(args);
    options = ours.includes('--help') || ours.includes('-h') ? 'help' : parse(ours);
  } catch (error) {
    return fail(name, error, USAGE_EXIT_CODE);
  }
  if (options === 'help') {
    console.log(usage.trimEnd());
    return 0;
  }
  try {
    return await run(options);
  } catch (error) {
    // Some arguments are only checked when they are used, such as the name of a service.
    return fail(name, error, error instanceof UsageError ? USAGE_EXIT_CODE : failureCode);
  }
}

/** `parse` of a command without options and arguments. */
export function parseNoArguments(args: readonly string[]): Record<string, never> {
  parseArgs({ args: [...args], options: {} } satisfies ParseArgsConfig);
  return {};
}

/** pnpm passes on the `--` that separates its own options from the script's. */
function withoutDashes(args: readonly string[]): readonly string[] {
  return args[0] === '--' ? args.slice(1) : args;
}

/** Removes the advice of `parseArgs` on arguments that begin with a dash. */
function describeUsageError(error: unknown): string {
  return (error as Error).message.replace(/\. To specify a positional argument [\s\S]*$/, '');
}

function fail(name: string, error: unknown, exitCode: number): number {
  const hint = exitCode === USAGE_EXIT_CODE ? `\nSee pnpm ${name} --help.` : '';
  console.error(`${name}: ${describeUsageError(error)}${hint}`);
  return exitCode;
}
