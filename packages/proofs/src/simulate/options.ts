import { UsageError } from '@tradepost/command-line/usage-error';

export type SimulateOptions =
  | {
      readonly kind: 'seeds';
      readonly from: number;
      readonly seeds: number;
      readonly maxMs: number | undefined;
      readonly scenario: string | undefined;
    }
  | {
      readonly kind: 'seed';
      readonly seed: number;
      readonly isWhole: boolean;
      readonly isSaved: boolean;
      readonly scenario: string | undefined;
    }
  | {
      readonly kind: 'mutants';
      readonly namePart: string;
      readonly seeds: number;
      readonly scenario: string | undefined;
    };

/** Options of the command line, as commander parses them. */
export type WrittenOptions = {
  readonly seeds?: number | undefined;
  readonly from: number;
  readonly minutes?: number | undefined;
  readonly seed?: number | undefined;
  readonly trace?: true | undefined;
  readonly save?: true | undefined;
  readonly scenario?: string | undefined;
  readonly mutants?: true | undefined;
};

const DEFAULT_SEEDS = 200;
const DEFAULT_MUTANT_SEEDS = 2_000;
/** With `--minutes` alone: more than run in a night. */
const ENDLESS_SEEDS = 1_000_000_000;
const MS_PER_MINUTE = 60_000;

/**
 * Returns the run that the options describe.
 *
 * @throws UsageError if they exclude each other
 */
export function toRun(
  namePart: string | undefined,
  { seeds, from, minutes, seed, trace, save, scenario, mutants }: WrittenOptions,
): SimulateOptions {
  if (mutants)
    return { kind: 'mutants', namePart: namePart ?? '', seeds: seeds ?? DEFAULT_MUTANT_SEEDS, scenario };
  if (namePart !== undefined) throw new UsageError(`"${namePart}" needs --mutants`);
  if (save && scenario !== undefined)
    throw new UsageError('--save keeps seeds of ordinary runs: leave out --scenario');
  if (seed !== undefined)
    return { kind: 'seed', seed, isWhole: trace === true, isSaved: save === true, scenario };
  if (trace || save) throw new UsageError('--trace and --save need --seed');
  return {
    kind: 'seeds',
    from,
    seeds: seeds ?? (minutes === undefined ? DEFAULT_SEEDS : ENDLESS_SEEDS),
    maxMs: minutes === undefined ? undefined : minutes * MS_PER_MINUTE,
    scenario,
  };
}
