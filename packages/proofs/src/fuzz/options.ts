import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { toWholeNumber } from '@tradepost/command-line/to-whole-number';

export type FuzzOptions = {
  readonly seed: number;
  readonly cases: number;
  /** The only operation to test; undefined for all. */
  readonly operation: string | undefined;
  readonly keep: boolean;
};

export const USAGE = `Sends generated requests to every operation of the OpenAPI document, in a local cloud of its own, and checks the answers.

  pnpm fuzz [options]

  --cases NUMBER     requests to each operation (200)
  --seed NUMBER      seed of the generator: the same seed sends the same requests (default: random)
  --operation NAME   only this operation, such as placeOrder
  --keep             keeps the local cloud until Ctrl-C, so that failing requests can be repeated`;

const DEFAULT_CASES = '200';
const MAX_SEED = 2 ** 31 - 1;

/**
 * Parses the command line's arguments.
 *
 * @returns the options, or `help`
 * @throws Error that names the wrong argument
 */
export function parseFuzzOptions(args: readonly string[]): FuzzOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cases: { type: 'string', default: DEFAULT_CASES },
      seed: { type: 'string', default: String(randomInt(MAX_SEED)) },
      operation: { type: 'string' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    seed: toWholeNumber('seed', values.seed, { least: 0, most: MAX_SEED }),
    cases: toWholeNumber('cases', values.cases),
    operation: values.operation,
    keep: values.keep,
  };
}
