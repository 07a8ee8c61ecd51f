import { parseArgs } from 'node:util';
import { toWholeNumber } from '@tradepost/command-line/to-whole-number';
import { UsageError } from '@tradepost/command-line/usage-error';
import { SCENARIOS } from '@tradepost/simulation/scenarios/scenarios';

/** A run of the simulation. */
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

export const USAGE = `pnpm simulate [options]

Runs the real services under a seeded scheduler that injects faults.

  --seeds <number>      how many (200; 2000 with --mutants)
  --from <number>       the first of them (1)
  --minutes <number>    for how long, instead of how many
  --seed <number>       one seed; a broken promise is shown with the shortest run that still breaks it
    --trace             shows everything that happens in it
    --save              adds it to the seeds that the specs run
  --scenario <name>     puts every seed into one of these situations:
${SCENARIOS.map(({ name, description }) => `                          ${name.padEnd(9)} ${description}`).join('\n')}
  --mutants [NAME_PART] plants bugs in the services, one at a time, and checks that each is caught;
                        only those with NAME_PART in their names; with --scenario, only those of the scenario

The exit code is 0 if every promise was kept (with --mutants: if at least 95% were caught); 1 if one was broken, or
if 1,000 ordinary seeds or more did not reach every branch; 2 for a wrong command line.
`;
const DEFAULT_SEEDS = 200;
const DEFAULT_MUTANT_SEEDS = 2_000;
/** With `--minutes` alone: more than run in a night. */
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
  const scenario = toScenario(values.scenario);
  if (values.mutants) return { kind: 'mutants', namePart, seeds: seeds ?? DEFAULT_MUTANT_SEEDS, scenario };
  const seed = toNumber('seed', values.seed);
  if (values.save && scenario !== undefined)
    throw new UsageError('--save keeps seeds of ordinary runs: leave out --scenario');
  if (seed !== undefined)
    return { kind: 'seed', seed, isWhole: values.trace, isSaved: values.save, scenario };
  if (values.trace || values.save) throw new UsageError('--trace and --save need --seed');
  const minutes = toNumber('minutes', values.minutes);
  return {
    kind: 'seeds',
    from: toNumber('from', values.from) ?? 1,
    seeds: seeds ?? (minutes === undefined ? DEFAULT_SEEDS : ENDLESS_SEEDS),
    maxMs: minutes === undefined ? undefined : minutes * 60_000,
    scenario,
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
        scenario: { type: 'string' },
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

function toScenario(name: string | undefined): string | undefined {
  if (name === undefined || SCENARIOS.some((each) => each.name === name)) return name;
  const names = SCENARIOS.map((each) => each.name).join(', ');
  throw new UsageError(`--scenario must be one of ${names}, not ${JSON.stringify(name)}`);
}

function toNumber(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  return toWholeNumber(name, value);
}
