import type { Command, OptionValues } from '@tradepost/command-line/command';

/**
 * Parses a command line without running the command's action, which is replaced.
 *
 * @returns the arguments and options that the action would get
 * @throws UsageError or commander's error if the command line is wrong
 */
export async function parseOnly<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
  words: readonly string[],
): Promise<{ readonly args: Args; readonly options: Options }> {
  let parsed: unknown[] = [];
  command.action((...all: unknown[]) => {
    parsed = all;
  });
  await command.parseAsync(words, { from: 'user' });
  return { args: parsed.slice(0, -2) as Args, options: parsed.at(-2) as Options };
}
