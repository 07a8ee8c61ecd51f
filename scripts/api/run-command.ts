import { type Api, connect } from './connect.ts';
import { findApiUrl } from './find-api-url.ts';
import type { Target } from './target.ts';

/** A command that a person gives to an API. */
export type Command<Options extends { readonly target: Target }> = {
  readonly usage: string;
  /** Takes the arguments, `--help` excepted. Throws an Error in plain words where they make no sense. */
  readonly parse: (args: readonly string[]) => Options;
  /** Returns the exit code. What it throws is told by its message alone. */
  readonly run: (api: Api, options: Options) => Promise<number>;
};

/**
 * Does what a command line asks of an API; returns the exit code: the command's own, 1 where it failed or the API was not
 * found, 2 for a wrong command line.
 *
 * @example
 * process.exitCode = await runCommand({ usage: USAGE, parse: parseStoryOptions, run: tellStory });
 */
export async function runCommand<Options extends { readonly target: Target }>(
  { usage, parse, run }: Command<Options>,
  args: readonly string[] = process.argv.slice(2),
): Promise<number> {
  // pnpm hands the dashes on that part its own options from ours.
  const ours = args[0] === '--' ? args.slice(1) : args;
  if (ours.includes('--help') || ours.includes('-h')) {
    console.log(usage);
    return 0;
  }
  let options: Options;
  try {
    options = parse(ours);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  try {
    const api = connect({ url: await findApiUrl(options.target) });
    return await run(api, options).finally(() => api.close());
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}
