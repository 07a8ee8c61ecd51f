import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

export type FuzzOptions = {
  readonly seed: number;
  readonly cases: number;
  /** The only operation; all where it is undefined. */
  readonly operation: string | undefined;
  readonly keep: boolean;
};

export const USAGE = `Sends made-up requests to every operation of the OpenAPI document, in a local cloud of its own, and judges the answers.

  pnpm fuzz [options]

  --cases NUMBER     requests to each operation (200)
  --seed NUMBER      decides all requests: the same seed sends the same (another one each time)
  --operation NAME   this one alone, such as placeOrder
  --keep             keeps the local cloud until Ctrl-C, so that the curl lines can be tried`;

const DEFAULT_CASES = '200';
const MAX_SEED = 2 ** 31 - 1;

/**
 * @returns what was asked for, or `help`
 * @throws Error in words for people where it cannot be read
 */
export function parseFuzzOptions(args: readonly string[]): FuzzOptions | 'help' {
  const { values } = parseArgs({
    args: args[0] === '--' ? args.slice(1) : [...args],
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
    seed: toNumber('seed', values.seed, 0),
    cases: toNumber('cases', values.cases, 1),
    operation: values.operation,
    keep: values.keep,
  };
}

function toNumber(option: string, written: string, least: number): number {
  const number = Number(written);
  if (Number.isInteger(number) && number >= least && number <= MAX_SEED) return number;
  throw new Error(`--${option} ${written} is no whole number from ${least} to ${MAX_SEED}`);
}
