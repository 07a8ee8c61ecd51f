import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { type Api, connect } from './connect.ts';
import { findApiUrls } from './find-api-urls.ts';
import type { Target } from './target.ts';

/** A command that calls the API. */
export type Command<Options extends { readonly target: Target }> = {
  /** Name as typed after `pnpm`. */
  readonly name: string;
  readonly usage: string;
  /** Takes the arguments; returns the options. Throws if the arguments are wrong. */
  readonly parse: (args: readonly string[]) => Options;
  /** Returns the exit code. */
  readonly run: (api: Api, options: Options) => Promise<number>;
};

/**
 * Runs a command that calls the API of a target; returns the exit code: the command's own, 1 if it failed or the API was
 * not found, 2 for a wrong command line.
 *
 * @example
 * process.exitCode = await runCommand({ name: 'timeline', usage: USAGE, parse: parseTimelineOptions, run: printTimeline });
 */
export async function runCommand<Options extends { readonly target: Target }>(
  { name, usage, parse, run }: Command<Options>,
  args: readonly string[] = process.argv.slice(2),
): Promise<number> {
  return runCommandLine(
    {
      name,
      usage,
      parse,
      run: async (options: Options) => {
        const api = connect(await findApiUrls(options.target));
        return await run(api, options).finally(() => api.close());
      },
    },
    args,
  );
}
