import { Command, Help } from '@commander-js/extra-typings';

export type { Command, OptionValues } from '@commander-js/extra-typings';

/** Parts of a command's help that follow its options. */
export type HelpTexts = {
  /** Command lines as typed, such as `pnpm tradepost timeline ord_01JD3XK8WQ4N6T2B9V5M7R0C1E`. */
  readonly examples?: readonly string[];
  /** Paragraphs on what the command does. */
  readonly notes?: string;
  /** Exit codes of the command, except 2. */
  readonly exitCodes?: string;
};

const DEFAULT_EXIT_CODES = '0 if it succeeds, 1 if it fails';

/**
 * Creates a command of this repository. Its help is generated; a wrong command line throws in place of ending the
 * process, so that `run` prints it and sets the exit code.
 *
 * @param name as typed: `timeline`; of a program that `pnpm` runs, the script's name: `tradepost`
 * @param description one or two sentences that begin with a verb
 * @example
 * export const seed = command('seed', 'Creates the demo catalogue.').option('--units <number>', 'units of each SKU');
 */
export function command(name: string, description: string, help: HelpTexts = {}): Command {
  const { examples = [], notes, exitCodes = DEFAULT_EXIT_CODES } = help;
  const after = [
    ...(notes === undefined ? [] : [notes]),
    ...(examples.length === 0 ? [] : [['Examples:', ...examples.map((line) => `  ${line}`)].join('\n')]),
    `Exit code: ${exitCodes}, 2 for a wrong command line.`,
  ];
  return (
    new Command(name)
      .description(description)
      .helpOption('-h, --help', 'prints this help')
      .configureHelp({
        commandUsage: (described) => `pnpm ${new Help().commandUsage(described)}`,
        // The arguments of a subcommand are in its own help.
        subcommandTerm: (subcommand) => subcommand.name(),
      })
      .addHelpText('after', `\n${after.join('\n\n')}`)
      .exitOverride()
      // `run` prints errors.
      .configureOutput({ outputError: () => {} })
  );
}
