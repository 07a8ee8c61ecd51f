import { parseArgs } from 'node:util';
import { toWholeNumber } from '../terminal/to-whole-number.ts';
import { UsageError } from '../terminal/usage-error.ts';

/** A run of the simulation. */
export type SimulateOptions =
  | {
      readonly kind: 'seeds';
      readonly from: number;
      readonly seeds: number;
      readonly maxMs: number | undefined;
    }
  | { readonly kind: 'seed'; readonly seed: number; readonly isWhole: boolean; readonly isSaved: boolean }
  | { readonly kind: 'mutants'; readonly namePart: string; readonly seeds: number };

export const USAGE = `pnpm simulate [options]

Runs the real services under a seeded scheduler that injects faults.

  --seeds <number>      how many (200; 2000 with --mutants)
  --from <number>       the first of them (1)
  --minutes <number>    for how long, instead of how many
  --seed <number>       this one alone; what it broke is told as the shortest story that still breaks it
    --trace             tells all that happens in it, with nothing left out
    --save              adds it to the seeds that the specs run
  --mutants [NAME_PART] breaks the services on purpose, one change at a time, and looks whether that is noticed;
                        with a part of a name, those alone that have it in their names

Ends with 0 where every promise was kept (of mutants: where at least 95 % were caught), with 1 where one was broken,
or where 1,000 seeds or more did not come through every branch, and with 2 for a wrong command line.
`;
const DEFAULT_SEEDS = 200;
const DEFAULT_MUTANT_SEEDS = 2_000;
/** With `--minutes` alone: more than any night has time for. */
const ENDLESS_SEEDS = 1_000_000_000;

/**
 * Takes the command line's arguments; returns the options, or `help`.
 *
 * @throws UsageError
 */
export function parseOptions(args: readonly string[]): SimulateOptions | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const [namePart = '', ...others] = positionals;
  if (others.length > 0 || (namePart !== '' && !values.mutants))
    throw new UsageError(`Unknown argument ${JSON.stringify(others[0] ?? namePart)}`);
  const seeds = toNumber('seeds', values.seeds);
  if (values.mutants) return { kind: 'mutants', namePart, seeds: seeds ?? DEFAULT_MUTANT_SEEDS };
  const seed = toNumber('seed', values.seed);
  if (seed !== undefined) return { kind: 'seed', seed, isWhole: values.trace, isSaved: values.save };
  if (values.trace || values.save) throw new UsageError('--trace and --save need --seed');
  const minutes = toNumber('minutes', values.minutes);
  return {
    kind: 'seeds',
    from: toNumber('from', values.from) ?? 1,
    seeds: seeds ?? (minutes === undefined ? DEFAULT_SEEDS : ENDLESS_SEEDS),
    maxMs: minutes === undefined ? undefined : minutes * 60_000,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        seeds: { type: 'string' },
        from: { type: 'string' },
        minutes: { type: 'string' },
        seed: { type: 'string' },
        trace: { type: 'boolean', default: false },
        save: { type: 'boolean', default: false },
        mutants: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function toNumber(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  return toWholeNumber(name, value);
}
