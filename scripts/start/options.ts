import { parseArgs } from 'node:util';
import { toWholeNumber } from '../terminal/to-whole-number.ts';

export type StartOptions = {
  readonly port: number;
  readonly dataDir: string;
  readonly quiet: boolean;
  readonly fresh: boolean;
  readonly watch: boolean;
  readonly seed: boolean;
  readonly enforcePermissions: boolean;
};

const DEFAULT_PORT = 4000;
const DEFAULT_DATA_DIR = '.tradepost';

export const USAGE = `Runs the whole of Tradepost on this machine.

  npm start -- [options]

  --port NUMBER   of the API (${DEFAULT_PORT}); the AWS APIs get the next one; 0 takes any two that are free
  --data FOLDER   where data are kept (${DEFAULT_DATA_DIR})
  --fresh         drops all data first
  --no-seed       leaves the demo catalogue out
  --enforce-permissions
                  refuses functions and workflows what their roles do not allow, as AWS does
  --no-watch      does not take changed sources over while it runs
  --quiet         prints one line when it is ready, and nothing else`;

/**
 * Takes the command line's arguments; returns what they ask for, or `help`.
 *
 * @throws Error in plain words
 */
export function parseStartOptions(args: readonly string[]): StartOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      port: { type: 'string', default: String(DEFAULT_PORT) },
      data: { type: 'string', default: DEFAULT_DATA_DIR },
      quiet: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: true },
      seed: { type: 'boolean', default: true },
      'enforce-permissions': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  // The AWS APIs get the port after it.
  const port = toWholeNumber('port', values.port, { least: 0, most: 65_534 });
  const { data: dataDir, quiet, fresh, watch, seed, 'enforce-permissions': enforcePermissions } = values;
  return { port, dataDir, quiet, fresh, watch, seed, enforcePermissions };
}
