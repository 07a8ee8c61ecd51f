import { parseArgs } from 'node:util';
import { toWholeNumber } from '@tradepost/command-line/to-whole-number';

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

  --port NUMBER   port of the API (${DEFAULT_PORT}); the AWS APIs use the next one; 0 chooses two free ones
  --data FOLDER   folder of the data (${DEFAULT_DATA_DIR})
  --fresh         deletes all data first
  --no-seed       does not create the demo catalogue
  --enforce-permissions
                  denies functions and workflows the calls that their roles do not allow, as AWS does
  --no-watch      does not reload changed sources while it runs
  --quiet         prints one line when it is ready, and nothing else`;

/**
 * Parses the command line's arguments.
 *
 * @returns the options, or `help`
 * @throws Error that names the wrong argument
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
  // The AWS APIs use the next port.
  const port = toWholeNumber('port', values.port, { least: 0, most: 65_534 });
  const { data: dataDir, quiet, fresh, watch, seed, 'enforce-permissions': enforcePermissions } = values;
  return { port, dataDir, quiet, fresh, watch, seed, enforcePermissions };
}
